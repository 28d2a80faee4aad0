// What the properties say of packed states, by what they look at: they say the same of thousands of states.
// It answers another question than `PropertyMonitor`. That one walks through states one after the other and compares each with the
// one before. Here states come in any order, so the answers are kept by what a property sees (`Projections`); and which slots an
// event changes was found when the event was learned (`Transitions`), so no state is compared with another.
import { dependentsBySlot } from './changed-slots';
import type { Coder } from './coder';
import type { Packing } from './packing';
import { Projections } from './projections';
import type { Property } from './properties';

/** Every property. A property is a bit, and several share one if there are more than 32. */
export const ALL = -1;

const UNKNOWN = -1;
/** Answers that are known before all are forgotten. */
const MOST = 1 << 16;
/** Combinations of values in which several properties hold that are known before all are forgotten. */
const MOST_HOLDING = 1 << 17;

/** The answers of the properties of a program. */
export class PropertyMemo {
  /** What several properties see together where all of them hold: an event that can break many is looked up once. */
  readonly #holding: Projections;
  /** By set of properties, a bit each: the view of all that they look at. */
  readonly #viewsTogether = new Map<number, number>();
  readonly #seen: Projections;
  /** By property: its view. */
  readonly #views: readonly number[];
  /** By what was seen: 1 if the property is violated. */
  readonly #isViolated = new Uint8Array(MOST);
  /** By slot: the properties that it decides, a bit each. */
  readonly #decided: Int32Array;

  constructor(private readonly properties: readonly Property[], packing: Packing, private readonly coder: Coder) {
    this.#holding = new Projections(packing);
    this.#seen = new Projections(packing);
    this.#views = properties.map(({ slots }) => this.#seen.add(slots));
    this.#decided = new Int32Array(packing.columns.length);
    for (const [slot, indices] of dependentsBySlot(properties.map(({ slots }) => slots))) for (const index of indices) this.#decided[slot]! |= 1 << index;
  }

  get bytes(): number {
    return this.#holding.bytes + this.#seen.bytes + this.#isViolated.byteLength;
  }

  /** The properties, a bit each, that may be violated or not otherwise than before when these slots have changed. */
  affectedBy(slots: readonly number[]): number {
    return slots.reduce((affected, slot) => affected | this.#decided[slot]!, 0);
  }

  /** Is one of these properties, a bit each, violated in the state whose `width` words begin at `at`? Throws a ModelError. */
  isViolated(affected: number, words: Int32Array, at: number, width: number): boolean {
    const view = this.#viewsTogether.get(affected) ?? this.#viewTogether(affected);
    if (this.#holding.find(view, words, at) !== UNKNOWN) return false;
    for (let index = 0; index < this.properties.length; index++) {
      if (affected >>> index & 1 && this.#judge(index, words, at, width)) return true;
    }
    if (this.#holding.size === MOST_HOLDING) this.#holding.clear();
    this.#holding.number(view, words, at);
    return false;
  }

  #viewTogether(affected: number): number {
    const view = this.#holding.add(new Set(this.properties.flatMap(({ slots }, index) => (affected >>> index & 1 ? slots : []))));
    this.#viewsTogether.set(affected, view);
    return view;
  }

  #judge(index: number, words: Int32Array, at: number, width: number): boolean {
    const view = this.#views[index]!;
    const known = this.#seen.find(view, words, at);
    if (known !== UNKNOWN) return this.#isViolated[known] === 1;
    const isViolated = this.properties[index]!.isViolated(this.coder.read(words, at, width));
    if (this.#seen.size === MOST) this.#seen.clear();
    this.#isViolated[this.#seen.number(view, words, at)] = isViolated ? 1 : 0;
    return isViolated;
  }
}
