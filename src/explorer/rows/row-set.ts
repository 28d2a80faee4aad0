// Rows of 32-bit integers, each once, numbered from 0 in the order in which they came: a hash table with open addressing and
// linear probing. It is the only one: the visited set, projections, layers of shortest paths and `RowMap` are made of it.
// Invariant: two rows are never equal, where numbers that one lacks count as 0; hashes only say where to look.
import { GrowableRows } from './growable-rows';

/** Linear probing needs room; beyond this share of full entries the table doubles. */
const LOAD = 0.6;

/** A set of rows. Numbers of rows stay valid until it is cleared. */
export class RowSet {
  readonly #rows: GrowableRows;
  /** An entry is a pair (number + 1, hash); with 0 it is empty. */
  #table: Int32Array;

  /** `width`: numbers in a row. `entries`: room to begin with, a power of two. */
  constructor(width: number, entries: number) {
    this.#rows = new GrowableRows(width);
    this.#table = new Int32Array(2 * entries);
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

  /** Bytes of the larger table that is there beside this one while it grows, if so many rows more make it grow; else 0. */
  bytesToGrow(rows: number): number {
    return this.#isFull(this.size + rows) ? 2 * this.#table.byteLength : 0;
  }

  /** From now on rows have at least so many numbers; those that the known ones lack are 0. */
  widen(width: number): void {
    this.#rows.widen(width);
  }

  /**
   * The number of the row that begins at `at`, which is the size so far if it is a new one.
   * Equal rows must have the same hash, also when they are wider (`hashOf`).
   */
  add(values: Int32Array, at: number, hash: number): number {
    const entry = this.#entryOf(values, at, hash);
    const table = this.#table;
    if (table[entry] !== 0) return table[entry]! - 1;
    const number = this.#rows.push();
    const row = this.#rows.part(number);
    const offset = this.#rows.offset(number);
    for (let column = 0; column < this.width; column++) row[offset + column] = values[at + column]!;
    table[entry] = number + 1;
    table[entry + 1] = hash;
    if (this.#isFull(this.size)) this.#grow();
    return number;
  }

  /** The number of such a row, or -1 if there is none. */
  find(values: Int32Array, at: number, hash: number): number {
    return this.#table[this.#entryOf(values, at, hash)]! - 1;
  }

  /** Whether the row with this number is the one that begins at `at`. */
  equals(number: number, values: Int32Array, at: number): boolean {
    const row = this.#rows.part(number);
    const offset = this.#rows.offset(number);
    const { width } = this;
    for (let column = 0; column < width; column++) if (row[offset + column] !== values[at + column]) return false;
    return true;
  }

  /**
   * Looks at the entries where rows with these hashes would be, so that the memory there is at hand when they are added:
   * many such cache misses overlap, one after the other they would not. The result means nothing.
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

  /** Where the row begins in `part(number)`. */
  offset(number: number): number {
    return this.#rows.offset(number);
  }

  clear(): void {
    this.#rows.clear();
    this.#table.fill(0);
  }

  /** Where the entry of the row begins in the table, or the empty one that would be its own. */
  #entryOf(values: Int32Array, at: number, hash: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let entry = hash << 1 & last;
    while (table[entry] !== 0 && (table[entry + 1] !== hash || !this.equals(table[entry]! - 1, values, at))) entry = entry + 2 & last;
    return entry;
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
      let entry = old[from + 1]! << 1 & last;
      while (table[entry] !== 0) entry = entry + 2 & last;
      table[entry] = old[from]!;
      table[entry + 1] = old[from + 1]!;
    }
  }
}
