// The states that a search has found, as a graph to be walked once more. Its edges are not kept: they are what the program
// does. This is all that the search for livelocks knows of how states are stored.
import type { Program, State } from '../compiler/program';

export interface StateGraph {
  readonly program: Program;
  /** States are 0 … size - 1, in the order of their distance from the beginning. */
  readonly size: number;
  /** The states with an edge to one that is not later than themselves, in ascending order. Every cycle has one. */
  readonly retreats: readonly number[];
  /** The state of this number. Valid until the next is loaded; not to be modified. */
  load(state: number): State;
  /**
   * Performs an event in the state loaded last, and tells the number of the state it leads to, or -1 if the search, being
   * reduced, never came there. `after` is that state, valid during the call; `marks` are those that were passed.
   */
  follow(task: number, alternative: number, visit: (target: number, after: State, marks: readonly string[]) => void): void;
}
