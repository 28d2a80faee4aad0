// The search for livelocks: a fair cycle in which a process is inside one call all the time (docs/verdicts.md).
import { cyclicPartOf } from './cyclic-part';
import { fairCycle } from './fair-cycle';
import { Starvation } from './starvation';
import type { StateGraph } from './state-graph';

/** A way in and a way around. */
export interface Lasso {
  /** The state where the cycle begins. */
  readonly state: number;
  /** The packed choices of the cycle. */
  readonly cycle: readonly number[];
}

/** The starts that are tried in a component, and about how many states may be looked at for it. */
const MOST_STARTS = 16;
const EFFORT = 200_000;

/**
 * The lasso with the fewest events that was found, if there is a livelock. A process that sleeps all the time comes before
 * one that goes round and is too late every time: it is easier to understand, and nobody can call it bad luck.
 * The graph has to be that of all interleavings. `depthOf` is the distance of a state. Yields now and then.
 */
export function* findLivelock(graph: StateGraph, depthOf: (state: number) => number): Generator<void, Lasso | undefined> {
  const part = yield* cyclicPartOf(graph);
  if (!part) return undefined;
  const processes = graph.program.tasks.filter(({ kind }) => kind === 'process');
  for (const isAsleep of [true, false]) {
    let best: Lasso | undefined;
    let least = Infinity;
    for (const { index } of processes) {
      const starvation = yield* Starvation.of(part, index, isAsleep);
      for (const start of starvation.components.flatMap((component) => starts(component, part.states))) {
        const lasso = { state: part.states[start]!, cycle: fairCycle(starvation, start) };
        const events = depthOf(lasso.state) + lasso.cycle.length;
        if (events < least) [best, least] = [lasso, events];
        yield;
      }
    }
    if (best) return best;
  }
  return undefined;
}

/** The nearest state of a component, and some that are evenly spread. */
function starts(component: readonly number[], distance: Int32Array): number[] {
  const nodes = component.toSorted((one, other) => distance[one]! - distance[other]!);
  const count = Math.max(1, Math.min(MOST_STARTS, nodes.length, Math.floor(EFFORT / nodes.length)));
  return Array.from({ length: count }, (_, index) => nodes[Math.floor(index * nodes.length / count)]!);
}
