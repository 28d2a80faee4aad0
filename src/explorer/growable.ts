/** An array of 32-bit integers that grows. It grows by a new part, never by copying, so memory has no peaks. */
export class GrowableInts {
  readonly #parts: Int32Array[] = [];
  #length = 0;

  /** `rowsPerPart` rows of `width` numbers each make one part; a power of two. */
  constructor(readonly width: number, readonly rowsPerPart = 1 << 14) {}

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#parts.length * this.rowsPerPart * this.width * 4;
  }

  /** The array that holds the row, which begins at `offset(row)`. */
  part(row: number): Int32Array {
    return this.#parts[Math.floor(row / this.rowsPerPart)]!;
  }

  offset(row: number): number {
    return (row & (this.rowsPerPart - 1)) * this.width;
  }

  /** Makes room for one more row and returns its number. */
  push(): number {
    if (this.#length === this.#parts.length * this.rowsPerPart) {
      this.#parts.push(new Int32Array(this.rowsPerPart * this.width));
    }
    return this.#length++;
  }
}
