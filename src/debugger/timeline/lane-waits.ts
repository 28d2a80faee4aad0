// What threads wait for in a state.
import { ModelError, type Program, type State } from '../../compiler/program';
import { briefly } from '../../machine/explain/phrases';

/** Why a thread is blocked, and the threads that could end that; they are numbered as the program's tasks are. */
export interface Blockage {
  /** Without the values that come and go while it waits for the same. */
  readonly cause: string;
  readonly holders: readonly number[];
}

/** Undefined if the thread can move, is idle or has ended. */
export function blockageOf(program: Program, state: State, task: number): Blockage | undefined {
  try {
    if (program.location(state, task).status !== 'ready' || program.enabled(state, task) > 0) return undefined;
    const blocked = program.blocked(state, task);
    return blocked && { cause: briefly(blocked.text), holders: blocked.holders };
  } catch (error) {
    // After an edit a state need not be one for which the model was made.
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}
