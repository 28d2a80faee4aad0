// Whether two events can get in each other's way: they touch one cell, and not both only to read it, nor both only to add
// to it, nor both only to take from it.
import type { Effects, Interference } from '../../compiler/local-state';

/** Effects of many events, in the form that `conflict` asks for. */
export interface Combined {
  readonly accesses: Int32Array;
  readonly changes: Int32Array;
  /** Everything but additions, everything but subtractions. */
  readonly exceptIncrements: Int32Array;
  readonly exceptDecrements: Int32Array;
  readonly tests: Int32Array;
  readonly falsifies: Int32Array;
}

export function merge(all: readonly Effects[], { cells, guards }: Pick<Interference, 'cells' | 'guards'>): Effects {
  const set = (size: number, sets: readonly Int32Array[]): Int32Array => {
    const merged = new Int32Array((size >> 5) + 1);
    for (const each of sets) for (let word = 0; word < merged.length; word++) merged[word]! |= each[word]!;
    return merged;
  };
  return {
    reads: set(cells, all.map(({ reads }) => reads)), writes: set(cells, all.map(({ writes }) => writes)),
    increments: set(cells, all.map(({ increments }) => increments)), decrements: set(cells, all.map(({ decrements }) => decrements)),
    tests: set(guards.length, all.map(({ tests }) => tests)), falsifies: set(guards.length, all.map(({ falsifies }) => falsifies)),
  };
}

export function combine(all: readonly Effects[], sizes: Pick<Interference, 'cells' | 'guards'>): Combined {
  const { reads, writes, increments, decrements, tests, falsifies } = merge(all, sizes);
  return {
    accesses: reads.map((word, at) => word | writes[at]! | increments[at]! | decrements[at]!),
    changes: writes.map((word, at) => word | increments[at]! | decrements[at]!),
    exceptIncrements: reads.map((word, at) => word | writes[at]! | decrements[at]!),
    exceptDecrements: reads.map((word, at) => word | writes[at]! | increments[at]!),
    tests, falsifies,
  };
}

export function conflict({ reads, writes, increments, decrements, tests, falsifies }: Effects, other: Combined): boolean {
  if (meets(tests, other.falsifies) || meets(falsifies, other.tests)) return true;
  for (let word = 0; word < reads.length; word++) {
    const common = (writes[word]! & other.accesses[word]!) | (reads[word]! & other.changes[word]!)
      | (increments[word]! & other.exceptIncrements[word]!) | (decrements[word]! & other.exceptDecrements[word]!);
    if (common !== 0) return true;
  }
  return false;
}

export function meets(one: Int32Array, other: Int32Array): boolean {
  for (let word = 0; word < one.length; word++) if ((one[word]! & other[word]!) !== 0) return true;
  return false;
}
