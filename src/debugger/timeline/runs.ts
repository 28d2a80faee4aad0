// What is so from one position to another, as numbers: each run begins where the one before it ends.

/** The runs of one thing. A value is 0 where there is nothing. */
export class Runs {
  readonly #starts: number[] = [];
  readonly #values: number[] = [];

  get length(): number {
    return this.#starts.length;
  }

  /** From a position on it is so. Positions ascend. */
  set(position: number, value: number): void {
    const last = this.#starts.length - 1;
    if ((last < 0 ? 0 : this.#values[last]) === value) return;
    this.#starts.push(position);
    this.#values.push(value);
  }

  startOf(run: number): number {
    return this.#starts[run]!;
  }

  valueOf(run: number): number {
    return this.#values[run]!;
  }

  /** The number of the run that a position is in, -1 before the first. */
  runAt(position: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The value at a position. */
  valueAt(position: number): number {
    const run = this.runAt(position);
    return run < 0 ? 0 : this.#values[run]!;
  }

  /** Forgets what begins after a position. */
  truncate(position: number): void {
    this.#starts.length = this.#values.length = this.runAt(position) + 1;
  }
}
