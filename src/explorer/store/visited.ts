// Every state ever reached, each once, numbered in the order of discovery, with the event that discovered it.
// Invariant: two entries never hold the same words; hashes only say where to look.
import { GrowableInts } from './growable';
import { hashOf } from './hash';

const PARENT = 0;
const CHOICE = 1;
/** Open addressing needs room; beyond this share of full places it doubles. */
const LOAD = 0.6;
/** More states than one round of the search discovers. */
const MARGIN = 4096;

export class Visited {
  #states = new GrowableInts(1);
  /** By state: the state it was reached from, and the packed choice. */
  readonly #origins = new GrowableInts(2);
  /** Pairs of (state + 1, hash); 0 is an empty place. */
  #table = new Int32Array(2 << 14);

  get size(): number {
    return this.#states.length;
  }

  /** Words a state takes. */
  get width(): number {
    return this.#states.width;
  }

  /** What is taken, with the table that the next states may make necessary. */
  get bytes(): number {
    const larger = this.#isFull(this.size + MARGIN) ? 2 * this.#table.byteLength : 0;
    return this.#states.bytes + this.#origins.bytes + this.#table.byteLength + larger;
  }

  /** From now on states take so many words; those that the known ones lacked are 0. */
  widen(width: number): void {
    if (width > this.width) this.#states.widen(width);
  }

  /** Gives all states other words, so many each. `rewrite` puts those into the array for the ones that begin at `at`; unequal ones stay unequal. */
  rewrite(width: number, rewrite: (words: Int32Array, at: number, into: Int32Array) => void): void {
    const before = this.#states;
    const words = new Int32Array(width);
    this.#states = new GrowableInts(width);
    this.#table.fill(0);
    for (let state = 0; state < before.length; state++) {
      rewrite(before.part(state), before.offset(state), words);
      const hash = hashOf(words, 0, width);
      this.#insert(words, 0, hash, this.#placeOf(words, 0, hash));
    }
  }

  /**
   * Takes the `width` words that begin at `at` and returns the number of the state: the size so far if it is a new one.
   * `hash` must be the same for equal words, also after `widen`.
   */
  add(words: Int32Array, at: number, hash: number, parent: number, choice: number): number {
    const place = this.#placeOf(words, at, hash);
    const table = this.#table;
    if (table[place] !== 0) return table[place]! - 1;
    const state = this.#insert(words, at, hash, place);
    this.#origins.push();
    const origin = this.#origins.part(state);
    origin[this.#origins.offset(state) + PARENT] = parent;
    origin[this.#origins.offset(state) + CHOICE] = choice;
    if (this.#isFull(this.size)) this.#grow();
    return state;
  }

  /**
   * Looks at the places where states with these hashes would be, so that the memory there is at hand when they are added:
   * many such misses overlap, one after the other they would not. The result means nothing.
   */
  touch(hashes: Int32Array, count: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let touched = 0;
    for (let at = 0; at < count; at++) touched ^= table[hashes[at]! << 1 & mask]!;
    return touched;
  }

  /** The array that holds the words of a state, which begin at `offset`. */
  words(state: number): Int32Array {
    return this.#states.part(state);
  }

  offset(state: number): number {
    return this.#states.offset(state);
  }

  /** The packed choice that discovered the state; -1 for the first. */
  choiceInto(state: number): number {
    return this.#origins.part(state)[this.#origins.offset(state) + CHOICE]!;
  }

  /** The state it was reached from; -1 for the first. */
  parentOf(state: number): number {
    return this.#origins.part(state)[this.#origins.offset(state) + PARENT]!;
  }

  /** Packed choices that lead from the first state to this one. */
  pathTo(state: number): number[] {
    const path: number[] = [];
    for (let at = state; this.choiceInto(at) >= 0; at = this.parentOf(at)) path.push(this.choiceInto(at));
    return path.reverse();
  }

  /** The number of the state with these words, or -1 if it was never reached. */
  find(words: Int32Array, at: number, hash: number): number {
    return this.#table[this.#placeOf(words, at, hash)]! - 1;
  }

  /** The place in the table that holds the state, or the empty one where it would be. */
  #placeOf(words: Int32Array, at: number, hash: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let place = hash << 1 & mask;
    while (table[place] !== 0 && (table[place + 1] !== hash || !this.#equals(table[place]! - 1, words, at))) place = place + 2 & mask;
    return place;
  }

  /** The next state has these words, and this place of the table. */
  #insert(words: Int32Array, at: number, hash: number, place: number): number {
    const state = this.#states.push();
    const row = this.#states.part(state);
    const offset = this.#states.offset(state);
    for (let word = 0; word < this.width; word++) row[offset + word] = words[at + word]!;
    this.#table[place] = state + 1;
    this.#table[place + 1] = hash;
    return state;
  }

  #isFull(states: number): boolean {
    return states > (this.#table.length / 2) * LOAD;
  }

  #equals(state: number, words: Int32Array, at: number): boolean {
    const row = this.#states.part(state);
    const offset = this.#states.offset(state);
    const width = this.#states.width;
    for (let word = 0; word < width; word++) if (row[offset + word] !== words[at + word]) return false;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    const table = this.#table = new Int32Array(old.length * 2);
    const mask = table.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let place = old[from + 1]! << 1 & mask;
      while (table[place] !== 0) place = place + 2 & mask;
      table[place] = old[from]!;
      table[place + 1] = old[from + 1]!;
    }
  }
}
