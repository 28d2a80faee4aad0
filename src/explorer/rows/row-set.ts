// Rows of 32-bit integers, each once, numbered in the order in which they came.
// Invariant: two rows are never equal, where numbers that one lacks count as 0; hashes only say where to look.
import { GrowableRows } from './growable-rows';

/** Open addressing needs room; beyond this share of full places it doubles. */
const LOAD = 0.6;

export class RowSet {
  readonly #rows: GrowableRows;
  /** Pairs of (number + 1, hash); 0 is an empty place. */
  #table: Int32Array;

  /** Rows with so many numbers. `places`: room to begin with, a power of two. */
  constructor(width: number, places: number) {
    this.#rows = new GrowableRows(width);
    this.#table = new Int32Array(2 * places);
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Numbers in a row. */
  get width(): number {
    return this.#rows.width;
  }

  get bytes(): number {
    return this.#rows.bytes + this.#table.byteLength;
  }

  /** What the table takes once there are so many rows more than now, and is there while it grows. */
  bytesToGrow(rows: number): number {
    return this.#isFull(this.size + rows) ? 2 * this.#table.byteLength : 0;
  }

  /** From now on rows have at least so many numbers; those that the known ones lack are 0. */
  widen(width: number): void {
    this.#rows.widen(width);
  }

  /** The number of the row that begins at `at`, which is the size so far if it is a new one. Equal rows must have the same hash, also when they are wider. */
  add(values: Int32Array, at: number, hash: number): number {
    const place = this.#placeOf(values, at, hash);
    const table = this.#table;
    if (table[place] !== 0) return table[place]! - 1;
    const number = this.#rows.push();
    const row = this.#rows.part(number);
    const offset = this.#rows.offset(number);
    for (let column = 0; column < this.width; column++) row[offset + column] = values[at + column]!;
    table[place] = number + 1;
    table[place + 1] = hash;
    if (this.#isFull(this.size)) this.#grow();
    return number;
  }

  /** The number of such a row, or -1 if there is none. */
  find(values: Int32Array, at: number, hash: number): number {
    return this.#table[this.#placeOf(values, at, hash)]! - 1;
  }

  /**
   * Looks at the places where rows with these hashes would be, so that the memory there is at hand when they are added:
   * many such misses overlap, one after the other they would not. The result means nothing.
   */
  touch(hashes: Int32Array, count: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let touched = 0;
    for (let at = 0; at < count; at++) touched ^= table[hashes[at]! << 1 & last]!;
    return touched;
  }

  /** The array that holds a row, which begins at `offset(number)`. */
  part(number: number): Int32Array {
    return this.#rows.part(number);
  }

  offset(number: number): number {
    return this.#rows.offset(number);
  }

  clear(): void {
    this.#rows.clear();
    this.#table.fill(0);
  }

  /** The place in the table that holds the row, or the empty one where it would be. */
  #placeOf(values: Int32Array, at: number, hash: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let place = hash << 1 & last;
    while (table[place] !== 0 && (table[place + 1] !== hash || !this.#equals(table[place]! - 1, values, at))) place = place + 2 & last;
    return place;
  }

  #equals(number: number, values: Int32Array, at: number): boolean {
    const row = this.#rows.part(number);
    const offset = this.#rows.offset(number);
    const { width } = this;
    for (let column = 0; column < width; column++) if (row[offset + column] !== values[at + column]) return false;
    return true;
  }

  #isFull(rows: number): boolean {
    return rows > (this.#table.length / 2) * LOAD;
  }

  #grow(): void {
    const old = this.#table;
    const table = this.#table = new Int32Array(old.length * 2);
    const last = table.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let place = old[from + 1]! << 1 & last;
      while (table[place] !== 0) place = place + 2 & last;
      table[place] = old[from]!;
      table[place + 1] = old[from + 1]!;
    }
  }
}
