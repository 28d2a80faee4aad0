// What events may leave in slots on which invariants depend: the concrete side of visibility.ts. A set has a bit for each value that any
// event stores in a slot, and one for "anything"; what several events may leave there together is the union of their sets.
import { bitSet, isMember, type BitSet } from '../../compiler/bit-set';
import type { Interference, Store } from '../../compiler/local-state';

export class StoredValues {
  /** By slot: its first bit, which stands for anything, and what the next ones stand for. */
  readonly #of = new Map<number, { readonly first: number; readonly values: readonly number[] }>();
  readonly #bits: number;
  /** 32-bit words that a set has. */
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
    this.#bits = bits;
    this.words = bitSet(bits).length;
  }

  /** What these stores may leave. */
  set(stores: readonly Store[]): BitSet {
    return bitSet(this.#bits, stores.filter(({ isVisible }) => isVisible).flatMap(({ slot, values }) => {
      const { first, values: known } = this.#of.get(slot)!;
      return values === 'any' ? [first] : values.map((value) => first + 1 + known.indexOf(value));
    }));
  }

  /** All bits of these slots. */
  mask(slots: readonly number[]): BitSet {
    return bitSet(this.#bits, slots.flatMap((slot) => {
      const known = this.#of.get(slot);
      return known ? Array.from({ length: known.values.length + 1 }, (_, index) => known.first + index) : [];
    }));
  }

  /** What a slot may hold that holds this value, or what a set has stored there since. In ascending order. */
  held(slot: number, value: number, set: BitSet): Store['values'] {
    const known = this.#of.get(slot);
    if (!known) return [value];
    const { first, values } = known;
    if (isMember(set, first)) return 'any';
    const stored = values.filter((each, index) => each !== value && isMember(set, first + 1 + index));
    return [value, ...stored].sort((a, b) => a - b);
  }
}
