// What has to hold in every state, each with the slots that decide it: where none of them has changed nothing is looked at.
import type { Program, State } from '../compiler/program';

export interface Watcher {
  /** Undefined: any slot may decide it. */
  readonly slots: readonly number[] | undefined;
  isBroken(state: State): boolean;
}

/** The invariants, and that no assertion has failed. */
export function watchersOf(program: Program): Watcher[] {
  const { failedSlot } = program;
  return [
    ...program.invariants.map(({ reads, check }): Watcher => ({ slots: reads?.(), isBroken: (state) => check(state) !== undefined })),
    ...(failedSlot === undefined ? [] : [{ slots: [failedSlot], isBroken: (state: State) => state[failedSlot] !== 0 }]),
  ];
}

/** Looks at states of which each is mostly like the one before, and again only at what may be otherwise there. */
export class Watch {
  readonly #slots: Int32Array;
  /** By place in `#slots`: what the slot held in the last state, and the watchers that it decides. */
  readonly #values: Int32Array;
  readonly #of: readonly (readonly number[])[];
  /** By watcher. */
  readonly #isBroken: boolean[];
  readonly #isOpen: boolean[];

  constructor(private readonly watchers: readonly Watcher[]) {
    this.#slots = Int32Array.from(new Set(watchers.flatMap(({ slots }) => slots ?? [])));
    this.#values = new Int32Array(this.#slots.length);
    this.#of = Array.from(this.#slots, (slot) => [...watchers.keys()].filter((index) => watchers[index]!.slots?.includes(slot)));
    this.#isBroken = watchers.map(() => false);
    this.#isOpen = watchers.map(() => true);
  }

  /** Is any of them broken? Throws a ModelError. */
  isBroken(state: State): boolean {
    for (let at = 0; at < this.#slots.length; at++) {
      const value = state[this.#slots[at]!]!;
      if (value === this.#values[at]) continue;
      this.#values[at] = value;
      for (const watcher of this.#of[at]!) this.#isOpen[watcher] = true;
    }
    let isBroken = false;
    for (let index = 0; index < this.watchers.length; index++) {
      const watcher = this.watchers[index]!;
      if (this.#isOpen[index]) {
        this.#isBroken[index] = watcher.isBroken(state);
        this.#isOpen[index] = watcher.slots === undefined;
      }
      isBroken ||= this.#isBroken[index]!;
    }
    return isBroken;
  }
}
