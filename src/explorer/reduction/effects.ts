// Whether two events can get in each other's way: they touch one cell, and not both only to read it, nor both only to add
// to it, nor both only to take from it.
import type { Effects, Interference } from '../../compiler/interference/local-state';

/** Effects of many events, in the form that `conflict` asks for. */
export interface Combined {
  readonly touches: Int32Array;
  readonly changes: Int32Array;
  /** Everything but additions, everything but subtractions. */
  readonly notUps: Int32Array;
  readonly notDowns: Int32Array;
  readonly tests: Int32Array;
  readonly falsifies: Int32Array;
}

export function merge(all: readonly Effects[], { cells, facts }: Pick<Interference, 'cells' | 'facts'>): Effects {
  const set = (size: number, sets: readonly Int32Array[]): Int32Array => {
    const merged = new Int32Array((size >> 5) + 1);
    for (const each of sets) for (let word = 0; word < merged.length; word++) merged[word]! |= each[word]!;
    return merged;
  };
  return {
    reads: set(cells, all.map(({ reads }) => reads)), writes: set(cells, all.map(({ writes }) => writes)),
    ups: set(cells, all.map(({ ups }) => ups)), downs: set(cells, all.map(({ downs }) => downs)),
    tests: set(facts.length, all.map(({ tests }) => tests)), falsifies: set(facts.length, all.map(({ falsifies }) => falsifies)),
  };
}

export function combine(all: readonly Effects[], sizes: Pick<Interference, 'cells' | 'facts'>): Combined {
  const { reads, writes, ups, downs, tests, falsifies } = merge(all, sizes);
  return {
    touches: reads.map((word, at) => word | writes[at]! | ups[at]! | downs[at]!),
    changes: writes.map((word, at) => word | ups[at]! | downs[at]!),
    notUps: reads.map((word, at) => word | writes[at]! | downs[at]!),
    notDowns: reads.map((word, at) => word | writes[at]! | ups[at]!),
    tests, falsifies,
  };
}

export function conflict({ reads, writes, ups, downs, tests, falsifies }: Effects, other: Combined): boolean {
  if (meets(tests, other.falsifies) || meets(falsifies, other.tests)) return true;
  for (let word = 0; word < reads.length; word++) {
    const common = (writes[word]! & other.touches[word]!) | (reads[word]! & other.changes[word]!)
      | (ups[word]! & other.notUps[word]!) | (downs[word]! & other.notDowns[word]!);
    if (common !== 0) return true;
  }
  return false;
}

export function meets(one: Int32Array, other: Int32Array): boolean {
  for (let word = 0; word < one.length; word++) if ((one[word]! & other[word]!) !== 0) return true;
  return false;
}
