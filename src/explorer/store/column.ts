// The values that one slot has had so far, numbered in the order in which they came, and where its number is packed.
// Invariant: the first value has number 0, so a slot that has not varied needs no bits at all.
import type { Slot } from '../../compiler/program';

/** Some bits of a number: `bits` of them, those from bit `from` on, at bit `shift` of a word. */
export interface Piece {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
  readonly from: number;
}

/** What the numbers look like in one word, by number. */
interface Patterns {
  readonly word: number;
  readonly patterns: number[];
}

/** A wider range than this is looked up in a map instead of an array. */
const LARGEST_TABLE = 1 << 14;
const UNKNOWN = -1;

export class Column {
  readonly pieces: Piece[] = [];
  /** The pieces put together by word. */
  readonly words: Patterns[] = [];
  /** The values, by number. */
  readonly values: number[];
  readonly min: number;
  readonly #size: number;
  /** Number by value - min; negative for a value not seen yet. Only once there are two values, and only in a narrow range. */
  table: Int16Array | undefined;
  #map: Map<number, number> | undefined;

  constructor({ min, max }: Pick<Slot, 'min' | 'max'>, first: number) {
    this.values = [first];
    this.min = min;
    this.#size = max - min + 1;
  }

  /** Bits that the pieces have together. */
  get bits(): number {
    return this.pieces.reduce((sum, { bits }) => sum + bits, 0);
  }

  /** As many as the numbers of all values need. */
  get neededBits(): number {
    return Math.ceil(Math.log2(this.values.length));
  }

  /** How many more bits the numbers need. Twice as many as there are, so that a number never has many pieces. */
  get missingBits(): number {
    const { bits } = this;
    if (this.neededBits <= bits) return 0;
    return Math.min(Math.max(1, bits), Math.ceil(Math.log2(this.#size)) - bits);
  }

  /** Negative for a value that was not seen yet. */
  codeOf(value: number): number {
    if (this.table) return this.table[value - this.min] ?? UNKNOWN;
    return this.#map ? this.#map.get(value) ?? UNKNOWN : value === this.values[0] ? 0 : UNKNOWN;
  }

  /** The bits of the word that belong to the slot. */
  maskIn(word: number): number {
    const { pieces } = this;
    let mask = 0;
    for (let at = 0; at < pieces.length; at++) if (pieces[at]!.word === word) mask |= maskOf(pieces[at]!.bits) << pieces[at]!.shift;
    return mask;
  }

  /** Numbers a value that is seen for the first time. */
  learn(value: number): number {
    if (value < this.min || value >= this.min + this.#size) throw new RangeError(`${value} is outside the slot's range`);
    const code = this.values.push(value) - 1;
    if (code === 1) this.#index();
    this.#note(value, code);
    return code;
  }

  /** To be called when there are bits enough for the number. */
  notePattern(code: number): void {
    for (const { word } of this.pieces) {
      // All smaller numbers are 0 in the bits of a new piece: it is the larger ones that it was added for.
      if (!this.words.some((known) => known.word === word)) this.words.push({ word, patterns: this.values.map(() => 0) });
    }
    for (const { word, patterns } of this.words) {
      patterns[code] = this.pieces.reduce((bits, piece) => (piece.word === word ? bits | patternOf(code, piece) : bits), 0);
    }
  }

  /** Looking up begins with the second value: most slots never get one. */
  #index(): void {
    if (this.#size <= LARGEST_TABLE) this.table = new Int16Array(this.#size).fill(UNKNOWN);
    else this.#map = new Map();
    this.#note(this.values[0]!, 0);
  }

  #note(value: number, code: number): void {
    if (this.table) this.table[value - this.min] = code;
    else this.#map!.set(value, code);
  }
}

export function maskOf(bits: number): number {
  return bits === 32 ? -1 : (1 << bits) - 1;
}

function patternOf(code: number, { bits, from, shift }: Piece): number {
  return (code >>> from & maskOf(bits)) << shift;
}
