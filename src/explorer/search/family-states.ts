// The states that some of several versions reach, each once, and the queue of a search of all of them.
import { GrowableRows } from '../rows/growable-rows';
import { hashOf } from '../rows/row-hash';
import { RowSet } from '../rows/row-set';
import type { VersionSet } from '../store/views-by-version';

/** Entries of the hash table at the beginning. */
const TABLE = 1 << 12;

/** In the row of an entry: its state, the entry that it was reached from, the packed choice, and the versions. */
const STATE = 0;
const PARENT = 1;
const CHOICE = 2;
const VERSIONS = 3;
const ENTRY_COLUMNS = 4;

/** In the row of a state: the versions that have reached it, and those of which it is expanded. */
const REACHED = 0;
const EXPANDED = 1;
const STATE_COLUMNS = 2;

/** No entry, no choice. */
export const NONE = -1;

/** Entries are numbered in the order of the queue, states in the order in which they were first reached. */
export class FamilyStates {
  readonly #states = new RowSet(1, TABLE);
  readonly #versions = new GrowableRows(STATE_COLUMNS);
  readonly #entries = new GrowableRows(ENTRY_COLUMNS);

  get size(): number {
    return this.#states.size;
  }

  /** How many entries there are. */
  get entries(): number {
    return this.#entries.length;
  }

  get bytes(): number {
    return this.#states.bytes + this.#versions.bytes + this.#entries.bytes;
  }

  /** Words that a state takes. */
  get width(): number {
    return this.#states.width;
  }

  widen(width: number): void {
    this.#states.widen(width);
  }

  /** The array that holds the words of a state, which begin at `offset`. */
  words(state: number): Int32Array {
    return this.#states.part(state);
  }

  offset(state: number): number {
    return this.#states.offset(state);
  }

  /** The number of the state with these words; -1 if no version reaches it. */
  find(words: Int32Array): number {
    return this.#states.find(words, 0, hashOf(words, 0, words.length));
  }

  /** The same; a new state if there is none yet. */
  add(words: Int32Array): number {
    const state = this.#states.add(words, 0, hashOf(words, 0, words.length));
    if (state === this.#versions.length) this.#versions.push();
    return state;
  }

  /** The versions that have reached a state. */
  reached(state: number): VersionSet {
    return this.#versions.part(state)[this.#versions.offset(state) + REACHED]!;
  }

  /** Those of which it is expanded. */
  expanded(state: number): VersionSet {
    return this.#versions.part(state)[this.#versions.offset(state) + EXPANDED]!;
  }

  expand(state: number, versions: VersionSet): void {
    this.#versions.part(state)[this.#versions.offset(state) + EXPANDED]! |= versions;
  }

  /** Adds an entry for versions that reach a state now. */
  enter(state: number, parent: number, choice: number, versions: VersionSet): number {
    this.#versions.part(state)[this.#versions.offset(state) + REACHED]! |= versions;
    const entry = this.#entries.push();
    const row = this.#entries.part(entry);
    const offset = this.#entries.offset(entry);
    row[offset + STATE] = state;
    row[offset + PARENT] = parent;
    row[offset + CHOICE] = choice;
    row[offset + VERSIONS] = versions;
    return entry;
  }

  stateOf(entry: number): number {
    return this.#entries.part(entry)[this.#entries.offset(entry) + STATE]!;
  }

  versionsOf(entry: number): VersionSet {
    return this.#entries.part(entry)[this.#entries.offset(entry) + VERSIONS]!;
  }

  /** The packed choice by which it was reached; -1 for the first. */
  choiceInto(entry: number): number {
    return this.#entries.part(entry)[this.#entries.offset(entry) + CHOICE]!;
  }

  /** Packed choices that lead from the first state of its versions to an entry. */
  pathTo(entry: number): number[] {
    const path: number[] = [];
    for (let at = entry; this.choiceInto(at) !== NONE; at = this.#entries.part(at)[this.#entries.offset(at) + PARENT]!) path.push(this.choiceInto(at));
    return path.reverse();
  }
}
