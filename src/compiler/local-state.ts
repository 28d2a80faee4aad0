// What the analysis of interference says, as the explorer's reduction needs it: each task by itself as a graph of local states,
// whose transitions have guards and effects on what tasks share. Guards are those of LTSmin (Laarman, Pater, van de Pol and
// Weber, "Guard-Based Partial-Order Reduction", SPIN 2013): predicates on the state; a transition can only happen where all
// of its guards are true.
// Invariant: everything is an over-approximation. An event of a task does what one of the transitions of its local state says.
import type { State } from './state';
import type { BitSet } from './bit-set';

/** What an event may do to what tasks share. Sets of cells, which are slots or single members of slots that hold sets; and of guards. */
export interface Effects {
  readonly reads: BitSet;
  readonly writes: BitSet;
  /** Cells to which it adds without looking at the result: additions commute with each other ... */
  readonly increments: BitSet;
  /** ... and so do subtractions. */
  readonly decrements: BitSet;
  /** Guards of which only the truth matters to it: of these slots it reads nothing else. */
  readonly tests: BitSet;
  /** Guards that it may make false: in LTSmin's words, whose necessary disabling sets it is in. */
  readonly falsifies: BitSet;
}

/** One of the things that the event of a local state may do. */
export interface LocalTransition extends Effects {
  /** The index of the local state that it leads to; -1 if the model fails. */
  readonly end: number;
  /** The guards, by index, that have to be true. */
  readonly guards: readonly number[];
  /** Guards that it may make true: whose necessary enabling sets it is in. */
  readonly enables: BitSet;
  readonly stores: readonly Store[];
}

/** What an event may leave in a slot, if it does not leave it as it was. */
export interface Store {
  readonly slot: number;
  readonly values: readonly number[] | 'any';
  /** The cells that it writes there. */
  readonly cells: BitSet;
  /** The guards that it may make false. */
  readonly falsifies: BitSet;
  /** It writes all of the slot: nobody else can change a part of it meanwhile without a conflict. */
  readonly isWhole: boolean;
  /** An invariant depends on the slot. */
  readonly isVisible: boolean;
}

/** A program counter of a task with the values of its locals, as far as they are told apart. */
export interface LocalState {
  readonly pc: number;
  readonly transitions: readonly LocalTransition[];
}

/** The slot of the state holds one of these values. */
export interface Guard {
  readonly slot: number;
  readonly values: readonly number[];
}

/** One of the conditions of which the invariants are conjunctions. */
export interface Conjunct {
  /** The slots that it depends on. */
  readonly slots: readonly number[];
  /** May it be false if its slots hold what `held` says? */
  mayBeFalse(held: (slot: number) => readonly number[] | 'any'): boolean;
}

/** What the tasks of a program can do to each other. */
export interface Interference {
  /** How many cells there are: those that several tasks touch and one of them changes. */
  readonly cells: number;
  readonly guards: readonly Guard[];
  /** By task, its local states. The first is the one at the beginning. */
  readonly tasks: readonly (readonly LocalState[])[];
  /** The index of the local state that a task is in; -1 if it cannot be there. */
  localState(state: State, task: number): number;
  /** Those of all invariants. */
  readonly conjuncts: readonly Conjunct[];
  /** The conjuncts, by index, that depend on a slot. */
  conjunctsOn(slot: number): readonly number[];
}
