// States as few bits as the values that were really seen need: the visited set holds millions of them, and most slots of a
// program never change, or take two or three values of the hundreds that they could hold.
// Invariant: `load` after `pack` gives the same state, and two states are equal exactly when their packed words are, where
// words that are missing count as 0. What was packed once stays valid: a slot gets more bits, never other ones.
import type { Slot, State } from '../compiler/program';
import { Column, maskOf, type Piece } from './column';

const WORD_BITS = 32;

export class Packing {
  readonly #columns: readonly Column[];
  /** The slots that can vary at all. */
  readonly #candidates: Int32Array;
  /** The slots that have varied so far: all others have their first value. */
  readonly #varying: number[] = [];
  /** For each varying slot: its number, how many pieces it has, and word, shift, mask and lowest bit of each. */
  #places = new Int32Array(0);
  /** The state last loaded, and its words: the next ones are packed as a difference from it. */
  readonly #base: State;
  #baseWords = new Int32Array(1);
  #packed = new Int32Array(1);
  /** Bits still free, by word. */
  readonly #free = [WORD_BITS];

  constructor(slots: readonly Pick<Slot, 'min' | 'max'>[], initial: State) {
    this.#base = initial.slice();
    this.#columns = slots.map((slot, index) => new Column(slot, initial[index]!));
    this.#candidates = Int32Array.from(slots.flatMap(({ min, max }, index) => (min === max ? [] : [index])));
  }

  /** 32-bit words a state takes at present. */
  get words(): number {
    return this.#free.length;
  }

  /** The words of the state; valid until the next call. `changed`: the slots in which it can differ from the one last loaded. */
  pack(state: State, changed: Int32Array = this.#candidates): Int32Array {
    this.#packed.set(this.#baseWords);
    const base = this.#base;
    for (let at = 0; at < changed.length; at++) {
      const slot = changed[at]!;
      if (state[slot] !== base[slot]) this.#change(slot, state[slot]!, base[slot]!);
    }
    return this.#packed;
  }

  /** Reads the packed state of `width` words that begins at `offset`. */
  load(from: Int32Array, offset: number, width: number, into: State): void {
    const words = this.#baseWords.fill(0);
    for (let word = 0; word < width; word++) words[word] = from[offset + word]!;
    const places = this.#places;
    for (let at = 0; at < places.length; ) {
      const slot = places[at]!;
      const end = at + 2 + 4 * places[at + 1]!;
      let code = 0;
      for (at += 2; at < end; at += 4) code |= (words[places[at]!]! >>> places[at + 1]! & places[at + 2]!) << places[at + 3]!;
      this.#base[slot] = this.#columns[slot]!.valueOf(code);
    }
    into.set(this.#base);
  }

  #change(slot: number, value: number, before: number): void {
    const column = this.#columns[slot]!;
    const code = column.codeOf(value) ?? this.#learn(slot, value);
    const codeBefore = column.codeOf(before)!;
    const { words } = column;
    for (let at = 0; at < words.length; at++) {
      const { word, patterns } = words[at]!;
      this.#packed[word]! ^= patterns[code]! ^ patterns[codeBefore]!;
    }
  }

  /** A value that the slot never had before. */
  #learn(slot: number, value: number): number {
    const column = this.#columns[slot]!;
    const code = column.learn(value);
    if (code === 1) this.#varying.push(slot);
    for (let bits = column.missingBits; bits > 0; bits = column.missingBits) column.pieces.push(this.#allot(bits, column.bits));
    column.notePattern(code);
    this.#places = Int32Array.from(this.#varying.flatMap((each) => {
      const { pieces } = this.#columns[each]!;
      return [each, pieces.length, ...pieces.flatMap(({ word, shift, bits, from }) => [word, shift, maskOf(bits), from])];
    }));
    return code;
  }

  #allot(bits: number, from: number): Piece {
    let word = this.#free.findIndex((free) => free >= bits);
    if (word < 0) {
      word = this.#free.push(WORD_BITS) - 1;
      this.#packed = widened(this.#packed);
      this.#baseWords = widened(this.#baseWords);
    }
    const shift = WORD_BITS - this.#free[word]!;
    this.#free[word]! -= bits;
    return { word, shift, bits, from };
  }
}

function widened(words: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(words.length + 1);
  wider.set(words);
  return wider;
}
