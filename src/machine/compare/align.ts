// Two executions in rows: reading down them is reading time on each side.
// Events are paired thread by thread, by longest common subsequences of what identifies them (event-keys.ts). Of the pairs as many as
// possible stand where both sides have them; the others are moved.
import type { Execution } from '../execution/execution';
import { ComparedEvents, comparedThreads, MOST_COMPARED, type ComparedThread } from './compared-events';
import { EffectComparer } from './effects';
import { commonFunctions, shapeOf } from './event-keys';
import { longestCommon } from './longest-common';
import { longestIncreasing } from './longest-increasing';

/**
 * `same`: both sides perform it here. `moved`: both perform it, the right one at another place. `different`: the same thread at the same
 * place does something else, or the same with another effect: its text, what it changes or what it breaks is not the same. `left`, `right`: only that side performs it.
 */
export type RowKind = 'same' | 'moved' | 'different' | 'left' | 'right';

/** Events by index. Those of the left side are in order, and those of the right side but for the moved ones. */
export interface AlignedRow {
  readonly kind: RowKind;
  /** Index in `Alignment.threads`. */
  readonly thread: number;
  readonly left?: number;
  readonly right?: number;
  /** Whether the two events are the same one, though perhaps with another effect or in another function: not, where a thread does something else. */
  readonly isPair: boolean;
}

export interface Alignment {
  readonly threads: readonly ComparedThread[];
  readonly rows: readonly AlignedRow[];
  /** The first row in which the sides differ; undefined if they do not. */
  readonly parting?: number;
  /** How many events of both sides, at their ends, were too many to be compared. */
  readonly leftOut: number;
}

export function align(left: Execution, right: Execution, most = MOST_COMPARED): Alignment {
  const threads = comparedThreads(left, right);
  const functions = commonFunctions(left.program, right.program);
  const one = new ComparedEvents(left, threads.map((thread) => thread.left), functions, most);
  const other = new ComparedEvents(right, threads.map((thread) => thread.right), functions, most);
  const effects = new EffectComparer(left, right);
  const rows = merged(one, other, pairsOf(one, other, threads.length), effects);
  const parting = rows.findIndex(({ kind }) => kind !== 'same');
  return { threads, rows, ...(parting >= 0 && { parting }), leftOut: left.length - one.length + right.length - other.length };
}

/** By event of the left side the one of the right side that is the same. Two events are paired once. */
function pairsOf(left: ComparedEvents, right: ComparedEvents, threads: number): Map<number, number> {
  const pairs = new Map<number, number>();
  const isAlike = (one: number, other: number): boolean => left.threads[one] === right.threads[other] && left.keys[one]!.exact === right.keys[other]!.exact;
  let prefix = 0;
  for (; prefix < left.length && prefix < right.length && isAlike(prefix, prefix); prefix++) pairs.set(prefix, prefix);
  for (let thread = 0; thread < threads; thread++) {
    const [ones, others] = [left.of(thread, prefix), right.of(thread, prefix)];
    const common = longestCommon(ones.map((index) => left.keys[index]!.exact), others.map((index) => right.keys[index]!.exact));
    let [x, y] = [0, 0];
    // What is not paired by its calls is paired between what is, by its function alone: another version may come to it in another way.
    for (const [one, other] of [...common, [ones.length, others.length] as const]) {
      const [between, otherBetween] = [ones.slice(x, one), others.slice(y, other)];
      for (const [a, b] of longestCommon(between.map((index) => left.keys[index]!.loose), otherBetween.map((index) => right.keys[index]!.loose))) {
        pairs.set(between[a]!, otherBetween[b]!);
      }
      if (one < ones.length) pairs.set(ones[one]!, others[other]!);
      [x, y] = [one + 1, other + 1];
    }
  }
  return pairs;
}

function merged(left: ComparedEvents, right: ComparedEvents, pairs: ReadonlyMap<number, number>, effects: EffectComparer): AlignedRow[] {
  const ordered = [...pairs].sort(([one], [other]) => one - other);
  const inPlace = longestIncreasing(ordered.map(([, other]) => other)).map((at) => ordered[at]!);
  const paired = new Set(pairs.values());
  const rows: AlignedRow[] = [];
  let [l, r] = [0, 0];
  /** A stretch, up to an event of each side, in which nothing is in place. */
  const between = (leftEnd: number, rightEnd: number): void => {
    const rights: number[] = [];
    for (; r < rightEnd; r++) if (!paired.has(r)) rights.push(r);
    const rightRows = (count: number): void => {
      for (const index of rights.splice(0, count)) rows.push({ kind: 'right', thread: right.threads[index]!, right: index, isPair: false });
    };
    for (; l < leftEnd; l++) {
      const thread = left.threads[l]!;
      const moved = pairs.get(l);
      const met = moved === undefined ? rights.findIndex((index) => isSamePlace(left, l, right, index, pairs)) : -1;
      if (moved !== undefined) rows.push({ kind: 'moved', thread, left: l, right: moved, isPair: true });
      else if (met < 0) rows.push({ kind: 'left', thread, left: l, isPair: false });
      else {
        rightRows(met);
        rows.push({ kind: 'different', thread, left: l, right: rights[0]!, isPair: shapeOf(left.texts[l]!) === shapeOf(right.texts[rights.shift()!]!) });
      }
    }
    rightRows(rights.length);
  };
  for (const [one, other] of inPlace) {
    between(one, other);
    const isSame = left.texts[one] === right.texts[other] && left.breaks(one) === right.breaks(other) && effects.areAlike(one, other);
    rows.push({ kind: isSame ? 'same' : 'different', thread: left.threads[one]!, left: one, right: other, isPair: true });
    [l, r] = [one + 1, other + 1];
  }
  between(left.length, right.length);
  return rows;
}

/** Whether two events that are not the same come after the same one of the same thread. */
function isSamePlace(left: ComparedEvents, one: number, right: ComparedEvents, other: number, pairs: ReadonlyMap<number, number>): boolean {
  if (left.threads[one] !== right.threads[other]) return false;
  const [before, otherBefore] = [left.previous[one]!, right.previous[other]!];
  return before < 0 || otherBefore < 0 ? before === otherBefore : pairs.get(before) === otherBefore;
}
