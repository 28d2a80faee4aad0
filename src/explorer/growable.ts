/**
 * Rows of 32-bit integers. They grow by a new part, not by copying, so memory has no peaks. Later parts may have wider rows
 * than earlier ones.
 */
export class GrowableInts {
  readonly #parts: Int32Array[] = [];
  readonly #widths: number[] = [];
  #length = 0;
  #bytes = 0;

  /** `width` numbers a row to begin with; `rowsPerPart` is a power of two. */
  constructor(private width: number, readonly rowsPerPart = 1 << 14) {}

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The array that holds the row, which begins at `offset(row)`. */
  part(row: number): Int32Array {
    return this.#parts[Math.floor(row / this.rowsPerPart)]!;
  }

  offset(row: number): number {
    return (row & (this.rowsPerPart - 1)) * this.widthOf(row);
  }

  widthOf(row: number): number {
    return this.#widths[Math.floor(row / this.rowsPerPart)]!;
  }

  /** From the last part on, rows have this width, the new numbers being 0. */
  widen(width: number): void {
    const before = this.width;
    this.width = width;
    const last = this.#parts.length - 1;
    if (last < 0) return;
    const narrow = this.#parts[last]!;
    this.#bytes -= narrow.byteLength;
    const wide = this.#fresh();
    const rows = this.#length - last * this.rowsPerPart;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < before; column++) wide[row * width + column] = narrow[row * before + column]!;
    }
    this.#parts[last] = wide;
    this.#widths[last] = width;
  }

  /** Makes room for one more row and returns its number. */
  push(): number {
    if (this.#length === this.#parts.length * this.rowsPerPart) {
      this.#parts.push(this.#fresh());
      this.#widths.push(this.width);
    }
    return this.#length++;
  }

  #fresh(): Int32Array {
    const part = new Int32Array(this.rowsPerPart * this.width);
    this.#bytes += part.byteLength;
    return part;
  }
}
