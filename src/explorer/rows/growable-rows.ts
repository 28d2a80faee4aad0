// Rows of 32-bit integers, all of one width, numbered from 0 in the order in which they come. A table of a few rows is small
// (there are thousands of them); a large one grows by another part, not by copying, so memory has no peaks.

/** Rows in every part but the first, which begins with a few and is copied until it has as many. */
const ROW_BITS = 14;
const ROWS = 1 << ROW_BITS;
const FIRST_ROWS = 4;

/** A list of rows. */
export class GrowableRows {
  readonly #parts: Int32Array[] = [];
  #width: number;
  #length = 0;
  /** Rows that there is room for. */
  #capacity = 0;

  /** `width`: numbers a row to begin with. */
  constructor(width: number) {
    this.#width = width;
  }

  get width(): number {
    return this.#width;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#capacity * this.#width * Int32Array.BYTES_PER_ELEMENT;
  }

  /** The array that holds the row, which begins at `offset(row)`. It keeps what it holds of the row, but new rows may come in another array. */
  part(row: number): Int32Array {
    return this.#parts[row >>> ROW_BITS]!;
  }

  /** Where the row begins in `part(row)`. */
  offset(row: number): number {
    return (row & (ROWS - 1)) * this.#width;
  }

  /** Makes room for one more row, whose numbers are 0, and returns its own. */
  push(): number {
    if (this.#length === this.#capacity) this.#grow();
    return this.#length++;
  }

  /** Forgets all rows. The numbers of new ones are 0 again. */
  clear(): void {
    this.#parts.length = Math.min(this.#parts.length, 1);
    this.#capacity = Math.min(this.#capacity, ROWS);
    this.#parts[0]?.fill(0, 0, Math.min(ROWS, this.#length) * this.#width);
    this.#length = 0;
  }

  /** All rows get at least this width, the new numbers being 0. One part after the other: memory has no peak here, either. */
  widen(width: number): void {
    const before = this.#width;
    if (width <= before) return;
    this.#parts.forEach((narrow, index) => {
      const wide = new Int32Array(narrow.length / before * width);
      const rows = Math.min(ROWS, this.#length - index * ROWS);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < before; column++) wide[row * width + column] = narrow[row * before + column]!;
      }
      this.#parts[index] = wide;
    });
    this.#width = width;
  }

  #grow(): void {
    const [first] = this.#parts;
    if (this.#capacity >= ROWS) {
      this.#parts.push(new Int32Array(ROWS * this.#width));
      this.#capacity += ROWS;
      return;
    }
    this.#capacity = Math.max(FIRST_ROWS, 2 * this.#capacity);
    this.#parts[0] = new Int32Array(this.#capacity * this.#width);
    if (first) this.#parts[0].set(first);
  }
}
