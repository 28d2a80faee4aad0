// Values by rows of 32-bit integers, for lookups that happen many times a state: a `RowSet` with a value for each number.
import { hashOf } from './row-hash';
import { RowSet } from './row-set';

const ENTRIES = 4;

/** A map from rows of one width. Values cannot be removed. */
export class RowMap<T> {
  readonly #keys: RowSet;
  /** By the number of the key. */
  readonly #values: T[] = [];
  /** The key that was found last, and its number: the next one is often the same. */
  #row: Int32Array = new Int32Array(0);
  #offset = 0;
  #last = -1;

  /** `width`: numbers in a key, at least one. */
  constructor(private readonly width: number) {
    this.#keys = new RowSet(width, ENTRIES);
  }

  /** The value of the key, if it has one. */
  get(key: Int32Array): T | undefined {
    const { width } = this;
    const row = this.#row;
    const offset = this.#offset;
    let column = 0;
    while (column < width && row[offset + column] === key[column]) column++;
    if (column < width) {
      const found = this.#keys.find(key, 0, hashOf(key, 0, width));
      if (found < 0) return undefined;
      this.#row = this.#keys.part(found);
      this.#offset = this.#keys.offset(found);
      this.#last = found;
    }
    return this.#values[this.#last];
  }

  /** Gives the key this value, and returns the value. */
  set(key: Int32Array, value: T): T {
    return this.#values[this.#keys.add(key, 0, hashOf(key, 0, this.width))] = value;
  }
}
