// The program: one scenario on one kernel version, compiled. Everything that runs, explores, debugs or exports a
// scenario uses this and nothing else.
// Invariants: two states are equal exactly when their arrays are; `step` is a function of (state, task, alternative).
import type { Expr, Gate, Span, Type, Version } from '../language/tree';
import type { Analyses } from './analyses';
import type { ObjectPool, Slot, State } from './state';

export type { InstanceField, ObjectInstance, ObjectPool, Slot, State } from './state';

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
  /** What it was compiled to remember of the past; empty unless `CompileOptions.historyVariables` asked for it. */
  readonly historyVariables: readonly HistoryVariable[];
  /** What is known of it without running it. */
  readonly analyses: Analyses;
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
