/**
 * A function of a whole number, with the results that were used last kept: `limit` of them at most.
 * Invariant: results are kept in the order of their latest use, the oldest first.
 */
export class LruMemo<Result> {
  readonly #results = new Map<number, Result>();

  readonly #limit: number;
  readonly #compute: (key: number) => Result;

  constructor(limit: number, compute: (key: number) => Result) {
    this.#limit = limit;
    this.#compute = compute;
  }

  get(key: number): Result {
    let result = this.#results.get(key);
    if (result === undefined) {
      result = this.#compute(key);
      if (this.#results.size >= this.#limit) this.#results.delete(this.#results.keys().next().value!);
    } else {
      this.#results.delete(key);
    }
    this.#results.set(key, result);
    return result;
  }

  /** Forgets the results for the numbers from `start` on: what they were computed from has changed. */
  truncate(start: number): void {
    for (const key of this.#results.keys()) if (key >= start) this.#results.delete(key);
  }
}
