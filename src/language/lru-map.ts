/**
 * Values by key, of which those that were used last are kept: `limit` of them at most.
 * Invariant: values are kept in the order of their latest use, the oldest first.
 */
export class LruMap<Key, Value> {
  readonly #values = new Map<Key, Value>();

  constructor(private readonly limit: number) {}

  /** The value of a key, which is computed if none is kept. */
  get(key: Key, compute: (key: Key) => Value): Value {
    let value = this.#values.get(key);
    if (value === undefined) {
      value = compute(key);
      if (this.#values.size >= this.limit) this.#values.delete(this.#values.keys().next().value!);
    } else {
      this.#values.delete(key);
    }
    this.#values.set(key, value);
    return value;
  }

  /** The value that is kept, if there is one: it counts as used. */
  find(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#values.delete(key);
    if (this.#values.size >= this.limit) this.#values.delete(this.#values.keys().next().value!);
    this.#values.set(key, value);
  }

  /** What is kept, the oldest use first. */
  entries(): IterableIterator<[Key, Value]> {
    return this.#values.entries();
  }

  /** Forgets the values of some keys: what they were computed from has changed. */
  forget(isStale: (key: Key) => boolean): void {
    for (const key of this.#values.keys()) if (isStale(key)) this.#values.delete(key);
  }
}
