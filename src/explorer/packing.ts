// States as few bits as the values that were really seen need: the visited set holds millions of them, and most slots of a
// program never change, or take two or three values of the hundreds that they could hold.
// Invariant: `load` after `pack` gives the same state, and two states are equal exactly when their packed words are, where
// words that are missing count as 0. What was packed once stays valid: a slot gets more bits, never other ones.
import type { Slot, State } from '../compiler/program';
import { Column, type Piece } from './column';

const WORD_BITS = 32;

export class Packing {
  readonly #columns: readonly Column[];
  /** The slots that can vary at all. */
  readonly #candidates: Int32Array;
  /** The slot that has this bit, by word and bit. */
  #owners = new Int32Array(WORD_BITS);
  #differences = new Int32Array(1);
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
    const words = this.#baseWords;
    const differences = this.#differences;
    for (let word = 0; word < words.length; word++) {
      const value = word < width ? from[offset + word]! : 0;
      differences[word] = words[word]! ^ value;
      words[word] = value;
    }
    // States that follow each other in the search are much alike: only the slots whose bits differ are worked out again.
    for (let word = 0; word < words.length; word++) {
      for (let rest = differences[word]!; rest !== 0; ) {
        const bit = WORD_BITS - 1 - Math.clz32(rest);
        const slot = this.#owners[word * WORD_BITS + bit]!;
        const column = this.#columns[slot]!;
        this.#base[slot] = column.valueIn(words);
        rest &= ~column.maskIn(word);
      }
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
    for (let bits = column.missingBits; bits > 0; bits = column.missingBits) {
      const piece = this.#allot(bits, column.bits);
      column.pieces.push(piece);
      this.#owners.fill(slot, piece.word * WORD_BITS + piece.shift, piece.word * WORD_BITS + piece.shift + bits);
    }
    column.notePattern(code);
    return code;
  }

  #allot(bits: number, from: number): Piece {
    let word = this.#free.findIndex((free) => free >= bits);
    if (word < 0) {
      word = this.#free.push(WORD_BITS) - 1;
      this.#packed = widened(this.#packed, 1);
      this.#baseWords = widened(this.#baseWords, 1);
      this.#differences = widened(this.#differences, 1);
      this.#owners = widened(this.#owners, WORD_BITS);
    }
    const shift = WORD_BITS - this.#free[word]!;
    this.#free[word]! -= bits;
    return { word, shift, bits, from };
  }
}

function widened(numbers: Int32Array, by: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(numbers.length + by);
  wider.set(numbers);
  return wider;
}
