// What the compiler can tell of a program without running it. Nobody needs it to know what a program does; searches need it
// to leave out what makes no difference, and the debugger to ask about fewer events.
// Invariant: every answer errs on the safe side. A footprint may be too large and is never too small; a symmetry or an
// independence that is in doubt is not claimed.
import type { Interference } from './local-state';

export interface Analyses {
  /** What the event that the task performs at a location can read and write at most, its guard included. */
  footprint(task: number, pc: number): Footprint;
  /** The locations, as program counters, where that event can end. */
  ends(task: number, pc: number): readonly number[];
  /** The slots, in ascending order, that decide `program.invariants[index]`. */
  invariantReads(index: number): readonly number[];
  /** What tasks can do to each other; undefined if that is not known. Worked out at the first call. */
  interference(): Interference | undefined;
  /** Which tasks can be exchanged. Worked out at the first call. */
  symmetry(): Symmetry;
}

/** Slots, in ascending order. A slot that is written counts as read: on some path it may keep its value. */
export interface Footprint {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  /** Those of `writes` that only local code after the event can write, on the task's way to its next location. */
  readonly afterwards: readonly number[];
}

/** Exchanging two members of a group, with all that is theirs, turns executions into executions: an automorphism. */
export interface Symmetry {
  readonly groups: readonly TaskGroup[];
  /** Why tasks that are alike cannot be exchanged: whole sentences. */
  readonly refusals: readonly string[];
  /** The slot of each task's program counter. */
  readonly counters: readonly number[];
  /** The fields, and the slot of the failed assertion, that hold members or objects of members. */
  readonly fields: readonly NamingSlot[];
  /** The same for a task's locals, while it rests at a location. */
  locals(task: number, pc: number): readonly NamingSlot[];
}

/** The lists of the members correspond: entry i of one member's list is to it what entry i of another's is to that one. */
export interface TaskGroup {
  readonly members: readonly {
    readonly task: number;
    /** Program counter, locals, and the fields of the member's objects. */
    readonly slots: readonly number[];
    readonly objects: readonly ObjectReference[];
  }[];
}

/** Assertions count as objects of a type of their own. */
export interface ObjectReference {
  readonly type: string;
  readonly id: number;
}

/** A slot that holds an object of a type, or a set of them. */
export interface NamingSlot {
  readonly slot: number;
  readonly type: string;
  readonly isSet: boolean;
}

/**
 * For a program of which nothing is known: an event may read and write every slot and end at every location of its task,
 * every slot may decide an invariant, and no tasks can be exchanged.
 */
export function noAnalyses({ slots, tasks }: ProgramShape): Analyses {
  const everySlot = [...slots.keys()];
  return {
    footprint: () => ({ reads: everySlot, writes: everySlot, afterwards: [] }),
    ends: (task) => [...tasks[task]!.locations.keys()],
    invariantReads: () => everySlot,
    interference: () => undefined,
    symmetry: () => ({ groups: [], refusals: [], counters: tasks.map(({ pcSlot }) => pcSlot), fields: [], locals: () => [] }),
  };
}

/** As much of a program as `noAnalyses` has to know. */
interface ProgramShape {
  readonly slots: readonly unknown[];
  readonly tasks: readonly { readonly pcSlot: number; readonly locations: readonly unknown[] }[];
}
