// Packed states as seen by an event or a property, which looks at a few slots only: it sees the same in thousands of states, and does or
// says the same there. (LTSmin projects states to such "short vectors" for its transition cache.) A *view* is a list of slots; its
// projection of a state is the words of the state with only the bits of these slots left. Every projection gets a number.
// Invariant: a view gives two states the same number exactly when they hold the same values in its slots. Numbers stay valid
// when slots get more bits or states more words, as those are 0 in whatever was packed before. States that it is asked about have
// as many words as the packing.
import { fmix32 } from '../../machine/fmix32';
import { contribution } from '../rows/row-hash';
import type { Packing } from './packing';
import { RowSet } from '../rows/row-set';

const ENTRIES = 1 << 11;
/** A row of the table is the number of the view, and from this column on the projection. */
const WORDS = 1;
const NOTHING = -1;

/** The projections of packed states by some views. */
export class Projections {
  /** The projections that have numbers. */
  readonly #seen: RowSet;
  /** The row that is looked up. */
  #row: Int32Array = new Int32Array(WORDS);
  /** Words of a state. */
  #width = 0;
  /** By view and word of a state, the bits of its slots. There is room for more views than there are. */
  #masks: Int32Array = new Int32Array(0);
  #views = 0;
  /** By view: the number that it found last. */
  #latest: Int32Array = new Int32Array(0);
  /** By slot: the views that look at it. */
  readonly #viewsOf: readonly number[][];
  /** Pieces of the packing that the masks have taken note of. */
  #pieces: number;

  constructor(private readonly packing: Packing) {
    this.#viewsOf = packing.columns.map(() => []);
    this.#seen = new RowSet(WORDS, ENTRIES);
    this.#widen(packing.words);
    this.#pieces = packing.layout;
  }

  /** How many projections have numbers, which are 0 … size - 1. */
  get size(): number {
    return this.#seen.size;
  }

  get bytes(): number {
    return this.#seen.bytes + this.#masks.byteLength + this.#latest.byteLength;
  }

  /** The number of a new view, of these slots, each once. */
  add(slots: Iterable<number>): number {
    this.#refresh();
    const view = this.#views++;
    const width = this.#width;
    if (this.#latest.length < this.#views) {
      this.#masks = resized(this.#masks, 2 * this.#views * width);
      this.#latest = resized(this.#latest, 2 * this.#views);
    }
    this.#latest[view] = NOTHING;
    for (const slot of slots) {
      this.#viewsOf[slot]!.push(view);
      for (let word = 0; word < width; word++) this.#masks[view * width + word]! |= this.packing.columns[slot]!.maskIn(word);
    }
    return view;
  }

  /** The number of the projection by a view of the state whose words begin at `at`, or -1 if it has none. */
  find(view: number, words: Int32Array, at: number): number {
    this.#refresh();
    // Two times out of three it is the same as in the state before.
    const latest = this.#latest[view]!;
    if (latest !== NOTHING && this.#isSeen(latest, view, words, at)) return latest;
    const hash = this.#look(view, words, at);
    return (this.#latest[view] = this.#seen.find(this.#row, 0, hash));
  }

  /** Its number, which is the size so far if it had none. */
  number(view: number, words: Int32Array, at: number): number {
    this.#refresh();
    const hash = this.#look(view, words, at);
    return this.#seen.add(this.#row, 0, hash);
  }

  /** Forgets all numbers, but not the views. */
  clear(): void {
    this.#seen.clear();
    this.#latest.fill(NOTHING);
  }

  /** Takes note of bits that slots have got. */
  #refresh(): void {
    const { packing } = this;
    if (this.#pieces === packing.layout) return;
    if (packing.words > this.#width) this.#widen(packing.words);
    for (const { slot, word, mask } of packing.piecesFrom(this.#pieces)) {
      for (const view of this.#viewsOf[slot]!) this.#masks[view * this.#width + word]! |= mask;
    }
    this.#pieces = packing.layout;
  }

  /** Makes the row that is looked up, and returns its hash (`hashOf`). */
  #look(view: number, words: Int32Array, at: number): number {
    const row = this.#row;
    const masks = this.#masks;
    const width = this.#width;
    row[0] = view;
    let sum = contribution(view, 0);
    for (let word = 0; word < width; word++) {
      const seen = row[WORDS + word] = words[at + word]! & masks[view * width + word]!;
      sum = sum + contribution(seen, WORDS + word) | 0;
    }
    return fmix32(sum);
  }

  #isSeen(number: number, view: number, words: Int32Array, at: number): boolean {
    const row = this.#seen.part(number);
    const offset = this.#seen.offset(number) + WORDS;
    const masks = this.#masks;
    const width = this.#width;
    for (let word = 0; word < width; word++) if (row[offset + word] !== (words[at + word]! & masks[view * width + word]!)) return false;
    return true;
  }

  #widen(width: number): void {
    const before = this.#width;
    this.#width = width;
    const masks = new Int32Array(this.#latest.length * width);
    for (let view = 0; view < this.#views; view++) masks.set(this.#masks.subarray(view * before, (view + 1) * before), view * width);
    this.#masks = masks;
    this.#row = new Int32Array(WORDS + width);
    this.#seen.widen(WORDS + width);
  }
}

function resized(numbers: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(numbers);
  return copy;
}
