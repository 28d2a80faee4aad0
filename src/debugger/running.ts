// Rule 4: *continue* follows the schedule to the next stop. It works in slices, so that a long run can be paused.
import { stuckVerdict } from '../machine/verdict';
import type { Debuggee } from './debuggee';
import { stopForStuck } from './explanations';
import { attempt } from './stepping';
import { internalError, type Stop } from './stop';

const SLICE = 2_000;

/** A run that has come this far without a stop may go on for ever: it stops and says so. */
const MOST_EVENTS = 100_000;

export interface RunOptions {
  /** Ignore breakpoints and filters, run to the end. */
  readonly noDebug: boolean;
}

export class Run {
  private isPaused = false;
  private isCancelled = false;
  private events = 0;

  constructor(
    private readonly debuggee: Debuggee,
    private readonly options: RunOptions,
    private readonly onStop: (stop: Stop) => void,
  ) {}

  /** Begins; `onStop` is called once, unless the run is cancelled before. */
  start(): void {
    if (this.isCancelled) return;
    const stop = this.guardedSlice();
    if (stop) this.onStop(stop);
    else setTimeout(() => this.start(), 0);
  }

  pause(): void {
    this.isPaused = true;
  }

  cancel(): void {
    this.isCancelled = true;
  }

  private guardedSlice(): Stop | undefined {
    try {
      return this.slice();
    } catch (error) {
      return internalError(error, this.debuggee.stop?.task ?? 0);
    }
  }

  private slice(): Stop | undefined {
    const { debuggee } = this;
    for (let count = 0; count < SLICE; count++) {
      const next = debuggee.upcoming();
      if (this.isPaused) return pausedAt(debuggee, 'Paused');
      if (!next) return atEnd(debuggee, this.options);
      if (this.events >= MOST_EVENTS) return pausedAt(debuggee, 'Paused', `${MOST_EVENTS} events without a stop; Continue goes on`);
      const { rules, stop, position } = debuggee;
      if (!this.options.noDebug) {
        // The first event is the one the last stop was about: it has been seen. Another task's has not.
        const isSeen = this.events === 0 && stop?.task === next.task;
        const breakpoint = isSeen ? undefined : rules.before(position, next.task);
        if (breakpoint) return breakpoint;
      }
      const failure = attempt(debuggee, next.task, next.alternative);
      if (failure) return failure;
      this.events++;
      const exception = this.options.noDebug ? undefined : rules.after(debuggee.position);
      if (exception) return exception;
    }
    return undefined;
  }
}

/** Nobody can move. Nothing is lost: everything that goes back works from here. */
function atEnd(debuggee: Debuggee, { noDebug }: RunOptions): Stop {
  const { execution, program, position } = debuggee;
  const stuck = stuckVerdict(program, execution.state);
  if (stuck && !noDebug && debuggee.rules.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
  const task = position > 0 ? execution.choiceAt(position - 1).task : 0;
  const text = stuck ? `${stuck.verdict}: ${stuck.reason}` : 'everybody has finished';
  return { reason: 'end', task, description: 'Paused at the end', text: `the end, after ${position} events: ${text}` };
}

function pausedAt(debuggee: Debuggee, description: string, text?: string): Stop {
  return { reason: 'pause', task: debuggee.stop?.task ?? 0, description, ...(text !== undefined && { text }) };
}
