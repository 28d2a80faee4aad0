// How far a search may go, and how far it is.
import type { Search } from './search';

/** How far a search may go. What is not given is not limited. */
export interface Bounds {
  readonly maxStates?: number;
  /** From the first search on. Needs `now`. */
  readonly maxSeconds?: number;
  /** MiB, for all that grows with the search (`Search.bytes`). */
  readonly maxMemory?: number;
  /** Milliseconds since some moment. The explorer has no clock of its own. */
  readonly now?: () => number;
  readonly isCancelled?: () => boolean;
}

/** Which bound ended a search. */
export type Bound = 'states' | 'seconds' | 'memory' | 'cancelled';

/** How far a search is, for whoever shows it. */
export interface Progress {
  readonly states: number;
  /** States found but not yet expanded. */
  readonly frontier: number;
  readonly transitions: number;
  /** What the set of states takes, with the transition cache. */
  readonly bytes: number;
}

/** Bounds whose time counts from `started` on; now, if nothing else is said. */
export class Limits {
  readonly maxStates: number;

  constructor(private readonly bounds: Bounds, private readonly started = bounds.now?.() ?? 0) {
    this.maxStates = bounds.maxStates ?? Infinity;
  }

  /** The same, with no more states than these; time goes on. */
  within(maxStates: number): Limits {
    return new Limits({ ...this.bounds, maxStates: Math.min(maxStates, this.maxStates) }, this.started);
  }

  hit({ visited, bytes }: { readonly visited: { readonly size: number }; readonly bytes: number }): Bound | undefined {
    const { isCancelled, maxMemory = Infinity, maxSeconds = Infinity, now } = this.bounds;
    if (isCancelled?.()) return 'cancelled';
    if (visited.size > this.maxStates) return 'states';
    if (bytes > maxMemory * 2 ** 20) return 'memory';
    if (now && now() - this.started > maxSeconds * 1000) return 'seconds';
    return undefined;
  }
}

/** Expansions between two reports, and between two looks at the clock. */
const ROUND = 512;

/** Searches until `isEnough`, until everything is searched or until a limit is hit, and tells which. */
export function* expandWithin(search: Search, limits: Limits, isEnough = (): boolean => false): Generator<Progress, Bound | null, void> {
  // The last successors come in together: a search that is done may have got too large by them.
  const isOver = (): boolean => isEnough() || (search.isDone && search.visited.size <= limits.maxStates);
  let bound: Bound | undefined;
  while (!isOver() && !bound) {
    for (let round = 0; round < ROUND && !isOver() && search.visited.size <= limits.maxStates; round++) search.expand();
    if (!isOver()) bound = limits.hit(search);
    yield progressOf(search);
  }
  return bound ?? null;
}

/** How far this search is. */
export function progressOf({ visited, expanded, transitions, bytes }: Search): Progress {
  return { states: visited.size, frontier: visited.size - expanded, transitions, bytes };
}
