// Which guards are true in a state. (LTSmin, too, evaluates the guards of a state before it looks for a stubborn set.)
import { bitSet, type BitSet } from '../../compiler/bit-set';
import type { Guard } from '../../compiler/local-state';
import type { State } from '../../compiler/program';
import { ChangedSlots } from '../store/changed-slots';

export class GuardValues {
  /** The guards that are true in the state. */
  readonly areTrue: BitSet;
  /** Those that have become true or false since the state before. */
  readonly changed: BitSet;
  readonly #slots: ChangedSlots;

  constructor(private readonly guards: readonly Guard[]) {
    this.areTrue = bitSet(guards.length);
    this.changed = bitSet(guards.length);
    this.#slots = new ChangedSlots(guards.map(({ slot }) => [slot]));
  }

  /** Looks at a state. Most of it is as in the state it looked at before. */
  look(state: State): void {
    this.changed.fill(0);
    this.#slots.update(state, this.#evaluate);
  }

  readonly #evaluate = (guard: number, value: number): void => {
    const word = guard >> 5;
    const bit = 1 << (guard & 31);
    const before = this.areTrue[word]!;
    const after = this.guards[guard]!.values.includes(value) ? before | bit : before & ~bit;
    this.changed[word]! |= before ^ after;
    this.areTrue[word] = after;
  };
}
