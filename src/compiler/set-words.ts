// How sets of objects are represented. A set of a type with up to 31 objects is one number, a bit for each object. A larger one is
// several numbers in the state, its words, and one BigInt where generated code computes with it.
// Invariant: a word has the same bits as a small set, those of the objects `first + 1` to `first + 31`.
import type { Type } from '../language/tree';
import type { State } from './state';

/** Objects in one word: no word is negative. */
export const WORD_BITS = 31;
const BITS = BigInt(WORD_BITS);
const ALL = (1n << BITS) - 1n;

/** Who knows how many objects there are of each type. */
export interface Pools {
  pool(type: string): { readonly length: number };
}

/** How many slots a value of the type has in the state. */
export function wordsOf(type: Type, pools: Pools): number {
  return type.kind === 'set' ? Math.max(1, Math.ceil(pools.pool(type.name).length / WORD_BITS)) : 1;
}

/** Is it a set that does not fit into one number? */
export function isWide(type: Type, pools: Pools): boolean {
  return wordsOf(type, pools) > 1;
}

/** The type of each slot of a value. */
export function wordTypes(type: Type, pools: Pools): readonly Type[] {
  if (type.kind !== 'set' || !isWide(type, pools)) return [type];
  return Array.from({ length: wordsOf(type, pools) }, (_, word) => ({ ...type, first: word * WORD_BITS }));
}

/** The number for the largest set that is in one slot. */
export function largestIn({ name, first = 0 }: Extract<Type, { kind: 'set' }>, pools: Pools): number {
  return 2 ** Math.min(WORD_BITS, pools.pool(name).length - first) - 1;
}

/** ` 32..62`: what tells the words of a set apart; empty for a value of one slot. */
export function wordName(type: Type): string {
  return type.kind === 'set' && type.first !== undefined ? ` ${type.first + 1}..${type.first + WORD_BITS}` : '';
}

/** The set that these words are. */
export function joinWords(state: State, slot: number, words: number): bigint {
  let set = 0n;
  for (let word = words - 1; word >= 0; word--) set = (set << BITS) | BigInt(state[slot + word]!);
  return set;
}

export function storeWords(state: State, slot: number, words: number, set: bigint): void {
  for (let word = 0; word < words; word++) state[slot + word] = wordAt(set, word);
}

export function wordAt(set: bigint, word: number): number {
  return Number((set >> (BigInt(word) * BITS)) & ALL);
}

/** The ids of the objects in a set or a word, in ascending order. */
export function members(set: number | bigint, type?: Type): number[] {
  const first = type?.kind === 'set' ? type.first ?? 0 : 0;
  const ids: number[] = [];
  for (let word = 0, rest = BigInt(set); rest > 0n; word++, rest >>= BITS) {
    const bits = wordAt(rest, 0);
    for (let bit = 0; bit < WORD_BITS; bit++) if (bits & (1 << bit)) ids.push(first + word * WORD_BITS + bit + 1);
  }
  return ids;
}

/** Types of which the kernel has sets, and the scenario more objects than one number can tell apart. */
export function wideSets({ objects, functions }: { readonly objects: readonly { readonly fields: readonly { readonly type: Type }[] }[]; readonly functions: readonly { readonly variables: readonly { readonly type: Type }[]; readonly result: Type }[] }, pools: Pools): readonly string[] {
  const types = [...objects.flatMap(({ fields }) => fields.map(({ type }) => type)), ...functions.flatMap(({ variables, result }) => [...variables.map(({ type }) => type), result])];
  return [...new Set(types.flatMap((type) => (type.kind === 'set' && isWide(type, pools) ? [type.name] : [])))];
}
