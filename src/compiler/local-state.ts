// What tasks can do to each other, as the explorer needs it: for each place of a task, with the values of its locals, the
// ways that its event there can go, and what each touches of what others touch, too.
import type { State } from './state';

/** Sets of cells that tasks share, and of guards; one bit each. */
export interface Effects {
  readonly reads: Int32Array;
  /** Guards of which it matters that they are true; guards that it may make false. */
  readonly tests: Int32Array;
  readonly falsifies: Int32Array;
  readonly writes: Int32Array;
  /** Additions, which commute with each other ... */
  readonly increments: Int32Array;
  /** ... and subtractions. */
  readonly decrements: Int32Array;
}

/** A way that an event can go. */
export interface LocalTransition extends Effects {
  /** The index of the local state that it leads to; -1 if the model fails. */
  readonly end: number;
  /** The guards, by index, without which it does not go this way. */
  readonly guards: readonly number[];
  /** The guards that it may bring about: a bit each. */
  readonly enables: Int32Array;
  readonly stores: readonly Store[];
}

/** What an event may leave in a slot, if it does not leave it as it was. */
export interface Store {
  readonly slot: number;
  readonly values: readonly number[] | 'any';
  /** The cells that it writes there, the guards that it may make false. */
  readonly cells: Int32Array;
  readonly falsifies: Int32Array;
  /** It writes all of the slot: nobody else can change a part of it meanwhile without a conflict. */
  readonly isWhole: boolean;
  /** An invariant looks at the slot. */
  readonly isVisible: boolean;
}

/** A place of a task with the values of its locals. */
export interface LocalState {
  readonly pc: number;
  readonly transitions: readonly LocalTransition[];
}

/** That a slot of the state holds one of some values. */
export interface Guard {
  readonly slot: number;
  readonly values: readonly number[];
}

/** A part of an invariant. */
export interface Conjunct {
  readonly slots: readonly number[];
  /** May it be broken if its slots hold what `held` says? */
  mayBeFalse(held: (slot: number) => readonly number[] | 'any'): boolean;
}

export interface Interference {
  /** How many cells there are. */
  readonly cells: number;
  readonly guards: readonly Guard[];
  /** By task. The first is the one at the beginning. */
  readonly tasks: readonly (readonly LocalState[])[];
  /** The index of the task's local state; -1 if the task cannot be there. */
  localState(state: State, task: number): number;
  /** The invariants taken apart. */
  readonly conjuncts: readonly Conjunct[];
  /** The conjuncts, by index, that look at a slot. */
  conjunctsOn(slot: number): readonly number[];
}
