// States as few bits as the values that were really seen need: the visited set holds millions of them, and most slots of a
// program never change, or take two or three values of the hundreds that they could hold.
// Invariant: `unpack` after `pack` gives the same state, and two states are equal exactly when their packed words are, where
// words that are missing count as 0. What was packed once stays valid: a slot gets more bits, never other ones; those of
// another packing with the same numbers (`laidOut`) are made from them by `recode`.
import type { Slot, State } from '../../compiler/program';
import { Column, maskOf } from './column';

const WORD_BITS = 32;

export class Packing {
  /** By slot. */
  readonly columns: readonly Column[];
  /** Changes whenever a slot gets bits. */
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

  constructor(private readonly slots: readonly Pick<Slot, 'min' | 'max'>[], initial: State) {
    this.#initial = initial.slice();
    this.columns = slots.map((slot, index) => new Column(slot, initial[index]!));
  }

  /** 32-bit words a state takes at present. */
  get words(): number {
    return this.#free.length;
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
    for (let index = 0; index < pieces.length; index += 5) {
      const word = pieces[index]!;
      if (word < width) into[pieces[index + 4]!]! |= (words[at + word]! >>> pieces[index + 1]! & pieces[index + 2]!) << pieces[index + 3]!;
    }
    for (let index = 0; index < varying.length; index++) {
      const slot = varying[index]!;
      into[slot] = columns[slot]!.values[into[slot]!]!;
    }
  }

  /**
   * Another packing with the same numbers and the bits laid out afresh: a slot that got its bits one after the other has them
   * all in one word again. Those with many come first, so that they find room.
   */
  laidOut(): Packing {
    const other = new Packing(this.slots, this.#initial);
    for (const [slot, value] of this.learned) other.#number(slot, value);
    const spares = other.#spares();
    const bits = (slot: number): number => other.columns[slot]!.neededBits + Number(spares.has(slot));
    for (const slot of [...other.#varying].sort((one, another) => bits(another) - bits(one))) {
      const column = other.columns[slot]!;
      other.#allot(slot, bits(slot));
      column.values.forEach((_, code) => column.notePattern(code));
    }
    return other;
  }

  /**
   * Slots that get a bit more than they need, as they have no number left for another value, those first that could hold the
   * most: as many as fit into half of what would be left over. A slot without bits left would mean other code.
   */
  #spares(): ReadonlySet<number> {
    const needed = this.#varying.reduce((sum, slot) => sum + this.columns[slot]!.neededBits, 0);
    const room = (slot: number): number => this.slots[slot]!.max - this.slots[slot]!.min + 1 - this.columns[slot]!.values.length;
    const full = this.#varying.filter((slot) => room(slot) > 0 && this.columns[slot]!.values.length === 2 ** this.columns[slot]!.neededBits);
    return new Set(full.sort((one, other) => room(other) - room(one)).slice(0, (WORD_BITS - needed % WORD_BITS) >>> 1));
  }

  /** Writes a state, whose words begin at `at`, as `other` packs it, which has the same numbers. */
  recode(words: Int32Array, at: number, width: number, other: Packing, into: Int32Array): void {
    into.fill(0);
    for (let index = 0; index < this.#varying.length; index++) {
      const slot = this.#varying[index]!;
      const { pieces } = this.columns[slot]!;
      let code = 0;
      for (let part = 0; part < pieces.length; part++) {
        const { word, shift, bits, from } = pieces[part]!;
        if (word < width) code |= (words[at + word]! >>> shift & maskOf(bits)) << from;
      }
      if (code === 0) continue;
      const parts = other.columns[slot]!.words;
      for (let part = 0; part < parts.length; part++) into[parts[part]!.word]! |= parts[part]!.patterns[code]!;
    }
  }

  /** A value that the slot never had before. */
  #learn(slot: number, value: number): void {
    const column = this.columns[slot]!;
    const code = this.#number(slot, value);
    for (let bits = column.missingBits; bits > 0; bits = column.missingBits) this.#allot(slot, bits);
    column.notePattern(code);
  }

  #number(slot: number, value: number): number {
    const code = this.columns[slot]!.learn(value);
    this.learned.push([slot, value]);
    if (code === 1) this.#varying.push(slot);
    return code;
  }

  /** Gives the slot so many bits more. */
  #allot(slot: number, bits: number): void {
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
