// The hash of packed words.
// Invariant: words that are 0 add nothing, so a state has the same hash when its words have become more.
import { fmix32 } from '../../machine/fmix32';

export function hashOf(words: Int32Array, at: number, width: number): number {
  let sum = 0;
  for (let word = 0; word < width; word++) sum = sum + share(words[at + word]!, word) | 0;
  return fmix32(sum);
}

/** What the word at this place of a row adds to the hash, before it is mixed. */
export function share(value: number, word: number): number {
  // The upper bits of a product depend on all bits of its factors, the lower ones do not.
  return Math.imul(value ^ value >>> 16, factor(word));
}

/** Odd, so that nothing is lost, and different for each word. */
function factor(word: number): number {
  return Math.imul(word + 1, 0x9e3779b1) | 1;
}
