// The hash of a row: a sum of what each number contributes, mixed at the end.
// Invariant: numbers that are 0 contribute nothing, so a row has the same hash when it has become wider.
import { fmix32 } from '../../machine/fmix32';

/** Of the `width` numbers that begin at `at`. */
export function hashOf(row: Int32Array, at: number, width: number): number {
  let sum = 0;
  for (let column = 0; column < width; column++) sum = sum + contribution(row[at + column]!, column) | 0;
  return fmix32(sum);
}

/** What the number in this column adds to the sum. The hash is `fmix32` of it. */
export function contribution(value: number, column: number): number {
  // The upper bits of a product depend on all bits of its factors, the lower ones do not.
  return Math.imul(value ^ value >>> 16, factor(column));
}

/** Odd, so that multiplying loses nothing, and different for each column: multiples of 2^32 divided by the golden ratio (Knuth). */
function factor(column: number): number {
  return Math.imul(column + 1, 0x9e3779b1) | 1;
}
