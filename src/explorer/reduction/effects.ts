// Whether two events depend on each other, from the sets of cells and guards that they may touch. Events that are independent can
// be swapped: neither enables, disables or changes the other, and both orders lead to the same state (Godefroid, "Partial-Order
// Methods for the Verification of Concurrent Systems", LNCS 1032, chapter 3).
// Events depend on each other if they touch one cell, and not both only to read it, nor both only to add to it, nor both only to
// subtract from it; or if one tests a guard that the other may make false.
import { bitSet, intersects, unite, type BitSet } from '../../compiler/bit-set';
import type { Effects, Interference } from '../../compiler/local-state';

type Sizes = Pick<Interference, 'cells' | 'guards'>;

/** What any of several events may do, in the form that `isDependent` asks for. */
export interface EffectUnion {
  readonly accesses: BitSet;
  readonly changes: BitSet;
  /** Cells that are touched otherwise than by adding, otherwise than by subtracting. */
  readonly exceptIncrements: BitSet;
  readonly exceptDecrements: BitSet;
  readonly tests: BitSet;
  readonly falsifies: BitSet;
}

/** What any of these events may do. */
export function unionOf(all: readonly Effects[], { cells, guards }: Sizes): Effects {
  const union = (size: number, setOf: (each: Effects) => BitSet): BitSet => {
    const result = bitSet(size);
    for (const each of all) unite(result, setOf(each));
    return result;
  };
  return {
    reads: union(cells, ({ reads }) => reads), writes: union(cells, ({ writes }) => writes),
    increments: union(cells, ({ increments }) => increments), decrements: union(cells, ({ decrements }) => decrements),
    tests: union(guards.length, ({ tests }) => tests), falsifies: union(guards.length, ({ falsifies }) => falsifies),
  };
}

/** The same, in the other form. */
export function combine(all: readonly Effects[], sizes: Sizes): EffectUnion {
  const { reads, writes, increments, decrements, tests, falsifies } = unionOf(all, sizes);
  return {
    accesses: reads.map((word, at) => word | writes[at]! | increments[at]! | decrements[at]!),
    changes: writes.map((word, at) => word | increments[at]! | decrements[at]!),
    exceptIncrements: reads.map((word, at) => word | writes[at]! | decrements[at]!),
    exceptDecrements: reads.map((word, at) => word | writes[at]! | increments[at]!),
    tests, falsifies,
  };
}

/** May one of the other events depend on this one? */
export function isDependent({ reads, writes, increments, decrements, tests, falsifies }: Effects, others: EffectUnion): boolean {
  if (intersects(tests, others.falsifies) || intersects(falsifies, others.tests)) return true;
  for (let word = 0; word < reads.length; word++) {
    const common = (writes[word]! & others.accesses[word]!) | (reads[word]! & others.changes[word]!)
      | (increments[word]! & others.exceptIncrements[word]!) | (decrements[word]! & others.exceptDecrements[word]!);
    if (common !== 0) return true;
  }
  return false;
}
