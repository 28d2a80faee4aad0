// Who changed what: found in the events around a position. Stretches in which nothing of it changed are passed over.
import type { Execution } from '../../machine/execution/execution';
import { CHECKPOINT_INTERVAL } from '../../machine/execution/history-slice';

/**
 * By slot the events before `position`, latest first, that say how it came to be what it is: the latest that changed it and,
 * where its values have names (a block is FREE, OWNED, …), the latest for each value that it has had.
 */
export function lastChanges(execution: Execution, slots: readonly number[], position: number): ReadonlyMap<number, readonly number[]> {
  const { program } = execution;
  const found = new Map<number, number[]>();
  const told = new Map<number, Set<number>>();
  const isTold = (slot: number): boolean => {
    const { type } = program.slots[slot]!;
    const wanted = type.kind === 'enum' ? program.enums.get(type.name)!.length : 1;
    return (told.get(slot)?.size ?? 0) >= wanted;
  };
  let open = [...slots];
  for (let index = execution.lastChange(open, 0, position); index !== undefined; index = execution.lastChange(open, 0, index)) {
    const after = execution.stateAt(index + 1);
    const changed = changedBy(execution, open, index);
    for (const slot of changed) {
      const values = told.get(slot) ?? new Set();
      told.set(slot, values);
      if (!values.has(after[slot]!)) found.set(slot, [...found.get(slot) ?? [], index]);
      values.add(after[slot]!);
    }
    open = open.filter((slot) => !isTold(slot));
  }
  return found;
}

/** The indices of the events from one position to another that changed any of the slots. */
export function* changesOf(execution: Execution, slots: readonly number[], from: number, to: number): Generator<number> {
  for (let index = from; index < to; index++) {
    if (index % CHECKPOINT_INTERVAL === 0 && execution.isQuiet(index / CHECKPOINT_INTERVAL, slots)) index += CHECKPOINT_INTERVAL - 1;
    else if (changedBy(execution, slots, index).length > 0) yield index;
  }
}

function changedBy(execution: Execution, slots: readonly number[], index: number): readonly number[] {
  const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
  return slots.filter((slot) => before[slot] !== after[slot]);
}
