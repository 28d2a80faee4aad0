// What the properties say of packed states, by what they look at: they say the same of thousands of states.
// It answers another question than `PropertyMonitor`. That one walks through states one after the other and compares each with the
// one before. Here states come in any order, so the answers are kept by what a property sees (`Projections`); and which slots an
// event changes was found when the event was learned (`Transitions`), so no state is compared with another.
import { dependentsBySlot } from './changed-slots';
import type { Coder } from './coder';
import type { Packing } from './packing';
import { Projections } from './projections';
import type { VersionQuestions } from '../../compiler/program';
import type { Property } from './properties';
import { EVERY, UNKNOWN, ViewsByVersion, type VersionSet } from './views-by-version';

/** Every property. A property is a bit, and several share one if there are more than 32. */
export const ALL = -1;

/** Answers that are known before all are forgotten. */
const MOST = 1 << 16;
/** Combinations of values in which several properties hold that are known before all are forgotten. */
const MOST_HOLDING = 1 << 17;

/** The answers of the properties of a program, or of the programs of a family. */
export class PropertyMemo {
  /** What several properties see together where all of them hold: an event that can break many is looked up once. */
  readonly #holding: Projections;
  /** By set of properties, a bit each: its number; and by that the views of all that they look at. */
  readonly #together = new Map<number, number>();
  readonly #viewsTogether = new ViewsByVersion();
  readonly #seen: Projections;
  /** By property. */
  readonly #views = new ViewsByVersion();
  /** By what was seen: 1 if the property is violated. */
  readonly #isViolated = new Uint8Array(MOST);
  /** By slot: the properties that it decides, a bit each. */
  readonly #decided: Int32Array;
  #questions: VersionQuestions | undefined;
  /** By what was seen, the versions for which that is the answer. */
  readonly #alikeSeen: VersionSet[] = [];
  readonly #alikeHolding: VersionSet[] = [];
  #alike: VersionSet = EVERY;

  constructor(private readonly properties: readonly Property[], packing: Packing, private readonly coder: Coder) {
    this.#holding = new Projections(packing);
    this.#seen = new Projections(packing);
    this.#decided = new Int32Array(packing.columns.length);
    for (const [slot, indices] of dependentsBySlot(properties.map(({ slots }) => slots))) for (const index of indices) this.#decided[slot]! |= 1 << index;
  }

  get bytes(): number {
    return this.#holding.bytes + this.#seen.bytes + this.#isViolated.byteLength;
  }

  /** From now on this version asks. */
  become(questions: VersionQuestions): void {
    this.#questions = questions;
  }

  /** The versions for which the last answer is the same. */
  get alike(): VersionSet {
    return this.#alike;
  }

  /** The properties, a bit each, that may be violated or not otherwise than before when these slots have changed. */
  affectedBy(slots: readonly number[]): number {
    return slots.reduce((affected, slot) => affected | this.#decided[slot]!, 0);
  }

  /** Is one of these properties, a bit each, violated in the state whose `width` words begin at `at`? Throws a ModelError. */
  isViolated(affected: number, words: Int32Array, at: number, width: number): boolean {
    this.#alike = EVERY;
    const together = this.#numberOf(affected);
    if (this.#find(this.#holding, this.#viewsTogether.first(together), this.#viewsTogether, this.#alikeHolding, words, at) !== UNKNOWN) return false;
    for (let index = 0; index < this.properties.length; index++) {
      if (affected >>> index & 1 && this.#judge(index, words, at, width)) return true;
    }
    if (this.#holding.size === MOST_HOLDING) this.#holding.clear();
    const view = this.#freeView(this.#holding, this.#viewsTogether, together, () => new Set(this.properties.flatMap(({ slots }, index) => (affected >>> index & 1 ? slots : []))), words, at);
    this.#alikeHolding[this.#holding.number(view, words, at)] = this.#alike;
    return false;
  }

  #numberOf(affected: number): number {
    let number = this.#together.get(affected);
    if (number === undefined) this.#together.set(affected, number = this.#together.size);
    return number;
  }

  #judge(index: number, words: Int32Array, at: number, width: number): boolean {
    const known = this.#find(this.#seen, this.#views.first(index), this.#views, this.#alikeSeen, words, at);
    return known === UNKNOWN ? this.#ask(index, words, at, width) : this.#isViolated[known] === 1;
  }

  #ask(index: number, words: Int32Array, at: number, width: number): boolean {
    const property = this.properties[index]!;
    let isViolated = false;
    const ask = (): void => { isViolated = property.isViolated(this.coder.read(words, at, width)); };
    const alike = this.#questions?.during(ask) ?? (ask(), EVERY);
    this.#alike &= alike;
    if (this.#seen.size === MOST) this.#seen.clear();
    const view = this.#freeView(this.#seen, this.#views, index, () => property.slots, words, at);
    const number = this.#seen.number(view, words, at);
    this.#isViolated[number] = isViolated ? 1 : 0;
    this.#alikeSeen[number] = alike;
    return isViolated;
  }

  /** The number of what is seen in the state, if it is known for the version that asks. Then it counts as asked. */
  #find(seen: Projections, first: number, views: ViewsByVersion, alikes: readonly VersionSet[], words: Int32Array, at: number): number {
    const questions = this.#questions;
    const version = questions ? questions.version : EVERY;
    for (let view = first; view !== UNKNOWN; view = views.next(view)) {
      const known = seen.find(view, words, at);
      if (known === UNKNOWN || (alikes[known]! & version) === 0) continue;
      questions?.use(alikes[known]!);
      this.#alike &= alikes[known]!;
      return known;
    }
    return UNKNOWN;
  }

  /** The first view by which nothing is known of the state. */
  #freeView(seen: Projections, views: ViewsByVersion, thing: number, slots: () => Iterable<number>, words: Int32Array, at: number): number {
    let view = views.first(thing);
    while (view !== UNKNOWN && seen.find(view, words, at) !== UNKNOWN) view = views.next(view);
    if (view !== UNKNOWN) return view;
    view = seen.add(slots());
    views.add(thing, view);
    return view;
  }
}
