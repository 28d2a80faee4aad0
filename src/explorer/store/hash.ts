// The hash of packed words.
// Invariant: words that are 0 add nothing, so a state has the same hash when its words have become more.
import { mix } from '../../machine/mix';

export function hashOf(words: Int32Array, at: number, width: number): number {
  let sum = 0;
  for (let word = 0; word < width; word++) sum = sum + Math.imul(fold(words[at + word]!), factor(word)) | 0;
  return mix(sum);
}

/** The upper bits of a product depend on all bits of its factors, the lower ones do not. */
function fold(word: number): number {
  return word ^ word >>> 16;
}

/** Odd, so that nothing is lost, and different for each word. */
function factor(word: number): number {
  return Math.imul(word + 1, 0x9e3779b1) | 1;
}
