// From a path of the reduced state graph to an execution of the program. An edge of the reduced graph is one event, a chain of further
// events that was passed without storing states (reduction/chain.ts), and then the step from the state to the canonical representative of its
// orbit (symmetry/canonical.ts). So the path is replayed: chains are passed again, and for every event the program performs the event that
// leads to the same orbit. The result ends in a state of the orbit of the last one.
import { ModelError, type Program, type State } from '../../compiler/program';
import { packChoice, runnable, unpackChoice, type Choice } from '../../machine/execution/choice';
import type { Chain } from '../reduction/chain';
import type { Canonical } from '../symmetry/canonical';

/** What a search leaves out on an edge; undefined where it does not. */
export interface Shortcuts {
  readonly chain: Chain | undefined;
  readonly canonical: Canonical | undefined;
}

/**
 * Packed choices that lead from the first state to a state in the orbit of the one where `path` ends, or that fail as it does.
 * `path`: the packed choices that the search stored. Throws an Error if the symmetry that the compiler claims is none.
 */
export function concretePath(program: Program, { chain, canonical }: Shortcuts, path: readonly number[]): number[] {
  /** The state in the reduced graph, or between two of them. */
  let stored = program.initial();
  let replay = canonical && new OrbitReplay(program, canonical);
  return path.flatMap((choice) => {
    const events = [choice, ...passedAfter(program, chain, stored, unpackChoice(choice))];
    const real = events.map((event) => {
      const goal = after(program, stored, unpackChoice(event));
      const taken = replay ? replay.goTo(goal) : event;
      if (goal) stored = goal;
      else replay = undefined;
      return taken;
    });
    if (canonical) stored = canonical.representative(stored);
    return real;
  });
}

/** The chain that is passed after a choice in a stored state, up to and with the event that fails if the model does. */
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

/** An execution of the program that visits the same orbits as a path of representatives. */
class OrbitReplay {
  #real: State;
  /** The task that moved last. */
  #last = 0;

  constructor(private readonly program: Program, private readonly canonical: Canonical) {
    this.#real = program.initial();
  }

  /** Goes to a state in the orbit of the goal, or lets the model fail if there is no goal. The packed choice that does so. */
  goTo(goal: State | undefined): number {
    const { program } = this;
    const sought = this.#orbit(goal);
    // The task that moved last goes on, if that leads there: fewer context switches.
    const choices = runnable(program, this.#real).sort((one, other) => Number(other.task === this.#last) - Number(one.task === this.#last));
    for (const choice of choices) {
      const next = after(program, this.#real, choice);
      if (this.#orbit(next) !== sought) continue;
      this.#last = choice.task;
      if (next) this.#real = next;
      return packChoice(choice);
    }
    throw new Error('an exchange of tasks is not what the compiler says it is');
  }

  /** Equal for states of one orbit, and for none. */
  #orbit(state: State | undefined): string {
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
