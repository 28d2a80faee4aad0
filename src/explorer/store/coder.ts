// From packed states to states and back, as the search needs it: unpack one, let an event change it, pack the successor, undo.
import type { State } from '../../compiler/program';
import type { Move } from './moves';

export interface Coder {
  /** The state that is worked on. Between two moves it is the one that was loaded. */
  readonly state: State;
  /** Makes a visited state the one that is worked on. */
  load(state: number): void;
  /**
   * Packs `state`, changed by the move, as the next of the waiting successors, hash included, and undoes the move. False if it
   * cannot, because a value came up that has no number.
   */
  encode(move: Move): boolean;
  /** A visited state and the one it was reached from: the watchers, a bit each, that may tell them apart. */
  affected(state: number, parent: number): number;
  /** A visited state, until the next is read. */
  read(state: number): State;
}
