// Rule 5: *reverse* goes to the previous position at which *continue* would have stopped, or to the beginning.
import type { Debuggee } from './debuggee';
import type { Movement } from './run';
import { atBeginning } from './stepping';
import type { Stop } from '../stops/stop';

/** The protocol's `reverseContinue`. */
export class Backwards implements Movement {
  readonly title = 'Reverse';
  private readonly from: number;
  /** From this position to `from`, both excluded, there is no stop. */
  private at: number;

  constructor(private readonly debuggee: Debuggee) {
    this.from = this.at = debuggee.position;
  }

  advance(): Stop | undefined {
    const { debuggee } = this;
    const { execution, rules } = debuggee;
    if (this.at === 0) {
      debuggee.go(0);
      return atBeginning(debuggee);
    }
    this.at--;
    const stop = rules.after(this.at) ?? rules.before(this.at, execution.choiceAt(this.at).task);
    if (stop) debuggee.go(this.at);
    return stop;
  }

  pause(): Stop {
    this.debuggee.go(this.at);
    return { reason: 'pause', task: this.debuggee.upcoming()?.task ?? 0, description: 'Paused' };
  }

  describe(): { message: string; percentage: number } {
    return { message: `at position ${this.at}`, percentage: Math.floor(100 * (this.from - this.at) / this.from) };
  }
}
