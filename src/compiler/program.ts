// The program: one scenario on one kernel version, compiled. Everything that runs, explores or debugs a scenario uses this
// and nothing else. It is a labelled transition system: states, the events that are enabled in each, and what they make of it.
// Invariants: two states are equal exactly when their arrays are; `step` is a function of (state, task, alternative).
import type { Expr, Gate, Span, Type, Version } from '../language/tree';
import type { Analyses } from './analyses';
import type { Watched } from './watched';
import type { ObjectPool, Slot, State } from './state';

export { isTold } from './state';
export type { DerivedField, InstanceField, ObjectInstance, ObjectPool, Slot, State } from './state';

/** What `step` reports where a call of the task's own body returns. No `mark` has this name: it is a keyword of the language. */
export const RETURNED = 'return';

/** Only `step` changes a state. All methods are functions of their arguments. */
export interface Program {
  /** The scenario's title. */
  readonly scenario: string;
  /** The scenario's file, as it is named in spans and errors. */
  readonly source: string;
  readonly kernel: Version;
  /** What each number of a state is. */
  readonly slots: readonly Slot[];
  /** The objects, by type. */
  readonly types: readonly ObjectPool[];
  /** The members of each enum, by its name. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly tasks: readonly Task[];
  readonly invariants: readonly InvariantCheck[];
  /** The one property that can be violated, if it is one alone: what an execution reaches is violated there. */
  readonly watched?: Watched;
  /** Of a program that watches a response property. */
  readonly response?: ResponseCheck;
  /** A new copy of the state after boot, before the first event. */
  initial(): State;
  /** How many alternatives the task has in this state: 0 if it is not enabled (blocked, idle or ended). Throws a ModelError. */
  enabled(state: State, task: number): number;
  /**
   * Performs the task's next event, changing the state. `alternative` is below `enabled(state, task)`. `marks`, when given,
   * collects the names of the `mark`s passed, and RETURNED where a call of the task's own body returns. Throws a ModelError;
   * the state is then of no further use.
   */
  step(state: State, task: number, alternative: number, marks?: string[]): void;
  /** Where the task rests: the entry of `task.locations` that its program counter says. */
  location(state: State, task: number): Location;
  /** Why the task is not enabled; undefined if it is, and if it is idle or has ended. */
  blocked(state: State, task: number): Blocked | undefined;
  /** The text of the event that the task would perform next, with the values of this state: "pin page 1". */
  describe(state: State, task: number): string;
  /** A value as people read it: `page 1`, `victim`, `null`, `OWNED`, `-95`, `{reader, truncator}`. */
  format(value: number | bigint, type: Type): string;
  /** A failed assertion or the first invariant that does not hold, with the text of its failure; undefined if all hold. */
  violation(state: State): Violation | undefined;
  /**
   * The assertion that fails when an event is performed, with the values of that moment, which the state afterwards may no
   * longer hold. Undefined if none fails.
   */
  failedAssertion(before: State, task: number, alternative: number): Violation | undefined;
  /** The names of the assertions whose conditions are evaluated when an event is performed; none if the model fails in it. */
  reachedAssertions(before: State, task: number, alternative: number): readonly string[];
  /** Slots that are not 0 once an assertion has failed. */
  readonly failedAssertionSlots: readonly number[];
  /** The code of each event of a task, by location: the same as `enabled` and `step`, without looking up where the task rests. */
  events(task: number): readonly EventCode[];
  /** Its history variables; empty unless `CompileOptions.historyVariables` asked for them. */
  readonly historyVariables: readonly HistoryVariable[];
  /** What the compiler can tell of it without running it. */
  readonly analyses: Analyses;
  /** If it is one of a family, whose programs share their code: what that asks about the version. */
  readonly questions?: VersionQuestions;
  /**
   * Compiles a checked expression that only reads the state. Throws a CompileError if it changes something or cannot be
   * resolved in this version; the function that it returns may throw a ModelError.
   */
  expression(expr: Expr, variables: readonly ExpressionVariable[]): ReadExpression;
}

/** The questions that the code of a family asks about the version, as one of its programs answers them. */
export interface VersionQuestions {
  /** The same object for all programs that share their code. */
  readonly family: object;
  /** The slot that holds the version, which no event changes; the states of programs of one family have the same slots. */
  readonly slot: number;
  /** This version, as a set of versions: a bit for each of the family. */
  readonly version: number;
  /** Performs something, and says for which versions every question in it has the same answer. */
  during(act: () => void): number;
  /** Notes that what was found out for these versions was used for this one, which is among them. */
  use(alike: number): void;
}

/** What a `local` of an expression stands for: a fixed value, or one that is given each time. */
export interface ExpressionVariable {
  readonly type: Type;
  readonly value?: number;
}

/** The value in a state. `values` are those of the variables, by index; `current` is a task's object, or 0 for no task. */
export type ReadExpression = (state: State, values: readonly number[], current: number) => number;

/** `enabled` and `step` of a task that rests at one location. */
export interface EventCode {
  /** How many alternatives it has: 0 if it is not enabled. */
  readonly enabled: (state: State) => number;
  readonly step: (state: State, alternative: number, marks?: string[]) => void;
}

/** A history variable: how often a task passed a `mark`, or a system call of its body returned. */
export interface HistoryVariable {
  readonly task: number;
  readonly kind: 'mark' | 'call';
  /** `layout_retry`, `ftruncate(victim, 0)`. */
  readonly name: string;
  /** The slot of the count, which ends at `MOST_COUNTED`: that value stands for this many times or more. */
  readonly count: number;
  /** Of a call: the number of its frame (`FrameInfo.activation`). */
  readonly activation?: number;
  /** What the call returned last; means nothing while `count` is 0. */
  readonly result?: {
    readonly slot: number;
    readonly type: Type;
    /** `0`, `reader.buf`; errors by their names: `-EFAULT`. */
    format(value: number): string;
  };
}

/** A process of the scenario or an agent of the model kernel. */
export interface Task {
  readonly index: number;
  readonly name: string;
  /** The process or agent that it runs, by the name in the source; several tasks may run one. */
  readonly routine: string;
  readonly kind: 'process' | 'agent';
  /** The slot that says at which location it rests. */
  readonly pcSlot: number;
  /** The id of its object in the pool of the type that declares `process`. */
  readonly object: number;
  readonly locations: readonly Location[];
}

/** A point of the program at which a task rests, just before its next event, and to which a breakpoint can bind. */
export interface Location {
  /** The program counter: the index in `Task.locations`. */
  readonly pc: number;
  readonly status: 'ready' | 'idle' | 'ended';
  /** The call stack, innermost first. Never empty. */
  readonly frames: readonly FrameInfo[];
  /** The task is in a call: it has more frames than one. */
  readonly isInCall: boolean;
  /** The event is an `await` or a `choose (x in …)`: it may be disabled. */
  readonly waits: boolean;
  /** The event is an `atomic` block. */
  readonly atomicity?: Atomicity | undefined;
}

/** Why nobody sees the middle of an event that has several parts. */
export interface Atomicity {
  /** The spinlocks that are held over it, as the source names them: `bdev.free_lock`. */
  readonly locks: readonly string[];
  /** `one compare-and-exchange` */
  readonly reason?: string;
}

/** A frame of the call stack. Spans are zero-based: line, column, end line, end column. */
export interface FrameInfo {
  readonly function: string;
  readonly source: string;
  /** The statement to be executed next (in the innermost frame) or the call in progress. */
  readonly span: Span;
  /** The same number as long as one call lasts, and another for every other call in progress. */
  readonly activation: number;
  readonly variables: readonly FrameVariable[];
}

/** A parameter or local of a frame. */
export interface FrameVariable {
  readonly name: string;
  readonly type: Type;
  /** The value; undefined where the program never reads it again, as its slot may hold another variable by now. */
  read(state: State): number | undefined;
  /** The slot that holds it, if one does. */
  readonly slot?: number;
}

/** Why a task is not enabled. */
export interface Blocked {
  /** "waits for i_rwsem of victim", without the holders. */
  readonly text: string;
  /** The indices of the tasks that could release it, if the model says who; the task itself if it waits for a lock that it holds. */
  readonly holders: readonly number[];
}

/** An invariant of the model kernel or an `assert` of the scenario's own. */
export interface InvariantCheck {
  readonly name: string;
  readonly source: string;
  readonly span: Span;
  readonly doc?: string;
  readonly gate: Gate;
  /** The text of the failure, or undefined if the invariant holds. Throws a ModelError. */
  check(state: State): string | undefined;
}

/** A response property: an execution violates it in which a process has to return from some position on for ever (◇□). */
export interface ResponseCheck {
  /** The process is in a call that the property is about, and what is assumed holds. */
  isAwaited(state: State, process: number): boolean;
}

/** A safety property that does not hold: an invariant or an assertion. */
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

/**
 * The model has no room for what would happen next: a number is out of its range, an object is still in use, a `limit` statement
 * says so. That is no mistake of the model and tells nothing about the kernel. The message names the limit and the number.
 */
export class ModelLimit extends ModelError {
  constructor(message: string, source: string, span: Span) {
    super(message, source, span);
    this.name = 'ModelLimit';
  }
}
