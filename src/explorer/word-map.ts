// Values by keys of several 32-bit words, for lookups that happen many times a state: no strings, no nested maps.

export class WordMap<T> {
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

  /** The value of the key, made if there is none. */
  get(key: Int32Array, make: () => T): T {
    const last = this.#values[this.#last];
    if (last !== undefined && this.#isAt(this.#last, key)) return last;
    let place = this.#placeOf(key);
    let value = this.#values[place];
    if (value === undefined) {
      if (++this.#count * 2 > this.#values.length) {
        this.#grow();
        place = this.#placeOf(key);
      }
      this.#keys.set(key, place * this.words);
      value = this.#values[place] = make();
    }
    this.#last = place;
    return value;
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
