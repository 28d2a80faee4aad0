// Which guards are true in a state. States that follow each other are mostly alike: only what has changed is looked at.
import type { Guard } from '../../compiler/local-state';
import type { State } from '../../compiler/program';

export class GuardValues {
  /** The guards that are true, a bit each. */
  readonly bits: Int32Array;
  /** Those that were not so, or not false, in the state before. */
  readonly changed: Int32Array;
  readonly #slots: Int32Array;
  /** By place in `#slots`: the value of the slot, and the guards about it. */
  readonly #values: Int32Array;
  readonly #guards: readonly (readonly number[])[];
  #isNew = true;

  constructor(private readonly guards: readonly Guard[]) {
    this.bits = new Int32Array((guards.length >> 5) + 1);
    this.changed = new Int32Array(this.bits.length);
    this.#slots = Int32Array.from(new Set(guards.map(({ slot }) => slot)));
    this.#values = new Int32Array(this.#slots.length);
    this.#guards = Array.from(this.#slots, (slot) => [...guards.keys()].filter((guard) => guards[guard]!.slot === slot));
  }

  /** Looks at a state. */
  of(state: State): void {
    const { changed } = this;
    changed.fill(0);
    const slots = this.#slots;
    const values = this.#values;
    for (let at = 0; at < slots.length; at++) {
      const value = state[slots[at]!]!;
      if (value !== values[at] || this.#isNew) this.#change(at, value);
    }
    this.#isNew = false;
  }

  #change(at: number, value: number): void {
    this.#values[at] = value;
    const guards = this.#guards[at]!;
    for (let index = 0; index < guards.length; index++) {
      const guard = guards[index]!;
      const word = guard >> 5;
      const before = this.bits[word]!;
      const bit = 1 << (guard & 31);
      const after = this.guards[guard]!.values.includes(value) ? before | bit : before & ~bit;
      this.changed[word]! |= before ^ after;
      this.bits[word] = after;
    }
  }
}
