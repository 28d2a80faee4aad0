// What tasks can do to each other, as the explorer needs it: for each place of a task, with the values of its locals, the
// ways that its event there can go, and what each touches of what others touch, too.
import type { State } from '../program';

/** Sets of cells that tasks share, and of facts; one bit each. */
export interface Effects {
  readonly reads: Int32Array;
  /** Facts of which it matters that they are true; facts that it may make false. */
  readonly tests: Int32Array;
  readonly falsifies: Int32Array;
  readonly writes: Int32Array;
  /** Additions, which commute with each other ... */
  readonly ups: Int32Array;
  /** ... and subtractions. */
  readonly downs: Int32Array;
}

/** A way that an event can go. */
export interface Outcome extends Effects {
  /** The index of the situation that it leads to; -1 if the model fails. */
  readonly end: number;
  /** The facts, by index, without which it does not go this way. */
  readonly needs: readonly number[];
  /** The facts that it may bring about: a bit each. */
  readonly enables: Int32Array;
  readonly stores: readonly Store[];
}

/** What an event may leave in a slot, if it does not leave it as it was. */
export interface Store {
  readonly slot: number;
  readonly values: readonly number[] | 'any';
  /** The cells that it writes there, the facts that it may make false. */
  readonly cells: Int32Array;
  readonly falsifies: Int32Array;
  /** It writes all of the slot: nobody else can change a part of it meanwhile without a conflict. */
  readonly isWhole: boolean;
  /** An invariant looks at the slot. */
  readonly isSeen: boolean;
}

/** A place of a task with the values of its locals. */
export interface Situation {
  readonly pc: number;
  readonly outcomes: readonly Outcome[];
}

/** That a slot of the state holds one of some values. */
export interface Fact {
  readonly slot: number;
  readonly values: readonly number[];
}

/** A part of an invariant. */
export interface Observer {
  readonly slots: readonly number[];
  /** May it be broken if its slots hold what `held` says? */
  mayObject(held: (slot: number) => readonly number[] | 'any'): boolean;
}

export interface Interference {
  /** How many cells there are. */
  readonly cells: number;
  readonly facts: readonly Fact[];
  /** By task. The first is the one at the beginning. */
  readonly tasks: readonly (readonly Situation[])[];
  /** The index of the task's situation; -1 if the task cannot be there. */
  situation(state: State, task: number): number;
  /** The invariants taken apart. */
  readonly observers: readonly Observer[];
  /** The observers, by index, that look at a slot. */
  observing(slot: number): readonly number[];
}
