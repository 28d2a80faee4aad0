// The program: one scenario on one kernel version, compiled. Everything that runs, explores, debugs or exports a
// scenario uses this and nothing else.
// Invariants: two states are equal exactly when their arrays are; `step` is a function of (state, task, alternative).
import type { Expr, Gate, Span, Type, Version } from '../language/tree';
import type { Interference } from './interference/local-state';

/** One number per slot; `program.slots[i]` says what it means. */
export type State = Int32Array;

/** No `mark` has this name: it is a word of the language. */
export const RETURNED = 'return';

export interface Program {
  readonly scenario: string;
  readonly source: string;
  readonly kernel: Version;
  readonly slots: readonly Slot[];
  readonly types: readonly ObjectPool[];
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly tasks: readonly Task[];
  readonly invariants: readonly InvariantCheck[];
  /** Call once an execution: a fresh copy of the state after boot. */
  initial(): State;
  /** Alternatives the task has now: 0 when it cannot move (blocked, idle or ended). */
  enabled(state: State, task: number): number;
  /**
   * Performs one event in place. `marks`, when given, collects the names of the `mark`s passed, and RETURNED where a call
   * of the task's own body returns. Throws ModelError.
   */
  step(state: State, task: number, alternative: number, marks?: string[]): void;
  /** Where the task rests: `task.locations[...]`. */
  location(state: State, task: number): Location;
  /** Why the task cannot move, or undefined if it can, is idle or has ended. */
  blocked(state: State, task: number): Blocked | undefined;
  /** The text of the event the task would perform now, with values: "pin page 1". */
  describe(state: State, task: number): string;
  /** `page 1`, `victim`, `null`, `OWNED`, `-95`, `{reader, truncator}`. */
  format(value: number, type: Type): string;
  /** An index into `program.invariants` with the text of its failure, or undefined if all hold. */
  violation(state: State): Violation | undefined;
  /** The assertion that fails when an event is performed, with the values of that moment, which the state afterwards may lack. Absent: none ever does. */
  readonly failure?: (before: State, task: number, alternative: number) => Violation | undefined;
  /** What the event that the task performs at a location can read and write at most. Absent: anything. */
  readonly footprint?: (task: number, pc: number) => Footprint;
  /** The slot that is not 0 once an assertion has failed. Absent: there are none. */
  readonly failedSlot?: number;
  /** The code of each event of a task, by location, for those who perform millions. Absent: `enabled` and `step` do it. */
  readonly events?: (task: number) => readonly EventCode[];
  /** Its history variables, if it was compiled with them. */
  readonly historyVariables?: readonly HistoryVariable[];
  /** What tasks can do to each other; worked out at the first call. Absent or undefined: anything. */
  readonly interference?: () => Interference | undefined;
  /** Which tasks can change places without anybody noticing. Absent: nobody knows of any. */
  readonly symmetry?: () => Symmetry;
  /** The program as a model for Spin, in Promela. Throws a CompileError where Promela cannot say it. Absent: it has no such form. */
  readonly promela?: () => string;
  /** Compiles a checked expression that only reads. Throws a CompileError; what it returns may throw a ModelError. */
  expression(expr: Expr, variables: readonly ExpressionVariable[]): ReadExpression;
}

/** What a `local` of an expression stands for: a fixed value, or one that is given each time. */
export interface ExpressionVariable {
  readonly type: Type;
  readonly value?: number;
}

/** The value in a state. `values` are those of the variables, by index; `current` is a task's object, 0 for nobody. */
export type ReadExpression = (state: State, values: readonly number[], current: number) => number;

/** `enabled` and `step` of a task that rests at one location. */
export interface EventCode {
  /** Alternatives it has now: 0 when it cannot happen. */
  readonly enabled: (state: State) => number;
  readonly step: (state: State, alternative: number, marks?: string[]) => void;
}

/** Slots, in ascending order. */
export interface Footprint {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  /** Those of `writes` that only what the task computes for itself after the event can write, on its way to where it rests next. */
  readonly afterwards: readonly number[];
  /** The locations where the event can end. */
  readonly ends: readonly number[];
}

/** A history variable: how often a task passed a `mark`, or a system call of its body returned. */
export interface HistoryVariable {
  readonly task: number;
  readonly kind: 'mark' | 'call';
  /** `layout_retry`, `ftruncate(victim, 0)`. */
  readonly name: string;
  /** The slot that counts. It stops at `MOST_COUNTED`, which stands for as often or more often. */
  readonly count: number;
  /** What the call returned last; means nothing while `count` is 0. */
  readonly result?: {
    readonly slot: number;
    readonly type: Type;
    /** `0`, `reader.buf`; errors by their names: `-EFAULT`. */
    format(value: number): string;
  };
}

/** Exchanging two members of a group, with all that is theirs, turns executions into executions. */
export interface Symmetry {
  readonly groups: readonly TaskGroup[];
  /** Why tasks that are alike cannot be exchanged: whole sentences. */
  readonly refusals: readonly string[];
  /** The slot of each task's program counter. */
  readonly counters: readonly number[];
  /** The fields, and the note of a failed assertion, in which members or what is theirs are named. */
  readonly fields: readonly NamingSlot[];
  /** The same for a task's locals, while it rests at a location. */
  locals(task: number, pc: number): readonly NamingSlot[];
}

/** The lists of the members correspond: what stands at one place of one's list stands at the same place of another's. */
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

export interface Slot {
  /** `page 1.refcount`, `reader.pc`, `truncator/xfs_break_layouts.retry`. */
  readonly path: string;
  readonly type: Type;
  readonly min: number;
  readonly max: number;
  /** For a field of an object. */
  readonly field?: { readonly type: string; readonly id: number; readonly name: string };
  /** For a program counter or a local: the task. */
  readonly task?: number;
}

/** All instances of one object type. Ids are 1 … instances.length; 0 is null. */
export interface ObjectPool {
  readonly name: string;
  readonly doc?: string;
  readonly source: string;
  readonly span: Span;
  readonly instances: readonly ObjectInstance[];
}

export interface ObjectInstance {
  readonly id: number;
  readonly name: string;
  /** The id of the owner, in pool `ownerType`. */
  readonly owner?: { readonly type: string; readonly id: number };
  /** The slot that is 1 while the object is in use and 0 otherwise, if `new` makes objects of its type; all others always are. */
  readonly inUseSlot?: number;
  readonly fields: readonly InstanceField[];
}

export type InstanceField =
  /** One value of the state, or several for an array. */
  | { readonly kind: 'state'; readonly name: string; readonly type: Type; readonly slots: readonly number[]; readonly array: boolean }
  | { readonly kind: 'const'; readonly name: string; readonly type: Type; readonly values: readonly number[]; readonly array: boolean }
  /** Children: ids in the pool of `type.name`. */
  | { readonly kind: 'own'; readonly name: string; readonly type: Type; readonly values: readonly number[]; readonly array: boolean };

export interface Task {
  readonly index: number;
  readonly name: string;
  /** What it runs: the process, or the agent's name in the model kernel. */
  readonly routine: string;
  readonly kind: 'process' | 'agent';
  /** The slot that says at which location it rests. */
  readonly pcSlot: number;
  /** The id of its object in the pool of the type that declares `process`. */
  readonly object: number;
  readonly locations: readonly Location[];
}

/** A place where a task can rest: before its next event. */
export interface Location {
  readonly pc: number;
  readonly status: 'ready' | 'idle' | 'ended';
  /** Innermost first. Never empty. */
  readonly frames: readonly FrameInfo[];
  /** The event is an `await` or a `choose (x in …)`: it may be disabled. */
  readonly waits: boolean;
}

export interface FrameInfo {
  readonly function: string;
  readonly source: string;
  /** The statement to be executed (innermost) or the call in progress. */
  readonly span: Span;
  /** Distinguishes two activations at the same place of the expanded program; equal while the call lasts. */
  readonly activation: number;
  readonly variables: readonly FrameVariable[];
}

export interface FrameVariable {
  readonly name: string;
  readonly type: Type;
  /** The value, or undefined where the program has no more use for it (its slot may hold something else by now). */
  read(state: State): number | undefined;
  /** Where it lives, if it is a slot of the state. */
  readonly slot?: number;
}

export interface Blocked {
  /** "waits for i_rwsem of victim". Without the holders. */
  readonly text: string;
  /** Task indices that could release it, if the model says; the task itself when it waits for its own lock. */
  readonly holders: readonly number[];
}

export interface InvariantCheck {
  readonly name: string;
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
  readonly gate: Gate;
  /** The text of the failure, or undefined if it holds. */
  check(state: State): string | undefined;
  /** The slots that decide it. Absent: any. */
  readonly reads?: () => readonly number[];
}

export interface Violation {
  readonly property: string;
  readonly text: string;
}

/** The model itself went wrong (null reference, a value out of its range, an object made twice): never a verdict. */
export class ModelError extends Error {
  constructor(
    message: string,
    readonly source: string,
    readonly span: Span,
  ) {
    super(message);
    this.name = 'ModelError';
  }
}
