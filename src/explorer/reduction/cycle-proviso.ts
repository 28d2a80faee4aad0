// Events that break every cycle of a task: without them it can only move a limited number of times. Those that get in the
// way of many others are taken first, because with them others have to move anyway.
import type { Interference, LocalState } from '../../compiler/local-state';
import { combine, conflict, merge } from './effects';

/** By task: the local states, by index, one of which is in every cycle. */
export function provisoStates(interference: Interference): ReadonlySet<number>[] {
  const { tasks } = interference;
  const all = tasks.map((localStates) => localStates.map(({ transitions }) => combine(transitions, interference)));
  return tasks.map((localStates, task) => {
    const broken = new Set<number>();
    const conflicts = new Map<number, number>();
    const disturbs = (index: number): number => {
      let count = conflicts.get(index);
      if (count === undefined) {
        const event = merge(localStates[index]!.transitions, interference);
        count = all.flatMap((others, other) => (other === task ? [] : others.filter((each) => conflict(event, each)))).length;
        conflicts.set(index, count);
      }
      return count;
    };
    for (let knots = cyclic(localStates, broken); knots.length > 0; knots = cyclic(localStates, broken)) {
      for (const knot of knots) broken.add(knot.reduce((most, each) => (disturbs(each) > disturbs(most) ? each : most)));
    }
    return broken;
  });
}

/** The groups of local states that lie on common cycles (Tarjan), if those that are broken are left out. */
function cyclic(localStates: readonly LocalState[], broken: ReadonlySet<number>): number[][] {
  const order = new Int32Array(localStates.length);
  const lowest = new Int32Array(localStates.length);
  const isOpen = new Uint8Array(localStates.length);
  const stack: number[] = [];
  const knots: number[][] = [];
  let count = 0;
  const endsOf = (index: number): number[] => localStates[index]!.transitions.map(({ end }) => end).filter((end) => end >= 0 && !broken.has(end));
  const visit = (index: number): void => {
    order[index] = lowest[index] = ++count;
    stack.push(index);
    isOpen[index] = 1;
    for (const end of endsOf(index)) {
      if (order[end] === 0) visit(end);
      if (isOpen[end]) lowest[index] = Math.min(lowest[index]!, lowest[end]!);
    }
    if (lowest[index] !== order[index]) return;
    const knot = stack.splice(stack.indexOf(index));
    for (const each of knot) isOpen[each] = 0;
    if (knot.length > 1 || endsOf(index).includes(index)) knots.push(knot);
  };
  localStates.forEach((_, index) => { if (!broken.has(index) && order[index] === 0) visit(index); });
  return knots;
}
