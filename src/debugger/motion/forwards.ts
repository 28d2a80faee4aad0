// Rule 4: *continue* follows the schedule to the next stop.
import { stuckVerdict } from '../../machine/verdict/verdict';
import { withWhatIf } from '../../machine/explain/what-if';
import type { Debuggee } from './debuggee';
import { stopForStuck } from '../stops/explanations';
import type { Movement } from './run';
import { performEvent } from './stepping';
import type { Stop } from '../stops/stop';

/** A run that has come this far without a stop may go on for ever: it stops and says so. */
const MOST_EVENTS = 100_000;

/** What it stops for, short of the end. */
export interface Stops {
  /** What the client calls the movement. */
  readonly title: string;
  /** Before a task performs its event at a position. */
  before(position: number, task: number): Stop | undefined;
  /** After the event that leads to a position. */
  after(position: number): Stop | undefined;
  /** At the end, if somebody waits there for what will never happen. */
  stopsWhenStuck(task: number): boolean;
}

/** *Run Without Debugging*: breakpoints and filters do not count. */
export const NO_STOPS: Stops = { title: 'Run', before: () => undefined, after: () => undefined, stopsWhenStuck: () => false };

export class Forwards implements Movement {
  private events = 0;

  constructor(protected readonly debuggee: Debuggee, private readonly stops: Stops) {}

  get title(): string {
    return this.stops.title;
  }

  advance(): Stop | undefined {
    const { debuggee } = this;
    const next = debuggee.upcoming();
    if (!next) return this.atEnd();
    if (this.events >= MOST_EVENTS) return { ...this.pause(), text: `${MOST_EVENTS} events without a stop; ${this.title} goes on` };
    const { stop, position } = debuggee;
    // The first event is the one the last stop was about: it has been seen. Another task's has not.
    const isSeen = this.events === 0 && stop?.task === next.task;
    const breakpoint = isSeen ? undefined : this.stops.before(position, next.task);
    if (breakpoint) return breakpoint;
    const failure = performEvent(debuggee, next);
    if (failure) return failure;
    this.events++;
    return this.stops.after(debuggee.position);
  }

  pause(): Stop {
    return { reason: 'pause', task: this.debuggee.stop?.task ?? 0, description: 'Paused' };
  }

  describe(): { message: string } {
    return { message: `at position ${this.debuggee.position}` };
  }

  /** Nobody can move. Nothing is lost: everything that goes back works from here. */
  private atEnd(): Stop {
    const { execution, program, position } = this.debuggee;
    const stuck = stuckVerdict(program, execution.state);
    if (stuck && this.stops.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
    const task = position > 0 ? execution.choiceAt(position - 1).task : 0;
    const text = withWhatIf(execution, position, stuck ? `${stuck.verdict}: ${stuck.reason}` : 'everybody has finished');
    return { reason: 'end', task, description: 'Paused at the end', text: `the end, after ${position} events: ${text}` };
  }
}
