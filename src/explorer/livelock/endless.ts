// What a search that has found nothing else says of executions that go on for ever.
import { buildLasso, type Counterexample } from '../counterexample/counterexample';
import { findLivelock } from './livelock';
import type { Search } from '../search/search';
import { SearchGraph } from './search-graph';

/** A livelock, none, or perhaps one: there are cycles, and it takes the graph of all states to judge them. */
export type Endless = Counterexample | 'none' | 'possible';

/**
 * Judges a search that is done. A reduced graph has a cycle if the full one has: an infinite execution from one of its states either has an
 * event of the persistent set there, which can come first, or it is still one after the key. So it has an infinite execution,
 * too; but a task that waits there need not be one that cannot move. The same holds for a graph in which states stand for
 * others that exchanging alike tasks makes of them.
 * Yields now and then.
 */
export function* judgeEndless(search: Search): Generator<void, Endless> {
  if (search.reduced) return (yield* search.reduced.isCyclic()) ? 'possible' : 'none';
  const wayTo = (state: number): number[] => search.visited.pathTo(state);
  const lasso = yield* findLivelock(new SearchGraph(search), (state) => wayTo(state).length);
  return lasso ? buildLasso(search.program, wayTo(lasso.state), lasso.cycle) : 'none';
}
