// What a value can be, where it is not known: a few numbers, or anything.
// Invariant: a set may be too large, never too small. The empty set is the value of what always fails.

/** In ascending order. */
export type ValueSet = readonly number[] | 'any';

/** Larger sets tell little and cost much. */
export const MOST = 32;
const BOTH: ValueSet = [0, 1];

export function single(value: number): ValueSet {
  return [value];
}

/** The number, if there is only one. */
export function only(set: ValueSet): number | undefined {
  return set !== 'any' && set.length === 1 ? set[0] : undefined;
}

/** What is in either set. */
export function union(one: ValueSet, other: ValueSet): ValueSet {
  if (one === other || other.length === 0) return one;
  if (one === 'any' || other === 'any') return 'any';
  if (other.every((value) => one.includes(value))) return one;
  return limited(new Set([...one, ...other]));
}

/** `change` gives undefined where the program fails. */
export function mapped(set: ValueSet, change: (value: number) => number | undefined): ValueSet {
  return combined(set, [0], change);
}

/** All results for a value of each set; undefined where the program fails. */
export function combined(one: ValueSet, other: ValueSet, combine: (a: number, b: number) => number | undefined): ValueSet {
  if (one.length === 0 || other.length === 0) return [];
  if (one === 'any' || other === 'any' || one.length * other.length > MOST * MOST) return 'any';
  const results = new Set<number>();
  for (const a of one) {
    for (const b of other) {
      const result = combine(a, b);
      if (result !== undefined) results.add(result);
    }
  }
  return limited(results);
}

/** A truth value that depends on what is not known. */
export function compared(one: ValueSet, other: ValueSet, compare: (a: number, b: number) => number | undefined): ValueSet {
  const result = combined(one, other, compare);
  return result === 'any' ? BOTH : result;
}

/** The values in a range. */
export function within(set: ValueSet, min: number, max: number): ValueSet {
  if (set === 'any' || set.every((value) => value >= min && value <= max)) return set;
  return set.filter((value) => value >= min && value <= max);
}

/** May a condition with such values be true? */
export function mayHold(condition: ValueSet): boolean {
  return condition === 'any' || condition.some((value) => value !== 0);
}

/** May it be false? */
export function mayFail(condition: ValueSet): boolean {
  return condition === 'any' || condition.includes(0);
}

/** The numbers of a set that may be anything from 1 to `most`; 0 is left out. */
export function numbers(set: ValueSet, most: number): readonly number[] {
  if (set === 'any') return Array.from({ length: most }, (_, index) => index + 1);
  return set.filter((value) => value > 0 && value <= most);
}

function limited(values: Set<number>): ValueSet {
  return values.size > MOST ? 'any' : [...values].sort((a, b) => a - b);
}
