// States in which one event is a persistent set by itself are passed without being stored (path compression, as in "Compressing
// Transitions for Model Checking", Kurshan, Levin and Yenigün, CAV 2002; there it is done before the search). The search stores
// states with several successors, ends, and states in which a property is violated. What was passed is found again by passing it again.
// Invariant: where a chain ends is a function of where it begins and of which task moved last. It does end: its events are keys
// (reduction.ts), and without the states of the cycle proviso no task moves for ever.
import { ModelLimit, type Program, type State } from '../../compiler/program';
import { packChoice, unpackChoice } from '../../machine/execution/choice';
import { propertiesOf, PropertyMonitor } from '../store/properties';
import type { Reduction } from './reduction';

/** Follows chains in one program. */
export class Chain {
  /** The packed choices of the chain that was followed last, up to and with the one that failed if the model did. */
  readonly passed: number[] = [];
  readonly #monitor: PropertyMonitor;
  /** The state where the chain began. */
  readonly #begin: State;

  constructor(private readonly program: Program, private readonly reduction: Reduction) {
    this.#monitor = new PropertyMonitor(propertiesOf(program));
    this.#begin = program.initial();
  }

  /** Moves the state, in place, to the end of the chain that begins there. `last`: the task that moved last. Throws a ModelError. */
  follow(state: State, last: number): void {
    this.passed.length = 0;
    this.#begin.set(state);
    for (let task = last; !this.#monitor.isViolated(state); ) {
      task = this.reduction.singleEvent(state, task);
      if (task < 0) return;
      this.passed.push(packChoice({ task, alternative: 0 }));
      try {
        this.program.step(state, task, 0);
      } catch (error) {
        if (!(error instanceof ModelLimit)) throw error;
        return this.#stopBeforeLast(state);
      }
    }
  }

  /** The model has no room for the last event: the chain ends before it, in a state whose other events are looked at, too. */
  #stopBeforeLast(state: State): void {
    this.passed.pop();
    state.set(this.#begin);
    for (const { task } of this.passed.map(unpackChoice)) this.program.step(state, task, 0);
  }
}
