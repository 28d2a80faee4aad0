// Successors that wait to be added to the visited set, in the order in which they were found: the table is looked at for
// many of them at once (`Visited.touch`).
import { hashOf } from '../rows/row-hash';

const CAPACITY = 256;

/** A buffer of successors; each is what `push` was given, by its position in the arrays. */
export class Successors {
  readonly hashes = new Int32Array(CAPACITY);
  readonly parents = new Int32Array(CAPACITY);
  readonly choices = new Int32Array(CAPACITY);
  /** The properties, a bit each, that may tell them from their parents. */
  readonly affected = new Int32Array(CAPACITY);
  words = new Int32Array(CAPACITY);
  length = 0;
  #width = 1;

  get isFull(): boolean {
    return this.length === CAPACITY;
  }

  get width(): number {
    return this.#width;
  }

  /** Where the words of the next one go. */
  get offset(): number {
    return this.length * this.#width;
  }

  /** From now on each has so many words; those that the waiting ones lack are 0. */
  widen(width: number): void {
    const before = this.#width;
    if (width <= before) return;
    const words = new Int32Array(CAPACITY * width);
    for (let at = 0; at < this.length; at++) words.set(this.words.subarray(at * before, (at + 1) * before), at * width);
    this.words = words;
    this.#width = width;
  }

  /** Its words are in place already. */
  push(parent: number, choice: number, affected: number): void {
    const at = this.length++;
    this.hashes[at] = hashOf(this.words, at * this.#width, this.#width);
    this.parents[at] = parent;
    this.choices[at] = choice;
    this.affected[at] = affected;
  }

  /** The next one begins as the state whose words begin at `at`. */
  copy(words: Int32Array, at: number): void {
    const { offset } = this;
    for (let word = 0; word < this.#width; word++) this.words[offset + word] = words[at + word]!;
  }
}
