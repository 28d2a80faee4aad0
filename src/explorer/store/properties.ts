// The safety properties of a program: what has to hold in every state, each with the slots that decide it.
import type { Program, State } from '../../compiler/program';
import { ChangedSlots } from './changed-slots';

/** A safety property: a predicate that has to be false in every state. */
export interface Property {
  /** The slots that decide it, each once. */
  readonly slots: readonly number[];
  /** Throws a ModelError. */
  isViolated(state: State): boolean;
}

/** The invariants, and that no assertion has failed. */
export function propertiesOf(program: Program): Property[] {
  return [
    ...program.invariants.map(({ check }, index): Property => ({ slots: program.analyses.invariantReads(index), isViolated: (state) => check(state) !== undefined })),
    ...program.failedAssertionSlots.map((slot): Property => ({ slots: [slot], isViolated: (state) => state[slot] !== 0 })),
  ];
}

/** Judges states of which each is mostly like the one before. Where the slots of a property hold the same, its answer is the same. */
export class PropertyMonitor {
  readonly #slots: ChangedSlots;
  /** By property: the last answer, and whether it may be another one now. */
  readonly #isViolated: boolean[];
  readonly #isOpen: boolean[];

  constructor(private readonly properties: readonly Property[]) {
    this.#slots = new ChangedSlots(properties.map(({ slots }) => slots));
    this.#isViolated = properties.map(() => false);
    this.#isOpen = properties.map(() => true);
  }

  /** Is any of them violated? Throws a ModelError. */
  isViolated(state: State): boolean {
    this.#slots.update(state, this.#open);
    let isViolated = false;
    for (let index = 0; index < this.properties.length; index++) {
      if (this.#isOpen[index]) {
        this.#isViolated[index] = this.properties[index]!.isViolated(state);
        this.#isOpen[index] = false;
      }
      isViolated ||= this.#isViolated[index]!;
    }
    return isViolated;
  }

  readonly #open = (property: number): void => { this.#isOpen[property] = true; };
}
