// Rule 4: *continue* follows the schedule to the next stop.
import { stuckVerdict } from '../../machine/verdict/verdict';
import { withWhatIf } from '../../machine/explain/what-if';
import type { Debuggee } from './debuggee';
import { stopForStuck } from '../stops/explanations';
import type { Movement } from './run';
import { performEvent } from './stepping';
import type { Stop, StopCriteria } from '../stops/stop';

/** After so many events without a stop a movement stops and says so: it may never end. */
const MOST_EVENTS = 100_000;

/** Follows the recorded future, then the schedule, until the criteria say stop or no task is enabled. */
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
    // The last stop may have been before this very event of this task: a breakpoint must not stop there again.
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

  /** No task is enabled. Nothing is lost: every movement backwards works from here. */
  private atEnd(): Stop {
    const { execution, program, position } = this.debuggee;
    const stuck = stuckVerdict(program, execution.state);
    if (stuck && this.criteria.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
    const task = position > 0 ? execution.choiceAt(position - 1).task : 0;
    const text = withWhatIf(execution, position, stuck ? `${stuck.verdict}: ${stuck.reason}` : 'everybody has finished');
    return { reason: 'end', task, description: 'Paused at the end', text: `the end, after ${position} events: ${text}` };
  }
}
