// What a search that has found nothing else says of executions that go on for ever.
import { buildLasso, type Counterexample } from './counterexample';
import { cyclicPartOf } from './cyclic-part';
import { findLivelock } from './livelock';
import type { Search } from './search';
import { SearchGraph } from './search-graph';

/** A livelock, none, or perhaps one: there are cycles, and it takes the graph of all states to judge them. */
export type Endless = Counterexample | 'none' | 'possible';

/**
 * Judges a search that is done. A reduced graph has a cycle if the full one has, because every infinite execution has one in
 * it that differs in the order of independent events; but a task that waits there need not be one that cannot move. The same
 * holds for a graph in which states stand for others that exchanging alike tasks makes of them.
 * Yields now and then.
 */
export function* judgeEndless(search: Search): Generator<void, Endless> {
  const graph = new SearchGraph(search);
  if (search.leavesOut) return (yield* cyclicPartOf(graph)) ? 'possible' : 'none';
  const wayTo = (state: number): number[] => search.visited.pathTo(state);
  const lasso = yield* findLivelock(graph, (state) => wayTo(state).length);
  return lasso ? buildLasso(search.program, wayTo(lasso.state), lasso.cycle) : 'none';
}
