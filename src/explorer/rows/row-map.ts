// Values by keys of several 32-bit words, for lookups that happen many times a state: no strings, no nested maps.

export class RowMap<T> {
  #keys: Int32Array;
  #values: (T | undefined)[];
  #count = 0;
  /** Where the last key was found: the next one is often the same. */
  #last = 0;

  /** `words`: the length of each key. */
  constructor(private readonly words: number) {
    this.#keys = new Int32Array(4 * words);
    this.#values = new Array<T | undefined>(4).fill(undefined);
  }

  /** The value of the key, if it has one. */
  get(key: Int32Array): T | undefined {
    const last = this.#values[this.#last];
    if (last !== undefined && this.#isAt(this.#last, key)) return last;
    this.#last = this.#placeOf(key);
    return this.#values[this.#last];
  }

  /** Gives a value to a key that has none. */
  set(key: Int32Array, value: T): T {
    if (++this.#count * 2 > this.#values.length) this.#grow();
    const place = this.#placeOf(key);
    this.#keys.set(key, place * this.words);
    return this.#values[place] = value;
  }

  #isAt(place: number, key: Int32Array): boolean {
    const from = place * this.words;
    for (let word = 0; word < this.words; word++) if (this.#keys[from + word] !== key[word]) return false;
    return true;
  }

  #placeOf(key: Int32Array): number {
    let hash = 0;
    for (let word = 0; word < this.words; word++) hash = Math.imul(hash ^ key[word]!, 0x9e3779b1) ^ (hash >>> 15);
    const mask = this.#values.length - 1;
    let place = (hash ^ (hash >>> 16)) & mask;
    while (this.#values[place] !== undefined && !this.#isAt(place, key)) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Int32Array(keys.length * 2);
    this.#values = new Array<T | undefined>(values.length * 2).fill(undefined);
    values.forEach((value, index) => {
      if (value === undefined) return;
      const key = keys.subarray(index * this.words, (index + 1) * this.words);
      const place = this.#placeOf(key);
      this.#keys.set(key, place * this.words);
      this.#values[place] = value;
    });
  }
}
