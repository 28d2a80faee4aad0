/** A set of slots of the state. */
export class Slots {
  private constructor(private readonly words: Int32Array) {}

  /** `size`: how many slots there are. */
  static of(size: number, slots: Iterable<number>): Slots {
    const words = new Int32Array((size >> 5) + 1);
    for (const slot of slots) words[slot >> 5]! |= 1 << (slot & 31);
    return new Slots(words);
  }

  meets(other: Slots): boolean {
    return this.words.some((word, index) => (word & other.words[index]!) !== 0);
  }

  add(other: Slots): void {
    for (let index = 0; index < this.words.length; index++) this.words[index]! |= other.words[index]!;
  }
}
