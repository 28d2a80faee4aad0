// Rule 4: *continue* follows the schedule to the next stop.
import { stuckVerdict } from '../../machine/verdict/verdict';
import { withWhatIf } from '../../machine/explain/what-if';
import type { Debuggee } from './debuggee';
import { stopForStuck } from '../stops/explanations';
import type { Movement } from './run';
import { performEvent } from './stepping';
import type { Stop, StopCriteria } from '../stops/stop';

/** A run that has come this far without a stop may go on for ever: it stops and says so. */
const MOST_EVENTS = 100_000;

export class Forwards implements Movement {
  private events = 0;

  constructor(protected readonly debuggee: Debuggee, private readonly criteria: StopCriteria) {}

  get title(): string {
    return this.criteria.title;
  }

  advance(): Stop | undefined {
    const { debuggee } = this;
    const next = debuggee.upcoming();
    if (!next) return this.atEnd();
    if (this.events >= MOST_EVENTS) return { ...this.pause(), text: `${MOST_EVENTS} events without a stop; ${this.title} goes on` };
    const { stop, position } = debuggee;
    // The first event is the one the last stop was about: it has been seen. Another task's has not.
    const isSeen = this.events === 0 && stop?.task === next.task;
    const breakpoint = isSeen ? undefined : this.criteria.before(position, next.task);
    if (breakpoint) return breakpoint;
    const failure = performEvent(debuggee, next);
    if (failure) return failure;
    this.events++;
    return this.criteria.after(debuggee.position);
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
    if (stuck && this.criteria.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
    const task = position > 0 ? execution.choiceAt(position - 1).task : 0;
    const text = withWhatIf(execution, position, stuck ? `${stuck.verdict}: ${stuck.reason}` : 'everybody has finished');
    return { reason: 'end', task, description: 'Paused at the end', text: `the end, after ${position} events: ${text}` };
  }
}
