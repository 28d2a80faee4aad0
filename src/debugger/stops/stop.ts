// A stop: where an execution has come to rest for the person who looks at it, and why.
import type { Filter } from '../protocol/capabilities';

export interface Stop {
  readonly reason: 'entry' | 'step' | 'breakpoint' | 'function breakpoint' | 'data breakpoint' | 'exception' | 'goto' | 'pause' | 'end' | 'what if';
  /** The task to look at; EDIT_TASK after an edit if there is nothing to look at but what was looked at before. */
  readonly task: number;
  /** A few words for the user interface. */
  readonly description: string;
  /** The whole story, if there is more to say. */
  readonly text?: string;
  readonly breakpoints?: readonly number[];
  readonly exception?: { readonly id: Filter | 'livelock' | 'model_error'; readonly explanation: string };
  /** The frame in which *step over* and *step out* go on, if it is not the innermost: an activation. */
  readonly base?: number;
}

/** What a movement that follows the schedule stops for, short of the end. A function of the positions, whichever way one arrives. */
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

/** A movement that failed through no fault of the scenario: the session lives on where it is. */
export function internalError(error: unknown, task: number): Stop {
  const reason = error instanceof Error ? error.message : String(error);
  return { reason: 'pause', task, description: 'Paused', text: `Something is wrong with the debugger itself: ${reason}` };
}
