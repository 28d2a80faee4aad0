// Trace validation (Cirstea, Kuppe, Loillier, Merz, "Validating Traces of Distributed Programs Against TLA+ Specifications", SEFM 2024): has the model an execution that does what was recorded,
// in an order that the recording allows, and nothing else of the kinds that are recorded?
import type { Program } from '../../compiler/program';
import { IntervalOrder } from './interval-order';
import type { Recorded } from './observation';
import { RecordedModel, type Followed, type Refused } from './recorded-model';

/** As far as executions follow a recording. */
export interface Prefix {
  /** How far each sequence is. */
  readonly at: readonly number[];
  /** Executions that come so far and what each of them cannot do next, those found first. */
  readonly ends: readonly End[];
}

export interface End {
  readonly followed: Followed;
  /** Events that would be next, if the recording had what they do. */
  readonly refused: readonly Refused[];
}

export interface Validation {
  readonly order: IntervalOrder;
  /** An execution that follows all of it. */
  readonly whole?: Followed;
  /** If there is none: all prefixes that are part of no longer one, the longest first. */
  readonly prefixes: readonly Prefix[];
  /** States that were looked at. */
  readonly states: number;
  /** So many were not enough: there may be more that can be followed. */
  readonly gaveUp: boolean;
}

/** Of each prefix so many ends are kept: they differ in what was not recorded. */
const MOST_ENDS = 200;

/**
 * `program`: compiled with history variables. `mostStates`: that are looked at before the search gives up. As a rule things happened in the order in which they stand there, which leaves little to search: that
 * is tried first.
 */
export function validate(program: Program, recorded: Recorded, mostStates: number): Validation {
  const order = new IntervalOrder(recorded.observations);
  const exact = search(program, recorded, new IntervalOrder(recorded.observations, true), mostStates);
  if (exact.whole) return { ...exact, order };
  const open = search(program, recorded, order, mostStates);
  return { ...open, states: exact.states + open.states };
}

function search(program: Program, recorded: Recorded, order: IntervalOrder, mostStates: number): Validation {
  const model = new RecordedModel(program, recorded, order);
  const prefixes = new Prefixes();
  const seen = new Set<string>();
  const open: Followed[] = [model.initial()];
  let followed = open.pop();
  for (; followed && seen.size < mostStates; followed = open.pop()) {
    const here = followed;
    if (order.sequences.every(({ length }, sequence) => here.at[sequence] === length)) return { order, whole: here, prefixes: [], states: seen.size, gaveUp: false };
    const key = [here.at, here.rested, here.entered, here.ahead, here.state].join();
    if (seen.has(key)) continue;
    seen.add(key);
    const results = model.choices(here).map((choice) => model.after(here, choice));
    prefixes.note(here, results.filter((result) => 'because' in result));
    // The last one is tried first.
    open.push(...model.withoutSilent(here), ...results.filter((result) => 'state' in result).reverse());
  }
  return { order, prefixes: prefixes.all, states: seen.size, gaveUp: followed !== undefined };
}

/** Those that no longer one contains. */
class Prefixes {
  #all: { readonly at: readonly number[]; readonly ends: End[] }[] = [];

  get all(): readonly Prefix[] {
    const length = ({ at }: Prefix): number => at.reduce((sum, each) => sum + each, 0);
    return this.#all.toSorted((one, other) => length(other) - length(one));
  }

  note(followed: Followed, refused: readonly Refused[]): void {
    const { at } = followed;
    const isWithin = (one: readonly number[], other: readonly number[]): boolean => one.every((each, i) => each <= other[i]!);
    const same = this.#all.find((prefix) => isWithin(at, prefix.at));
    if (same) {
      if (same.ends.length < MOST_ENDS && isWithin(same.at, at)) same.ends.push({ followed, refused });
      return;
    }
    this.#all = [...this.#all.filter((prefix) => !isWithin(prefix.at, at)), { at, ends: [{ followed, refused }] }];
  }
}
