// What has to be looked at again in a state that is mostly like the one before: whatever depends on a slot that holds another
// value now. For sequences of states that are there as arrays; of packed states `PropertyMemo` and `Transitions` know more.
import type { State } from '../../compiler/program';

/** Follows a sequence of states. */
export class ChangedSlots {
  readonly #slots: Int32Array;
  /** In the order of `#slots`: what the slot held in the last state, and what depends on it. */
  readonly #values: Int32Array;
  readonly #dependents: readonly (readonly number[])[];
  #isFirst = true;

  /** `dependencies[i]`: the slots that decide thing number i. */
  constructor(dependencies: readonly (readonly number[])[]) {
    const dependents = dependentsBySlot(dependencies);
    this.#slots = Int32Array.from(dependents.keys());
    this.#values = new Int32Array(this.#slots.length);
    this.#dependents = [...dependents.values()];
  }

  /**
   * Tells the numbers of the things that may be otherwise than in the state it was given last, some of them more than once, with
   * what the slot holds now. In the first state everything that depends on a slot may be otherwise.
   */
  update(state: State, tell: (thing: number, value: number) => void): void {
    const slots = this.#slots;
    const values = this.#values;
    for (let at = 0; at < slots.length; at++) {
      const value = state[slots[at]!]!;
      if (value === values[at] && !this.#isFirst) continue;
      values[at] = value;
      const dependents = this.#dependents[at]!;
      for (let index = 0; index < dependents.length; index++) tell(dependents[index]!, value);
    }
    this.#isFirst = false;
  }
}

/** By slot: the numbers of the things that depend on it. `dependencies[i]`: the slots that decide thing number i, each once. */
export function dependentsBySlot(dependencies: readonly (readonly number[])[]): ReadonlyMap<number, readonly number[]> {
  const dependents = new Map<number, number[]>();
  for (const [thing, slots] of dependencies.entries()) {
    for (const slot of slots) {
      const known = dependents.get(slot);
      if (known) known.push(thing);
      else dependents.set(slot, [thing]);
    }
  }
  return dependents;
}
