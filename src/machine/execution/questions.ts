import type { Program, State } from '../../compiler/program';
import { violations } from './violations';

/**
 * Asks whatever may be asked about a state. Throws the ModelError of what has no answer: a task's guard or text, or a
 * property, that looks at something which is not there.
 */
export function askEverything(program: Program, state: State): void {
  violations(program, state);
  for (const { index: task } of program.tasks) {
    program.enabled(state, task);
    program.blocked(state, task);
    if (program.location(state, task).status !== 'ended') program.describe(state, task);
  }
}
