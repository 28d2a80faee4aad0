// Every state ever reached, each once, numbered in the order of discovery, with the event that discovered it.
import { GrowableRows } from '../rows/growable-rows';
import { RowSet } from '../rows/row-set';

const PARENT = 0;
const CHOICE = 1;
/** Entries of the hash table at the beginning. */
const ENTRIES = 1 << 14;
/** More states than one round of the search discovers. */
const MARGIN = 4096;

/** The visited set. */
export class Visited {
  readonly #states = new RowSet(1, ENTRIES);
  /** By state: the state it was reached from, and the packed choice. */
  readonly #origins = new GrowableRows(2);

  get size(): number {
    return this.#states.size;
  }

  /** Words a state takes. */
  get width(): number {
    return this.#states.width;
  }

  /** What is taken, with the table that the next states may make necessary. */
  get bytes(): number {
    return this.#states.bytes + this.#states.bytesToGrow(MARGIN) + this.#origins.bytes;
  }

  /** From now on states take so many words; those that the known ones lacked are 0. */
  widen(width: number): void {
    this.#states.widen(width);
  }

  /**
   * Takes the `width` words that begin at `at` and returns the number of the state: the size so far if it is a new one.
   * `hash` must be the same for equal words, also after `widen`.
   */
  add(words: Int32Array, at: number, hash: number, parent: number, choice: number): number {
    const { size } = this.#states;
    const state = this.#states.add(words, at, hash);
    if (state < size) return state;
    this.#origins.push();
    const origin = this.#origins.part(state);
    const offset = this.#origins.offset(state);
    origin[offset + PARENT] = parent;
    origin[offset + CHOICE] = choice;
    return state;
  }

  /** Has the memory at hand where states with these hashes are (`RowSet.touch`). */
  touch(hashes: Int32Array, count: number): number {
    return this.#states.touch(hashes, count);
  }

  /** The number of the state with these words, or -1 if it was never reached. */
  find(words: Int32Array, at: number, hash: number): number {
    return this.#states.find(words, at, hash);
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
}
