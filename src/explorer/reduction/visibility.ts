// Whether an event is visible (Valmari; Peled): whether it may change what is observed of a state. What is observed here are the
// violations of invariants, and only one direction matters: an event is visible if it may make a violated invariant hold again,
// after whatever the others may have done by then. The usual definition asks neither for the direction nor for the state.
import type { Interference } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import { RowMap } from '../rows/row-map';
import type { ReachableEffects } from './local-reachability';
import type { StoredValues } from './stored-values';

/** What is known of a conjunct of the invariants. */
interface Known {
  readonly slots: readonly number[];
  /** The bits of what may be stored in its slots (`StoredValues`). */
  readonly mask: Int32Array;
  /** Whether it may be false, by what its slots hold and what may be stored there meanwhile. */
  readonly mayBeFalse: RowMap<boolean>;
  readonly key: Int32Array;
}

export class Visibility {
  readonly #conjuncts: readonly Known[];
  /** What the others may have stored. */
  readonly #stored: Int32Array;

  constructor(private readonly interference: Interference, private readonly storedValues: StoredValues) {
    this.#stored = new Int32Array(storedValues.words);
    this.#conjuncts = interference.conjuncts.map(({ slots }) => {
      const length = slots.length + storedValues.words;
      return { slots, mask: storedValues.mask(slots), mayBeFalse: new RowMap(length), key: new Int32Array(length) };
    });
  }

  /** Is an event that changes these slots visible, after what the `others` may do? */
  isVisible(changed: readonly number[], state: State, others: readonly ReachableEffects[]): boolean {
    const stored = this.#stored;
    stored.fill(0);
    for (let task = 0; task < others.length; task++) {
      const { stores } = others[task]!;
      for (let word = 0; word < stored.length; word++) stored[word]! |= stores[word]!;
    }
    for (let at = 0; at < changed.length; at++) {
      const conjuncts = this.interference.conjunctsOn(changed[at]!);
      for (let index = 0; index < conjuncts.length; index++) if (this.#mayBeFalse(conjuncts[index]!, state)) return true;
    }
    return false;
  }

  #mayBeFalse(conjunct: number, state: State): boolean {
    const { slots, mask, mayBeFalse, key } = this.#conjuncts[conjunct]!;
    let length = 0;
    for (; length < slots.length; length++) key[length] = state[slots[length]!]!;
    for (let word = 0; word < mask.length; word++) key[length++] = mask[word]! & this.#stored[word]!;
    return mayBeFalse.get(key)
      ?? mayBeFalse.set(key, this.interference.conjuncts[conjunct]!.mayBeFalse((slot) => this.storedValues.held(slot, state[slot]!, this.#stored)));
  }
}
