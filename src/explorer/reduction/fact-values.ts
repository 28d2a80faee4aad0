// Which facts are true in a state. States that follow each other are mostly alike: only what has changed is looked at.
import type { Fact } from '../../compiler/interference/local-state';
import type { State } from '../../compiler/program';

export class Truth {
  /** The facts that are true, a bit each. */
  readonly bits: Int32Array;
  /** Those that were not so, or not false, in the state before. */
  readonly changed: Int32Array;
  readonly #slots: Int32Array;
  /** By place in `#slots`: the value of the slot, and the facts about it. */
  readonly #values: Int32Array;
  readonly #facts: readonly (readonly number[])[];
  #isNew = true;

  constructor(private readonly facts: readonly Fact[]) {
    this.bits = new Int32Array((facts.length >> 5) + 1);
    this.changed = new Int32Array(this.bits.length);
    this.#slots = Int32Array.from(new Set(facts.map(({ slot }) => slot)));
    this.#values = new Int32Array(this.#slots.length);
    this.#facts = Array.from(this.#slots, (slot) => [...facts.keys()].filter((fact) => facts[fact]!.slot === slot));
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
    const facts = this.#facts[at]!;
    for (let index = 0; index < facts.length; index++) {
      const fact = facts[index]!;
      const word = fact >> 5;
      const before = this.bits[word]!;
      const bit = 1 << (fact & 31);
      const after = this.facts[fact]!.values.includes(value) ? before | bit : before & ~bit;
      this.changed[word]! |= before ^ after;
      this.bits[word] = after;
    }
  }
}
