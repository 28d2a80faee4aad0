// The cycle proviso, decided before the search as in "Static Partial Order Reduction" (Kurshan, Levin, Minea, Peled and Yenigün,
// TACAS 1998): on every cycle of every process one transition is *sticky*, and only a set of all enabled transitions may have one.
// A cycle of the reduced state graph goes round in some processes, so a state on it is expanded in full, in whatever order states
// are visited. Here such an event may be in any persistent set; it is only never the key (reduction.ts).
import type { Interference, LocalState } from '../../compiler/local-state';
import { findComponents } from '../graph/components';
import { combine, isDependent, unionOf } from './effects';

/**
 * By task: local states, by index, one of which is on every cycle of the task (a feedback vertex set, not always a smallest one).
 * Those whose events depend on many of other tasks are taken first: there others have to move anyway.
 */
export function cycleProviso(interference: Interference): ReadonlySet<number>[] {
  const { tasks } = interference;
  const unions = tasks.map((localStates) => localStates.map(({ transitions }) => combine(transitions, interference)));
  return tasks.map((localStates, task) => {
    const chosen = new Set<number>();
    const counts = new Map<number, number>();
    const dependents = (index: number): number => {
      let count = counts.get(index);
      if (count === undefined) {
        const event = unionOf(localStates[index]!.transitions, interference);
        count = unions.flatMap((others, other) => (other === task ? [] : others.filter((each) => isDependent(event, each)))).length;
        counts.set(index, count);
      }
      return count;
    };
    for (let cycles = cyclicComponents(localStates, chosen); cycles.length > 0; cycles = cyclicComponents(localStates, chosen)) {
      for (const cycle of cycles) chosen.add(cycle.reduce((most, each) => (dependents(each) > dependents(most) ? each : most)));
    }
    return chosen;
  });
}

/** The components, by index, of local states that lie on cycles once those chosen are left out. */
function cyclicComponents(localStates: readonly LocalState[], chosen: ReadonlySet<number>): number[][] {
  const components: number[][] = [];
  const graph = {
    size: localStates.length,
    successors: (index: number, visit: (target: number) => void): void => {
      // Edges told last are followed first, and of equals the one that was entered first is chosen: the earliest in the task's code.
      for (const { end } of localStates[index]!.transitions.toReversed()) if (end >= 0 && !chosen.has(end)) visit(end);
    },
  };
  const roots = [...localStates.keys()].filter((index) => !chosen.has(index));
  for (const _ of findComponents(graph, roots, (nodes, isCyclic) => { if (isCyclic) components.push([...nodes]); }));
  return components;
}
