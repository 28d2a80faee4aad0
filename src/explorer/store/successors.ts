// Successors that wait to be added to the visited set, in the order in which they were found: the table is looked at for
// many of them at once (`Visited.touch`).
// Invariant: between two flushes all have the same number of words.

const CAPACITY = 256;

export class Successors {
  readonly hashes = new Int32Array(CAPACITY);
  readonly parents = new Int32Array(CAPACITY);
  readonly choices = new Int32Array(CAPACITY);
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

  /** From now on each has so many words. Only while there are none. */
  resize(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    this.words = new Int32Array(CAPACITY * width);
  }

  /** Its words and its hash are in place already. */
  push(parent: number, choice: number): void {
    const at = this.length++;
    this.parents[at] = parent;
    this.choices[at] = choice;
  }
}
