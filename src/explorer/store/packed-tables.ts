// What the columns of one layout know, in a few flat arrays: a successor is packed from them millions of times.
// Invariant: the arrays have room for all numbers that fit into the bits of the layout. `refresh` takes over those that were given
// since; a slot that gets more bits makes another layout, and that needs other tables.
import type { Column } from './column';

/** What is known of a slot, in a row of `#rows`. */
const VALUE_AT = 0;
const WORD = 1;
const OTHERS = 2;
const ROW = 4;
/** In the place of a word: the slot is in more than one, or its values are not in a table. */
const SCATTERED = -1;

export class PackedTables {
  /** By slot: where the bits of value 0 are or would be, the word, and the bits of it that are not the slot's. */
  readonly #rows: Int32Array;
  /** Bits by value, slot after slot. All `OTHERS` of a value that has no number yet. */
  readonly #bits: Int32Array;
  /** Values by number, slot after slot. */
  readonly values: Int32Array;
  /** By slot: where the value with number 0 is. */
  readonly valuesAt: Int32Array;

  constructor(private readonly columns: readonly Column[]) {
    this.valuesAt = offsets(columns.map(({ bits }) => 2 ** bits));
    this.values = new Int32Array(this.valuesAt.at(-1)!);
    const bitsAt = offsets(columns.map((column) => (isCompact(column) ? column.table.length : 0)));
    this.#bits = new Int32Array(bitsAt.at(-1)!);
    this.#rows = Int32Array.from(columns.flatMap((column, slot) => {
      if (!isCompact(column)) return [0, SCATTERED, 0, 0];
      const { word } = column.words[0]!;
      return [bitsAt[slot]! - column.min, word, ~column.maskIn(word), 0];
    }));
    this.refresh();
  }

  /** Takes over values that got numbers since. */
  refresh(): void {
    this.columns.forEach((column, slot) => {
      this.values.set(column.values, this.valuesAt[slot]);
      if (!isCompact(column)) return;
      const { patterns } = column.words[0]!;
      const at = this.#rows[slot * ROW + VALUE_AT]! + column.min;
      column.table.forEach((code, index) => { this.#bits[at + index] = code < 0 ? this.#rows[slot * ROW + OTHERS]! : patterns[code]!; });
    });
  }

  /** Puts one value of the slot in the place of another in the words that begin at `at`. False if it has no number. */
  put(slot: number, value: number, words: Int32Array, at: number): boolean {
    const rows = this.#rows;
    const row = slot * ROW;
    const word = rows[row + WORD]!;
    if (word === SCATTERED) return this.#putScattered(slot, value, words, at);
    const others = rows[row + OTHERS]!;
    const bits = this.#bits[rows[row + VALUE_AT]! + value]!;
    words[at + word] = words[at + word]! & others | bits;
    return (bits & others) === 0;
  }

  #putScattered(slot: number, value: number, words: Int32Array, at: number): boolean {
    const column = this.columns[slot]!;
    const code = column.codeOf(value);
    if (code < 0) return false;
    for (const { word, patterns } of column.words) words[at + word] = words[at + word]! & ~column.maskIn(word) | patterns[code]!;
    return true;
  }
}

/** In one word, and with a table of its values. A slot with all bits of a word has none left to say that a value has no number. */
function isCompact(column: Column): column is Column & { readonly table: Int16Array } {
  return column.table !== undefined && column.words.length === 1 && column.maskIn(column.words[0]!.word) !== -1;
}

/** Where each of so many things begins, one after the other, and where the last ends. */
function offsets(sizes: readonly number[]): Int32Array {
  const result = new Int32Array(sizes.length + 1);
  sizes.forEach((size, index) => { result[index + 1] = result[index]! + size; });
  return result;
}
