// What `daxscn check` and the program that started it with a channel (VS Code) tell each other. Plain data.
import type { PassingAnswer } from '../machine/verdict/avoidable';
import type { FileCoverage } from './answers/coverage';
import type { OutcomeClass } from './answers/outcomes';
import type { Exploration, Progress } from './explore';

/** Now and then while searches run, and what begins and what comes of it as soon as it is known. Several searches run at a time, so they may end in another order than that of the command line. */
export type CheckMessage = CheckProgress | BegunMessage | CheckedMessage | RefusedMessage | CoverageMessage;

/** Of all searches that run at the moment, together. */
export interface CheckProgress extends Progress {
  readonly type: 'progress';
  /** `race.daxscn v4.17`, oldest first. */
  readonly running: readonly string[];
  /** States a second. */
  readonly rate: number;
}

/** A scenario is searched on a kernel version: `v4.17`; null for that of a scenario that names none. */
export interface BegunMessage {
  readonly type: 'begun';
  readonly file: string;
  readonly kernel: string | null;
}

/** The verdict on one scenario on one kernel version. */
export interface CheckedMessage {
  readonly type: 'checked';
  readonly result: CheckedResult;
}

/** There is no verdict, and why: the file is wrong, or does not compile for the version. */
export interface RefusedMessage {
  readonly type: 'refused';
  /** Null where it is about no file alone. */
  readonly file: string | null;
  /** Null where it is about every version. */
  readonly kernel: string | null;
  readonly problem: string;
  readonly errors: readonly CheckError[];
  /** Of all versions one that the scenario does not speak of: it need not have the calls. */
  readonly isOptional: boolean;
}

/** Why something is not checked: an entry of `errors` in the documents of `--json`. Lines and columns count from 1; null where no line, or no file, is to blame. */
export interface CheckError {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** What all searches together have reached, once they are over. */
export interface CoverageMessage {
  readonly type: 'coverage';
  readonly files: readonly FileCoverage[];
  /** Why more may be reached. */
  readonly unfinished: readonly string[];
}

/** An entry of `results` in the document of `check --json`. Events count from 1. */
export interface CheckedResult extends Pick<
  Exploration, 'verdict' | 'property' | 'states' | 'transitions' | 'complete' | 'bound' | 'schedule' | 'events' | 'reason'
> {
  readonly file: string;
  readonly scenario: string;
  /** `v4.17`. */
  readonly kernel: string;
  /** `violates dma_lands_at_home`, as a scenario writes it. */
  readonly expected: string;
  /** The verdict is the expected one. */
  readonly pass: boolean;
  readonly seconds: number;
  readonly missingWait?: MissingWaitDocument;
  /** Where the events stand that `missingWait` names, in its order. */
  readonly stacks?: readonly EventStack[];
  readonly passing?: PassingAnswer;
  /** The version for which the same program was searched. */
  readonly sameProgramAs?: string;
  readonly counterexamples?: readonly CounterexampleDocument[];
  readonly counterexamplesComplete?: boolean;
  readonly outcomes?: readonly OutcomeDocument[];
  readonly outcomesComplete?: boolean;
  readonly neverDone?: readonly string[];
}

export interface MissingWaitDocument {
  readonly sentence: string;
  readonly events: readonly number[];
}

/** The calls in which an event happens, innermost first. */
export interface EventStack {
  readonly event: number;
  readonly task: string;
  readonly text: string;
  readonly frames: readonly EventFrame[];
}

/** Lines and columns count from 1. */
export interface EventFrame {
  readonly function: string;
  /** A file of the model kernel (`fs/dax.daxk`), else of the scenario or an overlay. */
  readonly source: string;
  readonly isKernel: boolean;
  readonly line: number;
  readonly column: number;
}

export interface CounterexampleDocument {
  readonly verdict: Exploration['verdict'];
  readonly property: string | null;
  readonly functions: readonly string[];
  readonly schedule: string;
  readonly events: number;
  readonly reason: string;
  readonly missingWait?: MissingWaitDocument;
}

export interface OutcomeDocument extends Pick<OutcomeClass, 'endStates' | 'schedule' | 'events'> {
  readonly outcome: Pick<OutcomeClass, 'verdict' | 'property'> & {
    readonly tasks: readonly {
      readonly task: string;
      readonly calls: readonly { readonly call: string; readonly returned: string | null; readonly times: number; readonly begun: boolean }[];
      readonly marks: Readonly<Record<string, number>>;
    }[];
  };
}

/** Every search ends as soon as it can, `unknown`, with what it has found. */
export interface CheckRequest {
  readonly type: 'cancel';
}
