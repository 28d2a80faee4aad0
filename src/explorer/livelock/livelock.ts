// The search for livelocks (docs/verdicts.md): a lasso, that is a stem and a loop, in whose loop every task that is enabled again and
// again moves again and again, and in which a process is inside one call all the time.
import { buildLasso, type Counterexample } from '../counterexample/counterexample';
import type { Search } from '../search/search';
import { cyclicPartOf } from './cyclic-part';
import { fairCycle } from './fair-cycle';
import { SearchGraph } from './search-graph';
import { Starvation } from './starvation';
import { statesOf, type StateSpace } from './state-space';

/** A livelock, none, or perhaps one: there are cycles, and it takes the graph of all states to judge them. */
export type LivelockResult = Counterexample | 'none' | 'possible';

interface Lasso {
  /** The state where the loop begins and ends. The stem is the shortest path to it. */
  readonly state: number;
  /** Packed choices. */
  readonly loop: readonly number[];
}

/** The starts of loops that are tried in a component, and about how many states may be looked at for it. */
const MOST_STARTS = 16;
const EFFORT = 200_000;

/**
 * Looks for a livelock in what a search has found that is done and has found nothing else. Yields now and then.
 *
 * A reduced graph cannot show one, but it has a cycle if the full one has: an infinite execution from one of its states either
 * has an event of the persistent set there, which can come first, or it is still one after the key; so its state in the reduced graph has
 * an infinite execution, too. But a task that waits there need not be disabled, so fairness cannot be judged. The same holds where
 * states stand for their orbits.
 */
export function* lookForLivelock(search: Search): Generator<void, LivelockResult> {
  if (search.reduced) return (yield* search.reduced.isCyclic()) ? 'possible' : 'none';
  return yield* lookForLivelockIn(statesOf(search));
}

/** The same, in states of which none that can be on a cycle is missing. */
export function* lookForLivelockIn(space: StateSpace): Generator<void, Counterexample | 'none'> {
  const lasso = yield* shortestLasso(space);
  return lasso ? buildLasso(space.packed.program, space.pathTo(lasso.state), lasso.loop) : 'none';
}

/**
 * The lasso with the fewest events of those that were tried, if there is a livelock. A process that sleeps all the time comes before
 * one that goes round and is too late every time: it is easier to understand, and nobody can call it bad luck.
 */
function* shortestLasso(space: StateSpace): Generator<void, Lasso | undefined> {
  const part = yield* cyclicPartOf(new SearchGraph(space));
  if (!part) return undefined;
  const processes = space.packed.program.tasks.filter(({ kind }) => kind === 'process');
  for (const isAsleep of [true, false]) {
    let best: Lasso | undefined;
    let fewest = Infinity;
    for (const { index } of processes) {
      const starvation = yield* Starvation.of(part, index, isAsleep);
      // In the order of discovery, which does not depend on how components were found.
      const components = starvation.components.map((component) => starts(component, part.states)).toSorted(([one], [other]) => part.states[one!]! - part.states[other!]!);
      for (const start of components.flat()) {
        const lasso = { state: part.states[start]!, loop: fairCycle(starvation, start) };
        const events = space.pathTo(lasso.state).length + lasso.loop.length;
        if (events < fewest) [best, fewest] = [lasso, events];
        yield;
      }
    }
    if (best) return best;
  }
  return undefined;
}

/** The nearest state of a component, and some that are evenly spread. `numbers`: states are numbered in the order of their distance. */
function starts(component: readonly number[], numbers: Int32Array): number[] {
  const nodes = component.toSorted((one, other) => numbers[one]! - numbers[other]!);
  const count = Math.max(1, Math.min(MOST_STARTS, nodes.length, Math.floor(EFFORT / nodes.length)));
  return Array.from({ length: count }, (_, index) => nodes[Math.floor(index * nodes.length / count)]!);
}
