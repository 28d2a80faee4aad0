// States in which one event is all that has to happen are passed without being stored: the search stores where ways part,
// where they end, and where something is wrong. What was passed is found again by passing it again.
// Invariant: where a chain ends is a function of where it begins and of who moved last. It does end: its events are keys
// (reduction.ts), and without the others no task moves for ever.
import type { Program, State } from '../../compiler/program';
import { packChoice } from '../../machine/execution/choice';
import type { Reduction } from './reduction';
import { PropertyMonitor, propertiesOf } from '../store/properties';

export class Chain {
  /** The packed choices of the chain that was followed last, up to and with the one that failed if the model did. */
  readonly passed: number[] = [];
  readonly #monitor: PropertyMonitor;

  constructor(private readonly program: Program, private readonly reduction: Reduction) {
    this.#monitor = new PropertyMonitor(propertiesOf(program));
  }

  /** Nothing has been passed. */
  begin(): void {
    this.passed.length = 0;
  }

  /** Moves the state, in place, to the end of the chain that begins there. `last`: who moved last. Throws what `step` throws. */
  follow(state: State, last: number): void {
    this.begin();
    for (let task = last; !this.#monitor.isBroken(state); ) {
      task = this.reduction.only(state, task);
      if (task < 0) return;
      this.passed.push(packChoice({ task, alternative: 0 }));
      this.program.step(state, task, 0);
    }
  }
}
