// Whether an event can make an invariant hold that is broken, even after others have moved: only then may it not come first.
import type { Interference } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import type { ReachableEffects } from './local-reachability';
import type { StoredValues } from './stored-values';
import { RowMap } from '../rows/row-map';

/** A part of an invariant. */
interface Part {
  readonly slots: readonly number[];
  /** The bits of what may be stored in its slots. */
  readonly mask: Int32Array;
  /** Whether it may object, by what its slots hold and what may be stored there meanwhile. */
  readonly known: RowMap<boolean>;
  readonly key: Int32Array;
}

export class Visibility {
  readonly #parts: readonly Part[];
  /** What the others may have stored. */
  readonly #stored: Int32Array;

  constructor(private readonly interference: Interference, private readonly values: StoredValues) {
    this.#stored = new Int32Array(values.words);
    this.#parts = interference.conjuncts.map(({ slots }) => {
      const length = slots.length + values.words;
      return { slots, mask: values.mask(slots), known: new RowMap(length), key: new Int32Array(length) };
    });
  }

  /** Is that so for an event that changes these slots, after what the others may do? */
  isVisible(changed: readonly number[], state: State, futures: readonly ReachableEffects[]): boolean {
    const stored = this.#stored;
    stored.fill(0);
    for (let task = 0; task < futures.length; task++) {
      const { stores } = futures[task]!;
      for (let word = 0; word < stored.length; word++) stored[word]! |= stores[word]!;
    }
    for (let at = 0; at < changed.length; at++) {
      const conjuncts = this.interference.conjunctsOn(changed[at]!);
      for (let index = 0; index < conjuncts.length; index++) if (this.#mayBeFalse(conjuncts[index]!, state)) return true;
    }
    return false;
  }

  #mayBeFalse(conjunct: number, state: State): boolean {
    const { slots, mask, known, key } = this.#parts[conjunct]!;
    let length = 0;
    for (; length < slots.length; length++) key[length] = state[slots[length]!]!;
    for (let word = 0; word < mask.length; word++) key[length++] = mask[word]! & this.#stored[word]!;
    return known.get(key) ?? known.set(key, this.interference.conjuncts[conjunct]!.mayBeFalse((slot) => this.values.held(slot, state[slot]!, this.#stored)));
  }
}
