// The states that a search has found, as a graph to be walked once more. Its edges are not kept: they are what the program
// does. This is all that the search for livelocks knows of how states are stored.
import type { Program } from '../../compiler/program';

export interface StateGraph {
  readonly program: Program;
  /** States are 0 … size - 1, in the order of their distance from the beginning. */
  readonly size: number;
  /** The states with an edge from one that is not earlier than themselves, some more than once. Every cycle has one. */
  readonly retreats: readonly number[];
  /** What follows is about this state, until the next is loaded. */
  load(state: number): void;
  /** Where a task rests. */
  place(task: number): number;
  /** How many alternatives a task has: 0 when it cannot move. */
  alternatives(task: number): number;
  /** What follows is about this event of the state loaded, until the next is followed. */
  follow(task: number, alternative: number): void;
  /** Where a task rests after the event. */
  nextPlace(task: number): number;
  /** Whether a call of the task's own body returns in the event. */
  readonly returns: boolean;
  /** The state that it leads to. */
  readonly target: number;
}
