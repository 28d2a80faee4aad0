// Every state ever reached, each once, numbered in the order of discovery, with the event that discovered it.
// Invariant: two entries never hold the same words; hashes only say where to look.
import { mix } from '../machine/mix';
import { GrowableInts } from './growable';

const PARENT = 0;
const CHOICE = 1;
/** Open addressing needs room; beyond this share of full places it doubles. */
const LOAD = 0.6;
/** More than one state can have successors. */
const MARGIN = 256;

export class Visited {
  readonly #states = new GrowableInts(1);
  /** Words of a row; rows of earlier states may have fewer, and those that they lack are 0. */
  #words = 1;
  /** By state: the state it was reached from, and the packed choice. */
  readonly #origins = new GrowableInts(2);
  /** Pairs of (state + 1, hash); 0 is an empty place. */
  #table = new Int32Array(2 << 14);

  /** The state that was asked for last, new or known. */
  found = -1;

  get size(): number {
    return this.#states.length;
  }

  /** What is taken, with the table that the next states may make necessary. */
  get bytes(): number {
    const larger = this.#isFull(this.size + MARGIN) ? 2 * this.#table.byteLength : 0;
    return this.#states.bytes + this.#origins.bytes + this.#table.byteLength + larger;
  }

  /** The number of the new state, or -1 if it is known. The packed words may become more from call to call, never fewer. */
  add(packed: Int32Array, parent: number, choice: number): number {
    if (packed.length > this.#words) this.#states.widen(this.#words = packed.length);
    const hash = hashOf(packed);
    const place = this.#search(packed, hash);
    if (this.#table[place] !== 0) {
      this.found = this.#table[place]! - 1;
      return -1;
    }

    const state = this.found = this.#states.push();
    this.#states.part(state).set(packed, this.#states.offset(state));
    this.#origins.push();
    const part = this.#origins.part(state);
    part[this.#origins.offset(state) + PARENT] = parent;
    part[this.#origins.offset(state) + CHOICE] = choice;
    this.#table[place] = state + 1;
    this.#table[place + 1] = hash;
    if (this.#isFull(this.size)) this.#grow();
    return state;
  }

  /** Where the words of a state stand, and how many they are. */
  at(state: number): { words: Int32Array; offset: number; width: number } {
    return { words: this.#states.part(state), offset: this.#states.offset(state), width: this.#states.widthOf(state) };
  }

  /** The packed choice that discovered the state; -1 for the first. */
  choiceInto(state: number): number {
    return this.#origins.part(state)[this.#origins.offset(state) + CHOICE]!;
  }

  /** Packed choices that lead from the first state to this one. */
  pathTo(state: number): number[] {
    const path: number[] = [];
    for (let at = state; this.choiceInto(at) >= 0; at = this.#origins.part(at)[this.#origins.offset(at) + PARENT]!) {
      path.push(this.choiceInto(at));
    }
    return path.reverse();
  }

  /** The number of the state, or -1 if it was never reached. */
  find(packed: Int32Array): number {
    return this.#table[this.#search(packed, hashOf(packed))]! - 1;
  }

  /** The place in the table that holds the state, or the empty one where it would be. */
  #search(packed: Int32Array, hash: number): number {
    let place = this.#placeOf(hash);
    while (this.#table[place] !== 0) {
      if (this.#table[place + 1] === hash && this.#equals(this.#table[place]! - 1, packed)) break;
      place = (place + 2) & (this.#table.length - 1);
    }
    return place;
  }

  #isFull(states: number): boolean {
    return states > (this.#table.length / 2) * LOAD;
  }

  #placeOf(hash: number): number {
    return (hash << 1) & (this.#table.length - 1);
  }

  #equals(state: number, packed: Int32Array): boolean {
    const part = this.#states.part(state);
    const offset = this.#states.offset(state);
    const width = this.#states.widthOf(state);
    for (let word = 0; word < width; word++) if (part[offset + word] !== packed[word]) return false;
    for (let word = width; word < packed.length; word++) if (packed[word] !== 0) return false;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let place = this.#placeOf(old[from + 1]!);
      while (this.#table[place] !== 0) place = (place + 2) & (this.#table.length - 1);
      this.#table[place] = old[from]!;
      this.#table[place + 1] = old[from + 1]!;
    }
  }
}

/** Words that are 0 add nothing, so a state has the same hash when its words have become more. */
function hashOf(packed: Int32Array): number {
  let hash = 0;
  for (let word = 0; word < packed.length; word++) {
    if (packed[word] !== 0) hash = (hash + mix(packed[word]! ^ Math.imul(word + 1, 0x9e3779b1))) | 0;
  }
  return mix(hash);
}
