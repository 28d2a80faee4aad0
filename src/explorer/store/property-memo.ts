// What the properties say of packed states, by what they look at: they say the same of thousands of states.
import type { Property } from './properties';
import type { Coder } from './coder';
import type { Packing } from './packing';
import { Projections } from './projections';

/** Every property. A property is a bit, and several share one if there are more than 32. */
export const ALL = -1;

const UNKNOWN = -1;
/** Answers that are known before all are forgotten. */
const MOST = 1 << 16;

export class PropertyMemo {
  readonly #seen: Projections;
  /** By property: its view. */
  readonly #views: readonly number[];
  /** By what was seen: 1 if the property is broken. */
  readonly #isBroken = new Uint8Array(MOST);
  /** By slot: the properties that it may decide. */
  readonly #deciding: Int32Array;

  constructor(private readonly properties: readonly Property[], packing: Packing, private readonly coder: Coder) {
    this.#seen = new Projections(packing);
    this.#views = properties.map(({ slots }) => this.#seen.add(slots));
    this.#deciding = new Int32Array(packing.columns.length);
    for (const [index, { slots }] of properties.entries()) for (const slot of slots) this.#deciding[slot]! |= 1 << index;
  }

  get bytes(): number {
    return this.#seen.bytes + this.#isBroken.byteLength;
  }

  /** Those that may say something else when these slots have changed. */
  affectedBy(slots: readonly number[]): number {
    return slots.reduce((affected, slot) => affected | this.#deciding[slot]!, 0);
  }

  /** Is one of these properties broken in the state whose words begin at `at`? Throws a ModelError. */
  isBroken(affected: number, words: Int32Array, at: number, width: number): boolean {
    for (let index = 0; index < this.properties.length; index++) {
      if (affected >>> index & 1 && this.#ask(index, words, at, width)) return true;
    }
    return false;
  }

  #ask(index: number, words: Int32Array, at: number, width: number): boolean {
    const view = this.#views[index]!;
    const known = this.#seen.find(view, words, at);
    if (known !== UNKNOWN) return this.#isBroken[known] === 1;
    const isBroken = this.properties[index]!.isBroken(this.coder.read(words, at, width));
    if (this.#seen.size === MOST) this.#seen.clear();
    this.#isBroken[this.#seen.number(view, words, at)] = isBroken ? 1 : 0;
    return isBroken;
  }
}
