// States as few bits as the values that were really seen need: the visited set holds millions of them, and most slots of a
// program never change, or take two or three values of the hundreds that they could hold.
// Invariant: `unpack` after `pack` gives the same state, and two states are equal exactly when their packed words are, where
// words that are missing count as 0. What was packed once stays valid: a slot gets more bits, never other ones.
import type { Slot, State } from '../../compiler/program';
import { Column, maskOf } from './column';

const WORD_BITS = 32;
/** Numbers that describe a piece. */
const PIECE = 5;

/** How states of one program are packed into 32-bit words. A state has as many words as it had when it was packed, or more that are 0. */
export class Packing {
  /** By slot. */
  readonly columns: readonly Column[];
  /** Pieces of words that slots have got: changes whenever a slot gets bits. */
  layout = 0;
  /** Every value that got a number other than 0, with its slot, in that order. Everything else here follows from it. */
  readonly learned: (readonly [slot: number, value: number])[] = [];
  readonly #initial: State;
  /** Slots that have had more than one value. */
  readonly #varying: number[] = [];
  /** Word, shift, mask, first bit and slot of every piece, one after the other: unpacking is a single pass over them. */
  readonly #pieces: number[] = [];
  /** Bits still free, by word. */
  readonly #free = [WORD_BITS];

  /** `together`: slots that get all their bits now, so that they are in one word. */
  constructor(slots: readonly Pick<Slot, 'min' | 'max'>[], initial: State, together: readonly number[] = []) {
    this.#initial = initial.slice();
    this.columns = slots.map((slot, index) => new Column(slot, initial[index]!));
    for (const slot of together) this.#allot(slot, Math.ceil(Math.log2(slots[slot]!.max - slots[slot]!.min + 1)));
  }

  /** 32-bit words a state takes at present. */
  get words(): number {
    return this.#free.length;
  }

  /** The pieces that slots have got since there were so many. */
  *piecesFrom(layout: number): Generator<{ readonly slot: number; readonly word: number; readonly mask: number }> {
    for (let at = layout * PIECE; at < this.#pieces.length; at += PIECE) {
      const [word, shift, mask, , slot] = this.#pieces.slice(at, at + PIECE) as [number, number, number, number, number];
      yield { slot, word, mask: mask << shift };
    }
  }

  /** The slot has another value from now on, always. */
  fix(slot: number, value: number): void {
    this.#initial[slot] = value;
  }

  /** A state that need not have come from any other. There may be more words afterwards. */
  pack(state: State): Int32Array {
    const slots = [...state.keys()].filter((slot) => state[slot] !== this.#initial[slot]);
    this.learn(state, slots);
    const words = new Int32Array(this.words);
    this.repack(state, this.#initial, slots, words, 0);
    return words;
  }

  /** Gives numbers to the values that have none yet; there may be more words afterwards. */
  learn(state: State, slots: ArrayLike<number>): void {
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      if (this.columns[slot]!.codeOf(state[slot]!) < 0) this.#learn(slot, state[slot]!);
    }
  }

  /** Writes the words of `state` at `at`, where those of `base` are. They differ in these slots at most; all values have numbers. */
  repack(state: State, base: State, slots: ArrayLike<number>, words: Int32Array, at: number): void {
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      if (state[slot] === base[slot]) continue;
      const column = this.columns[slot]!;
      const code = column.codeOf(state[slot]!);
      const before = column.codeOf(base[slot]!);
      for (let part = 0; part < column.words.length; part++) {
        const { word, patterns } = column.words[part]!;
        words[at + word]! ^= patterns[code]! ^ patterns[before]!;
      }
    }
  }

  /** Reads the `width` words that begin at `at`. */
  unpack(words: Int32Array, at: number, width: number, into: State): void {
    into.set(this.#initial);
    const { columns } = this;
    const varying = this.#varying;
    const pieces = this.#pieces;
    for (let index = 0; index < varying.length; index++) into[varying[index]!] = 0;
    // First the numbers, then the values.
    for (let index = 0; index < pieces.length; index += PIECE) {
      const word = pieces[index]!;
      if (word < width) into[pieces[index + 4]!]! |= (words[at + word]! >>> pieces[index + 1]! & pieces[index + 2]!) << pieces[index + 3]!;
    }
    for (let index = 0; index < varying.length; index++) {
      const slot = varying[index]!;
      into[slot] = columns[slot]!.values[into[slot]!]!;
    }
  }

  /** A value that the slot never had before. */
  #learn(slot: number, value: number): void {
    const column = this.columns[slot]!;
    const code = column.learn(value);
    this.learned.push([slot, value]);
    if (code === 1) this.#varying.push(slot);
    for (let bits = column.missingBits; bits > 0; bits = column.missingBits) this.#allot(slot, bits);
    column.notePattern(code);
  }

  /** Gives the slot so many bits more. */
  #allot(slot: number, bits: number): void {
    if (bits === 0) return;
    const column = this.columns[slot]!;
    const word = this.#wordFor(bits);
    const piece = { word, shift: WORD_BITS - this.#free[word]!, bits, from: column.bits };
    this.#free[word]! -= bits;
    column.pieces.push(piece);
    this.#pieces.push(piece.word, piece.shift, maskOf(bits), piece.from, slot);
    this.layout++;
  }

  #wordFor(bits: number): number {
    const word = this.#free.findIndex((free) => free >= bits);
    return word < 0 ? this.#free.push(WORD_BITS) - 1 : word;
  }
}
