// From packed states to states and back, as the search needs it: unpack one, let an event change it, pack the successor, undo.
import type { State } from '../compiler/program';
import type { Move } from './moves';

/**
 * Packs `state`, changed by the move, as successor number `index`, hash included, and undoes the move. Negative if it cannot:
 * then `state` is spoilt until another one is loaded.
 */
export type Encode = (index: number) => number;

export interface Coder {
  /** The state that is worked on. Between two moves it is the one that was loaded. */
  readonly state: State;
  /** Makes a visited state the one that is worked on. */
  load(state: number): void;
  /** Made once for a move. */
  encoder(move: Move): Encode;
  /** A visited state and the one it was reached from: the watchers, a bit each, that may tell them apart. */
  affected(state: number, parent: number): number;
  /** Reads a visited state into one that this coder has read into before, or that is a copy of the first state. */
  read(state: number, into: State): void;
}
