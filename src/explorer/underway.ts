// Which of the searches that `explore` makes is being made, for whoever wants to save it; and how to go on with a saved one.
import type { Exploration } from './conclusion';
import type { Search } from './search/search';

/** The searches in their order: without reduction up to a bound of states; with it; and without it and that bound. Only those that are needed are made. */
export type Stage = 'unreduced' | 'reduced' | 'full';

/** `reduced`: what the search with reduction has said, once it is done. */
interface Before {
  readonly stage: Stage;
  readonly reduced?: Exploration;
}

/** A search that is being made. It can be saved between two steps of `explore`. */
export interface Underway extends Before {
  readonly search: Search;
}

/** The searches before this one are not made again. The options that say what is left out must be the same. */
export interface Resumption extends Before {
  /** Makes a search that has not begun the one to go on with. */
  restore(search: Search): void;
}
