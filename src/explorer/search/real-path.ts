// The way to a stored state leads through stored states: between two of them a chain of events may have been passed, and after
// each the state may have been exchanged for its representative. Here the same way is gone event by event, without exchanging
// anybody.
import { ModelError, type Program, type State } from '../../compiler/program';
import { packChoice, runnable, unpackChoice, type Choice } from '../../machine/execution/choice';
import type { Chain } from '../reduction/chain';
import type { Canonical } from '../symmetry/canonical';

/** What a search leaves out on its ways. */
export interface Shortcuts {
  readonly chain: Chain | undefined;
  readonly canonical: Canonical | undefined;
}

/** Packed choices that lead from the first state to one that the end of `path` stands for, or that fail as it does. */
export function realPath(program: Program, { chain, canonical }: Shortcuts, path: readonly number[]): number[] {
  let stored = program.initial();
  let walker: Walker | undefined = canonical && new Walker(program, canonical);
  return path.flatMap((choice) => {
    const events = [choice, ...passedAfter(program, chain, stored, unpackChoice(choice))];
    const real = events.map((event) => {
      const goal = after(program, stored, unpackChoice(event));
      const taken = walker ? walker.goTo(goal) : event;
      if (goal) stored = goal;
      else walker = undefined;
      return taken;
    });
    if (canonical) stored = canonical.representative(stored);
    return real;
  });
}

/** The chain after a choice, up to and with the event that fails if the model does. */
function passedAfter(program: Program, chain: Chain | undefined, state: State, choice: Choice): readonly number[] {
  const next = chain && after(program, state, choice);
  if (!next) return [];
  try {
    chain.follow(next, choice.task);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
  }
  return chain.passed;
}

/** Goes the same way as somebody else, as one of those that can be exchanged for him. */
class Walker {
  #real: State;
  #last = 0;

  constructor(private readonly program: Program, private readonly canonical: Canonical) {
    this.#real = program.initial();
  }

  /** The packed choice that leads to a state which can be exchanged for the goal, or that fails if there is none. */
  goTo(goal: State | undefined): number {
    const { program } = this;
    const sought = this.#name(goal);
    // Whoever moved last goes on, if that is a way.
    const choices = runnable(program, this.#real).sort((one, other) => Number(other.task === this.#last) - Number(one.task === this.#last));
    for (const choice of choices) {
      const next = after(program, this.#real, choice);
      if (this.#name(next) !== sought) continue;
      this.#last = choice.task;
      if (next) this.#real = next;
      return packChoice(choice);
    }
    throw new Error('an exchange of tasks is not what the compiler says it is');
  }

  #name(state: State | undefined): string {
    return state ? String(this.canonical.representative(state)) : 'the model fails';
  }
}

/** Undefined if the model fails. */
function after(program: Program, state: State, { task, alternative }: Choice): State | undefined {
  const next = state.slice();
  try {
    program.step(next, task, alternative);
    return next;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}
