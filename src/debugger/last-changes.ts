// Who changed what: found in the events around a position. Stretches in which nothing of it changed are passed over.
import type { Execution } from '../machine/execution';
import { INTERVAL } from '../machine/stretch';

/**
 * By slot the events before `position`, latest first, that say how it came to be what it is: the latest that changed it and,
 * where its values have names (a block is FREE, OWNED, …), the latest for each value that it has had.
 */
export function lastChanges(execution: Execution, slots: readonly number[], position: number): ReadonlyMap<number, readonly number[]> {
  const { program } = execution;
  const found = new Map<number, number[]>();
  const told = new Map<number, Set<number>>();
  const isNamed = (slot: number): boolean => program.slots[slot]!.type.kind === 'enum';
  let open = [...slots];
  for (let end = position; end > 0 && open.length > 0; end--) {
    if (end % INTERVAL === 0 && execution.isQuiet(end / INTERVAL - 1, open)) {
      end -= INTERVAL - 1;
      continue;
    }
    const after = execution.stateAt(end);
    const changed = changedBy(execution, open, end - 1);
    for (const slot of changed) {
      const values = told.get(slot) ?? new Set();
      told.set(slot, values);
      if (!values.has(after[slot]!)) found.set(slot, [...found.get(slot) ?? [], end - 1]);
      values.add(after[slot]!);
    }
    if (changed.length > 0) open = open.filter((slot) => !found.has(slot) || isNamed(slot));
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
