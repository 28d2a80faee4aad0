// Sets of small numbers, a bit each. What the interference analysis says of cells and guards has this form, because the explorer
// unites and intersects such sets many times for every state.

/** Bit `n & 31` of word `n >> 5` says whether n is a member. Sets that are combined have the same length. */
export type BitSet = Int32Array;

/** A set of some of the numbers 0 … size - 1. */
export function bitSet(size: number, members: Iterable<number> = []): BitSet {
  const set = new Int32Array((size >> 5) + 1);
  for (const member of members) add(set, member);
  return set;
}

/** Makes a number a member. */
export function add(set: BitSet, member: number): void {
  set[member >> 5]! |= 1 << (member & 31);
}

/** Is this number in the set? */
export function isMember(set: BitSet, member: number): boolean {
  return (set[member >> 5]! >>> (member & 31) & 1) === 1;
}

/** Adds the members of `other` to `set`. */
export function unite(set: BitSet, other: BitSet): void {
  for (let word = 0; word < set.length; word++) set[word]! |= other[word]!;
}

/** Have the two sets a member in common? */
export function intersects(one: BitSet, other: BitSet): boolean {
  for (let word = 0; word < one.length; word++) if ((one[word]! & other[word]!) !== 0) return true;
  return false;
}
