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
import { ViewsByVersion, type VersionSet } from './views-by-version';

/** Every property. A property is a bit, and several share one if there are more than 32. */
export const ALL = -1;

const UNKNOWN = -1;
/** Every version. */
const EVERY: VersionSet = -1;
/** Answers that are known before all are forgotten. */
const MOST = 1 << 16;
/** Combinations of values in which several properties hold that are known before all are forgotten. */
const MOST_HOLDING = 1 << 17;

/** The answers of the properties of a program, or of the programs of a family. */
export class PropertyMemo {
  /** What several properties see together where all of them hold: an event that can break many is looked up once. */
  readonly #holding: Projections;
  /** By set of properties, a bit each: the view of all that they look at. */
  readonly #viewsTogether = new Map<number, number>();
  readonly #seen: Projections;
  /** By property: its view. */
  readonly #views: number[];
  /** By what was seen: 1 if the property is violated. */
  readonly #isViolated = new Uint8Array(MOST);
  /** By slot: the properties that it decides, a bit each. */
  readonly #decided: Int32Array;
  #questions: VersionQuestions | undefined;
  /** Of a family: by what was seen, the versions for which that is the answer. */
  readonly #alikeSeen: VersionSet[] = [];
  readonly #alikeHolding: VersionSet[] = [];
  readonly #seenByVersion = new ViewsByVersion();
  readonly #holdingByVersion = new ViewsByVersion();
  /** The versions for which the answers since then are the same. */
  #alike: VersionSet = EVERY;

  constructor(private readonly properties: readonly Property[], packing: Packing, private readonly coder: Coder) {
    this.#holding = new Projections(packing);
    this.#seen = new Projections(packing);
    this.#views = properties.map((_, index) => this.#viewAlone(index));
    this.#decided = new Int32Array(packing.columns.length);
    for (const [slot, indices] of dependentsBySlot(properties.map(({ slots }) => slots))) for (const index of indices) this.#decided[slot]! |= 1 << index;
  }

  get bytes(): number {
    return this.#holding.bytes + this.#seen.bytes + this.#isViolated.byteLength;
  }

  /** From now on this version asks. */
  become(questions: VersionQuestions): void {
    this.#questions = questions;
    for (const [index, view] of this.#seenByVersion.first) this.#views[index] = view;
    for (const [affected, view] of this.#holdingByVersion.first) this.#viewsTogether.set(affected, view);
  }

  /** The properties, a bit each, that may be violated or not otherwise than before when these slots have changed. */
  affectedBy(slots: readonly number[]): number {
    return slots.reduce((affected, slot) => affected | this.#decided[slot]!, 0);
  }

  /** Is one of these properties, a bit each, violated in the state whose `width` words begin at `at`? Throws a ModelError. */
  isViolated(affected: number, words: Int32Array, at: number, width: number): boolean {
    if (this.#findHolding(affected, words, at) !== UNKNOWN) return false;
    this.#alike = EVERY;
    for (let index = 0; index < this.properties.length; index++) {
      if (affected >>> index & 1 && this.#judge(index, words, at, width)) return true;
    }
    if (this.#holding.size === MOST_HOLDING) this.#holding.clear();
    this.#alikeHolding[this.#holding.number(this.#viewsTogether.get(affected)!, words, at)] = this.#alike;
    return false;
  }

  /** The number of what these properties see in the state, if they are known to hold. */
  #findHolding(affected: number, words: Int32Array, at: number): number {
    for (let view = this.#viewsTogether.get(affected) ?? this.#viewTogether(affected); ; ) {
      const known = this.#holding.find(view, words, at);
      if (known === UNKNOWN || this.#isFor(this.#alikeHolding[known]!)) return known;
      view = this.#holdingByVersion.next(affected, view) ?? this.#viewTogether(affected);
      this.#viewsTogether.set(affected, view);
    }
  }

  #viewTogether(affected: number): number {
    const view = this.#holding.add(new Set(this.properties.flatMap(({ slots }, index) => (affected >>> index & 1 ? slots : []))));
    this.#viewsTogether.set(affected, view);
    this.#holdingByVersion.add(affected, view);
    return view;
  }

  #viewAlone(index: number): number {
    const view = this.#seen.add(this.properties[index]!.slots);
    this.#seenByVersion.add(index, view);
    return view;
  }

  #judge(index: number, words: Int32Array, at: number, width: number): boolean {
    for (;;) {
      const view = this.#views[index]!;
      const known = this.#seen.find(view, words, at);
      if (known === UNKNOWN) return this.#ask(index, words, at, width);
      if (this.#isFor(this.#alikeSeen[known]!)) return this.#isViolated[known] === 1;
      this.#views[index] = this.#seenByVersion.next(index, view) ?? this.#viewAlone(index);
    }
  }

  #ask(index: number, words: Int32Array, at: number, width: number): boolean {
    let isViolated = false;
    const ask = (): void => { isViolated = this.properties[index]!.isViolated(this.coder.read(words, at, width)); };
    const alike = this.#questions?.during(ask) ?? (ask(), EVERY);
    this.#alike &= alike;
    if (this.#seen.size === MOST) this.#seen.clear();
    const number = this.#seen.number(this.#views[index]!, words, at);
    this.#isViolated[number] = isViolated ? 1 : 0;
    this.#alikeSeen[number] = alike;
    return isViolated;
  }

  /** Whether what is known for these versions is known for this one. Then it counts as asked. */
  #isFor(alike: VersionSet): boolean {
    if (!this.#questions) return true;
    if ((alike & this.#questions.version) === 0) return false;
    this.#questions.use(alike);
    this.#alike &= alike;
    return true;
  }
}
