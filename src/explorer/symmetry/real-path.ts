// The way to a representative leads through representatives: after each event tasks may have changed places. Here the same way
// is gone without exchanging anybody.
import { ModelError, type Program, type State } from '../../compiler/program';
import { packChoice, runnable, unpackChoice, type Choice } from '../../machine/choice';
import type { Canonical } from './canonical';

/** Packed choices that lead from the first state to one that is exchanged for the end of `path`, or that fail as it does. */
export function realPath(program: Program, canonical: Canonical, path: readonly number[]): number[] {
  const after = (state: State, { task, alternative }: Choice): State => {
    const next = state.slice();
    program.step(next, task, alternative);
    return next;
  };
  const representativeOf = (state: State): string => String(canonical.representative(state));

  let real = program.initial();
  let representative = program.initial();
  let last = 0;
  return path.map((packed) => {
    const goal = outcome(() => after(representative, unpackChoice(packed)), representativeOf);
    // Whoever moved last goes on, if that is a way.
    const choices = runnable(program, real).sort((one, other) => Number(other.task === last) - Number(one.task === last));
    const choice = choices.find((candidate) => outcome(() => after(real, candidate), representativeOf) === goal);
    if (!choice) throw new Error('an exchange of tasks is not what the compiler says it is');
    last = choice.task;
    if (goal === FAILURE) return packChoice(choice);
    real = after(real, choice);
    representative = canonical.representative(after(representative, unpackChoice(packed)));
    return packChoice(choice);
  });
}

const FAILURE = 'the model fails';

function outcome(act: () => State, show: (state: State) => string): string {
  try {
    return show(act());
  } catch (error) {
    if (error instanceof ModelError) return FAILURE;
    throw error;
  }
}
