// What has to hold in every state, each with the slots that decide it: where none of them has changed nothing is looked at.
import type { Program, State } from '../../compiler/program';

export interface Property {
  /** The slots that decide it. */
  readonly slots: readonly number[];
  isBroken(state: State): boolean;
}

/** The invariants, and that no assertion has failed. */
export function propertiesOf(program: Program): Property[] {
  return [
    ...program.invariants.map(({ check }, index): Property => ({ slots: program.analyses.invariantReads(index), isBroken: (state) => check(state) !== undefined })),
    ...program.failedAssertionSlots.map((slot): Property => ({ slots: [slot], isBroken: (state) => state[slot] !== 0 })),
  ];
}

/** Looks at states of which each is mostly like the one before, and again only at what may be otherwise there. */
export class PropertyMonitor {
  readonly #slots: Int32Array;
  /** By place in `#slots`: what the slot held in the last state, and the properties that it decides. */
  readonly #values: Int32Array;
  readonly #of: readonly (readonly number[])[];
  /** By property. */
  readonly #isBroken: boolean[];
  readonly #isOpen: boolean[];

  constructor(private readonly properties: readonly Property[]) {
    this.#slots = Int32Array.from(new Set(properties.flatMap(({ slots }) => slots)));
    this.#values = new Int32Array(this.#slots.length);
    this.#of = Array.from(this.#slots, (slot) => [...properties.keys()].filter((index) => properties[index]!.slots.includes(slot)));
    this.#isBroken = properties.map(() => false);
    this.#isOpen = properties.map(() => true);
  }

  /** Is any of them broken? Throws a ModelError. */
  isBroken(state: State): boolean {
    for (let at = 0; at < this.#slots.length; at++) {
      const value = state[this.#slots[at]!]!;
      if (value === this.#values[at]) continue;
      this.#values[at] = value;
      for (const property of this.#of[at]!) this.#isOpen[property] = true;
    }
    let isBroken = false;
    for (let index = 0; index < this.properties.length; index++) {
      if (this.#isOpen[index]) {
        this.#isBroken[index] = this.properties[index]!.isBroken(state);
        this.#isOpen[index] = false;
      }
      isBroken ||= this.#isBroken[index]!;
    }
    return isBroken;
  }
}
