// Who changed what: found in the events around a position. Stretches in which nothing of it changed are passed over.
import type { Execution } from '../machine/execution';
import { INTERVAL } from '../machine/stretch';

/** By slot the index of the latest event before `position` that changed it; slots that nothing has changed are left out. */
export function lastChanges(execution: Execution, slots: readonly number[], position: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let missing = [...slots];
  for (let end = position; end > 0 && missing.length > 0; end--) {
    if (end % INTERVAL === 0 && execution.isQuiet(end / INTERVAL - 1, missing)) {
      end -= INTERVAL - 1;
      continue;
    }
    const changed = changedBy(execution, missing, end - 1);
    for (const slot of changed) found.set(slot, end - 1);
    if (changed.length > 0) missing = missing.filter((slot) => !found.has(slot));
  }
  return found;
}

/** The indices of the events from one position to another that changed any of the slots. */
export function* changesOf(execution: Execution, slots: readonly number[], from: number, to: number): Generator<number> {
  for (let index = from; index < to; index++) {
    if (index % INTERVAL === 0 && execution.isQuiet(index / INTERVAL, slots)) index += INTERVAL - 1;
    else if (changedBy(execution, slots, index).length > 0) yield index;
  }
}

function changedBy(execution: Execution, slots: readonly number[], index: number): readonly number[] {
  const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
  return slots.filter((slot) => before[slot] !== after[slot]);
}
