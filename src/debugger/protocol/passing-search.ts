// What the debugger knows of the explorer, which whoever it runs in brings along.
import type { State } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';
import type { Avoidable, PassingAnswer } from '../../machine/verdict/avoidable';

/** Looks into what can still follow the states of one program. */
export interface PassingSearch {
  /** Whether something that can follow goes right. */
  avoidable(state: State): Avoidable;
  /** The other half of a counterexample, which has no edits. */
  answer(execution: Execution, options: { readonly isLivelock: boolean }): PassingAnswer;
}
