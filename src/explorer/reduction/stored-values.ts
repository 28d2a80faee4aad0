// What events may leave in slots that invariants look at, as bits: one for each value that any event stores in a slot, and
// one for anything. What several events may leave there together is the union of their bits.
import type { Interference, Store } from '../../compiler/local-state';

export class StoredValues {
  /** By slot: its first bit, which stands for anything, and what the next ones stand for. */
  readonly #of = new Map<number, { readonly first: number; readonly values: readonly number[] }>();
  /** How many words a set has. */
  readonly words: number;

  constructor({ tasks }: Interference) {
    const all = new Map<number, Set<number>>();
    for (const { slot, values, isVisible } of tasks.flat().flatMap(({ transitions }) => transitions.flatMap(({ stores }) => stores))) {
      if (!isVisible) continue;
      let known = all.get(slot);
      if (!known) all.set(slot, known = new Set());
      if (values !== 'any') for (const value of values) known.add(value);
    }
    let bits = 0;
    for (const [slot, values] of all) {
      this.#of.set(slot, { first: bits, values: [...values] });
      bits += values.size + 1;
    }
    this.words = (bits >> 5) + 1;
  }

  /** What these stores may leave. */
  set(stores: readonly Store[]): Int32Array {
    const set = new Int32Array(this.words);
    const add = (bit: number): void => { set[bit >> 5]! |= 1 << (bit & 31); };
    for (const { slot, values, isVisible } of stores) {
      if (!isVisible) continue;
      const { first, values: known } = this.#of.get(slot)!;
      if (values === 'any') add(first);
      else for (const value of values) add(first + 1 + known.indexOf(value));
    }
    return set;
  }

  /** All bits of these slots. */
  mask(slots: readonly number[]): Int32Array {
    const mask = new Int32Array(this.words);
    for (const { first, values } of slots.flatMap((slot) => this.#of.get(slot) ?? [])) {
      for (let bit = first; bit <= first + values.length; bit++) mask[bit >> 5]! |= 1 << (bit & 31);
    }
    return mask;
  }

  /** What a slot may hold that holds this value, or what a set has stored there since. In ascending order. */
  held(slot: number, value: number, set: Int32Array): Store['values'] {
    const { first, values } = this.#of.get(slot) ?? { first: 0, values: [] };
    const has = (bit: number): boolean => (set[bit >> 5]! >>> (bit & 31) & 1) === 1;
    if (this.#of.has(slot) && has(first)) return 'any';
    const stored = values.filter((each, index) => each !== value && has(first + 1 + index));
    return [value, ...stored].sort((a, b) => a - b);
  }
}
