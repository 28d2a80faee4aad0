// The states that a search has found, as a graph to be walked once more. Its edges are not kept: they are what the program
// does. This is all that the search for livelocks knows of how states are stored.
import type { Program, State } from '../../compiler/program';

export interface StateGraph {
  readonly program: Program;
  /** States are 0 … size - 1, in the order of their distance from the beginning. */
  readonly size: number;
  /** The states with an edge from one that is not earlier than themselves, some more than once. Every cycle has one. */
  readonly retreats: readonly number[];
  /** The state of this number. Valid until the next is loaded; not to be modified. */
  load(state: number): State;
  /** Performs an event in the state loaded last. Returns the number of the state it leads to. Marks are added to `marks`. */
  follow(task: number, alternative: number, marks: string[]): number;
  /** The state after what was followed last. Valid until the next call; not to be modified. */
  readonly next: State;
}
