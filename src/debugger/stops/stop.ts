// A stop: where the execution rests, and why.
import type { MissingWait } from '../../machine/explain/missing-wait';
import type { Filter } from '../protocol/capabilities';

/** What a filter stopped for. */
export interface ExceptionStop {
  readonly id: Filter | 'livelock' | 'model_error' | 'model_limit';
  /** In place of the stop's description, where that is too short to say what it is about. */
  readonly title?: string;
  /** A paragraph. */
  readonly explanation: string;
  /** Of what is wrong: what should have waited for what. */
  readonly missingWait?: MissingWait;
}

/** What the protocol's `stopped` event tells, and what the session remembers of it. */
export interface Stop {
  readonly reason: 'entry' | 'step' | 'breakpoint' | 'function breakpoint' | 'data breakpoint' | 'exception' | 'layout retry' | 'task blocked' | 'goto' | 'pause' | 'end' | 'what if';
  /** The task that the client selects; EDIT_TASK after an edit, which keeps the selection. */
  readonly task: number;
  /** A few words without a name: the client shows them beside the thread's name, in little room. */
  readonly description: string;
  /** A sentence or more, which also goes to the console. */
  readonly text?: string;
  /** The ids of the breakpoints that were hit. */
  readonly breakpoints?: readonly number[];
  /** Rule 11: the index of the event that it is about, which has just happened. `task` performed it. */
  readonly event?: number;
  /** Answers `exceptionInfo`. */
  readonly exception?: ExceptionStop;
  /** The activation of the frame in which *step over* and *step out* go on, if it is not the innermost. */
  readonly base?: number;
}

/** What a movement that follows the schedule stops for before the end. Invariant: all of it is a function of the position. */
export interface StopCriteria {
  /** What the client calls the movement. */
  readonly title: string;
  /** The stop before a task performs its event at a position, if there is one. */
  before(position: number, task: number): Stop | undefined;
  /** The stop after the event that leads to a position, if there is one. */
  after(position: number): Stop | undefined;
  /** Whether to stop at the end if `task` and others wait there for what will never happen. */
  stopsWhenStuck(task: number): boolean;
}

/** *Run Without Debugging*: breakpoints and filters do not count. */
export const NO_STOPS: StopCriteria = { title: 'Run', before: () => undefined, after: () => undefined, stopsWhenStuck: () => false };

/** The stop of a movement that failed because of an error in the debugger: the session goes on where it is. */
export function internalError(error: unknown, task: number): Stop {
  const reason = error instanceof Error ? error.message : String(error);
  return { reason: 'pause', task, description: 'Paused', text: `Something is wrong with the debugger itself: ${reason}` };
}
