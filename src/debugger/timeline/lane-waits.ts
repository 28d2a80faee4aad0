// What threads wait for in a state.
import type { Program, State } from '../../compiler/program';
import { blockedIfKnown } from '../../machine/execution/blocking';
import { briefly } from '../../machine/explain/phrases';

/** Why a thread is blocked, and the threads that could end that; they are numbered as the program's tasks are. */
export interface Blockage {
  /** Without the values that come and go while it waits for the same. */
  readonly cause: string;
  readonly holders: readonly number[];
}

/** Undefined if the thread can move, is idle or has ended. */
export function blockageOf(program: Program, state: State, task: number): Blockage | undefined {
  const blocked = blockedIfKnown(program, state, task);
  return blocked && { cause: briefly(blocked.text), holders: blocked.holders };
}
