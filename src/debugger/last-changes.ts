// Who changed what last: found in the events before a position, latest first.
import type { Execution } from '../machine/execution';

/** By slot the index of the latest event before `position` that changed it; slots that nothing has changed are left out. */
export function lastChanges(execution: Execution, slots: readonly number[], position: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let missing = [...slots];
  for (let index = position - 1; index >= 0 && missing.length > 0; index--) {
    const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
    if (missing.every((slot) => before[slot] === after[slot])) continue;
    for (const slot of missing) if (before[slot] !== after[slot]) found.set(slot, index);
    missing = missing.filter((slot) => !found.has(slot));
  }
  return found;
}
