// What the columns of one layout know, in a few flat arrays: a successor is packed from them millions of times.
// Invariant: the arrays have room for all numbers that fit into the bits of the layout. `refresh` takes over those that were given
// since; a slot that gets more bits makes another layout, and that needs other tables.
import type { Column } from './column';

export class PackedTables {
  /** Numbers by value, slot after slot. Negative: none yet. */
  readonly #codes: Int16Array;
  /** By slot: where the number of value 0 is or would be. */
  readonly #codesAt: Int32Array;
  /** By slot: is it looked up in `#codes`? */
  readonly #isFlat: Uint8Array;
  /** Values by number, slot after slot. */
  readonly values: Int32Array;
  /** By slot: where the value with number 0 is. */
  readonly valuesAt: Int32Array;
  /** By slot, and one more: its first part. A part is what a slot has in one word. */
  readonly #parts: Int32Array;
  /** By part. */
  readonly #words: Int32Array;
  /** By part: the bits of the word that are not the slot's. */
  readonly #others: Int32Array;
  /** By part: where the bits of number 0 are. */
  readonly #patternsAt: Int32Array;
  /** Bits by number, part after part. */
  readonly #patterns: Int32Array;

  constructor(private readonly columns: readonly Column[]) {
    const rooms = columns.map(({ bits }) => 2 ** bits);
    const sizes = columns.map(({ table }) => table?.length ?? 0);
    const parts = columns.flatMap(({ words }, slot) => words.map(({ word }) => ({ word, room: rooms[slot]!, others: ~columns[slot]!.maskIn(word) })));
    const codesAt = offsets(sizes);
    this.#codes = new Int16Array(codesAt.at(-1)!);
    this.#codesAt = Int32Array.from(columns, ({ min }, slot) => codesAt[slot]! - min);
    this.#isFlat = Uint8Array.from(sizes, (size) => Number(size > 0));
    this.valuesAt = offsets(rooms);
    this.values = new Int32Array(this.valuesAt.at(-1)!);
    this.#parts = offsets(columns.map(({ words }) => words.length));
    this.#words = Int32Array.from(parts, ({ word }) => word);
    this.#others = Int32Array.from(parts, ({ others }) => others);
    this.#patternsAt = offsets(parts.map(({ room }) => room));
    this.#patterns = new Int32Array(this.#patternsAt.at(-1)!);
    this.refresh();
  }

  /** Takes over values that got numbers since. */
  refresh(): void {
    this.columns.forEach(({ table, min, values, words }, slot) => {
      if (table) this.#codes.set(table, this.#codesAt[slot]! + min);
      this.values.set(values, this.valuesAt[slot]);
      words.forEach(({ patterns }, index) => this.#patterns.set(patterns, this.#patternsAt[this.#parts[slot]! + index]));
    });
  }

  /** Puts one value of the slot in the place of another in the words that begin at `at`. False if it has no number. */
  put(slot: number, value: number, words: Int32Array, at: number): boolean {
    const code = this.#isFlat[slot] === 1 ? this.#codes[this.#codesAt[slot]! + value]! : this.columns[slot]!.codeOf(value);
    if (code < 0) return false;
    const end = this.#parts[slot + 1]!;
    for (let part = this.#parts[slot]!; part < end; part++) {
      const word = at + this.#words[part]!;
      words[word] = words[word]! & this.#others[part]! | this.#patterns[this.#patternsAt[part]! + code]!;
    }
    return true;
  }
}

/** Where each of so many things begins, one after the other, and where the last ends. */
function offsets(sizes: readonly number[]): Int32Array {
  const result = new Int32Array(sizes.length + 1);
  sizes.forEach((size, index) => { result[index + 1] = result[index]! + size; });
  return result;
}
