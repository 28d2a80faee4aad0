// A search between two expansions as plain data, and back, so that it can go on in another process.
// Invariant: a restored search goes on exactly as the saved one would have, expansion for expansion. So what waits to be
// numbered is saved as it waits. The table of hashes is made again from the states; what events do is learned again.
import { ModelLimit, type Program } from '../../compiler/program';
import { formatVersion } from '../../language/versions';
import { hashOf } from '../rows/row-hash';
import { ALL } from '../store/property-memo';
import type { Span } from '../../language/tree';
import type { Finding, LimitHit, Search } from '../search/search';

/** A saved search, but for the blocks of numbers. Plain data that JSON keeps. */
export interface SavedSearch {
  /** How many states, successors that wait, retreats, and edges of a search that leaves something out the blocks hold. */
  readonly states: number;
  readonly waiting: number;
  readonly retreats: number;
  readonly edges: number;
  readonly expanded: number;
  readonly transitions: number;
  readonly terminals: number;
  readonly findings: readonly Finding[];
  /** `LimitHit`, without its error's other fields. Absent in what earlier versions have saved: they had none. */
  readonly limits?: readonly SavedLimit[];
  /** Pairs of slot and value, in the order in which the values got their numbers: the packing follows from it. */
  readonly learned: readonly (readonly [slot: number, value: number])[];
}

interface SavedLimit extends Pick<LimitHit, 'state' | 'choice'> {
  readonly message: string;
  readonly source: string;
  readonly span: Span;
}

/** Texts, by what they are the text of: "the kernel version", "the state" … */
export type Identity = Readonly<Record<string, string>>;

/**
 * What makes a program the one that a saved search belongs to, as far as it can be seen from outside: with equal texts, numbers of
 * slots, values and program counters mean the same. What its events do is in the sources that it was compiled from.
 */
export function identityOf(program: Program): Identity {
  const rests = program.tasks.map(({ name, kind, locations }) =>
    [name, kind, ...locations.map(({ status, frames }) => [status, ...frames.map((frame) => `${frame.function}:${frame.span.join()}`)].join(' '))]);
  return {
    'the kernel version': formatVersion(program.kernel),
    'the state': [program.initial().join(), ...program.slots.map(({ path, min, max }) => `${path} ${min} ${max}`)].join('\n'),
    'the locations where tasks rest': rests.flat().join('\n'),
    'the invariants': [...program.invariants, ...(program.watched ? [program.watched] : [])].map(({ name }) => name).join('\n'),
  };
}

/** Gives the next `count` numbers of the blocks. They need not be asked for in the blocks in which they were given out. */
export type Take = (count: number) => Int32Array;

/** Rows in a block, and numbers in one without rows: blocks stay small, whatever the search has become. */
const ROWS = 1 << 14;
/** In a row: the state it was reached from, the packed choice, and then the words. */
const WORDS = 2;

/**
 * `blocks`: the numbers, in the order in which `restoreSearch` takes them. The search must not go on before all are taken.
 * Throws an Error for a search in which the model has failed: there is nothing left to do.
 */
export function saveSearch(search: Search): { readonly saved: SavedSearch; readonly blocks: Iterable<Int32Array> } {
  search.widen();
  const { visited, waiting, retreats, reduced, expanded, transitions, terminals, findings, limits, packed: { packing } } = search;
  if (search.failure) throw new Error('a search in which the model has failed cannot go on');
  return {
    saved: {
      states: visited.size, waiting: waiting.length, retreats: retreats.length, edges: reduced?.length ?? 0, expanded, transitions, terminals,
      findings: [...findings], limits: limits.map(({ limit: { message, source, span }, state, choice }) => ({ message, source, span, state, choice })), learned: [...packing.learned],
    },
    blocks: blocksOf(search),
  };
}

function* blocksOf({ visited, waiting, retreats, reduced }: Search): Generator<Int32Array> {
  const { width } = visited;
  for (const [first, end] of ranges(visited.size)) {
    yield rows(end - first, width, (index) => {
      const state = first + index;
      const offset = visited.offset(state);
      return [visited.parentOf(state), visited.choiceInto(state), visited.words(state).subarray(offset, offset + width)];
    });
  }
  yield rows(waiting.length, width, (at) =>
    [waiting.parents[at]!, waiting.choices[at]!, waiting.words.subarray(at * width, (at + 1) * width)]);
  for (const [first, end] of ranges(retreats.length)) yield Int32Array.from(retreats.slice(first, end));
  for (const [first, end] of ranges(reduced?.length ?? 0)) {
    yield Int32Array.from(Array.from({ length: end - first }, (_, index) => reduced!.edge(first + index)).flat());
  }
}

/** Makes a search that has not begun, of the same program and with the same options, the saved one. Throws an Error if the numbers are not those saved. */
export function restoreSearch(search: Search, saved: SavedSearch, take: Take): void {
  const { program, visited, waiting, retreats, reduced, findings, limits } = search;
  const state = program.initial();
  for (const [slot, value] of saved.learned) {
    state[slot] = value;
    search.packed.packing.learn(state, [slot]);
  }
  search.widen();
  const { width } = visited;
  const row = WORDS + width;
  for (const [first, end] of ranges(saved.states)) {
    const block = take((end - first) * row);
    for (let at = 0; at < block.length; at += row) {
      visited.add(block, at + WORDS, hashOf(block, at + WORDS, width), block[at]!, block[at + 1]!);
    }
  }
  if (visited.size !== saved.states) throw new Error('the saved search has a state twice');
  const block = take(saved.waiting * row);
  for (let at = 0; at < block.length; at += row) {
    waiting.words.set(block.subarray(at + WORDS, at + row), waiting.offset);
    waiting.push(block[at]!, block[at + 1]!, ALL);
  }
  for (const [first, end] of ranges(saved.retreats)) for (const retreat of take(end - first)) retreats.push(retreat);
  for (const [first, end] of ranges(saved.edges)) {
    const edges = take(2 * (end - first));
    for (let at = 0; at < edges.length; at += 2) reduced!.add(edges[at]!, edges[at + 1]!);
  }
  findings.splice(0, findings.length, ...saved.findings);
  for (const { message, source, span, state: at, choice } of saved.limits ?? []) limits.push({ limit: new ModelLimit(message, source, span), state: at, choice });
  ({ expanded: search.expanded, transitions: search.transitions, terminals: search.terminals } = saved);
}

function rows(count: number, width: number, of: (index: number) => readonly [parent: number, choice: number, words: Int32Array]): Int32Array {
  const block = new Int32Array(count * (WORDS + width));
  for (let index = 0; index < count; index++) {
    const at = index * (WORDS + width);
    const [parent, choice, words] = of(index);
    block[at] = parent;
    block[at + 1] = choice;
    block.set(words, at + WORDS);
  }
  return block;
}

function* ranges(count: number): Generator<readonly [first: number, end: number]> {
  for (let first = 0; first < count; first += ROWS) yield [first, Math.min(count, first + ROWS)];
}
