// Rule 4: *continue* follows the schedule to the next stop.
import { stuckVerdict } from '../machine/verdict';
import { withWhatIf } from '../machine/what-if';
import type { Debuggee } from './debuggee';
import { stopForStuck } from './explanations';
import type { Way } from './running';
import { attempt } from './stepping';
import type { Stop } from './stop';

/** A run that has come this far without a stop may go on for ever: it stops and says so. */
const MOST_EVENTS = 100_000;

export class Forwards implements Way {
  readonly title = 'Continue';
  private events = 0;

  /** `noDebug`: ignore breakpoints and filters, run to the end. */
  constructor(private readonly debuggee: Debuggee, private readonly noDebug: boolean) {}

  advance(): Stop | undefined {
    const { debuggee } = this;
    const next = debuggee.upcoming();
    if (!next) return this.atEnd();
    if (this.events >= MOST_EVENTS) return { ...this.pause(), text: `${MOST_EVENTS} events without a stop; Continue goes on` };
    const { rules, stop, position } = debuggee;
    if (!this.noDebug) {
      // The first event is the one the last stop was about: it has been seen. Another task's has not.
      const isSeen = this.events === 0 && stop?.task === next.task;
      const breakpoint = isSeen ? undefined : rules.before(position, next.task);
      if (breakpoint) return breakpoint;
    }
    const failure = attempt(debuggee, next);
    if (failure) return failure;
    this.events++;
    return this.noDebug ? undefined : rules.after(debuggee.position);
  }

  pause(): Stop {
    return { reason: 'pause', task: this.debuggee.stop?.task ?? 0, description: 'Paused' };
  }

  describe(): { message: string } {
    return { message: `at position ${this.debuggee.position}` };
  }

  /** Nobody can move. Nothing is lost: everything that goes back works from here. */
  private atEnd(): Stop {
    const { debuggee, noDebug } = this;
    const { execution, program, position } = debuggee;
    const stuck = stuckVerdict(program, execution.state);
    if (stuck && !noDebug && debuggee.rules.stopsWhenStuck(stuck.tasks[0]!)) return stopForStuck(execution, stuck);
    const task = position > 0 ? execution.choiceAt(position - 1).task : 0;
    const text = withWhatIf(execution, position, stuck ? `${stuck.verdict}: ${stuck.reason}` : 'everybody has finished');
    return { reason: 'end', task, description: 'Paused at the end', text: `the end, after ${position} events: ${text}` };
  }
}
