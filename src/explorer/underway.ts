// Which of the searches that `explore` makes is being made, for whoever wants to save it; and how to go on with a saved one.
import type { Exploration } from './conclusion';
import type { Search } from './search/search';

/** In this order: a few states without leaving anything out; leaving out what makes no difference; everything. */
export type Stage = 'unreduced' | 'reduced' | 'full';

/** The last search, if there was one that left something out: what it said. */
interface Before {
  readonly stage: Stage;
  readonly reduced?: Exploration;
}

export interface Underway extends Before {
  readonly search: Search;
}

/** The searches before this one are not made again. The options that say what is left out must be the same. */
export interface Resumption extends Before {
  /** Makes a search that has not begun the one to go on with. */
  restore(search: Search): void;
}
