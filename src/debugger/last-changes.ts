// Who changed what last: found in the events before a position, latest first.
import type { Execution } from '../machine/execution';

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
  for (let index = position - 1; index >= 0 && open.length > 0; index--) {
    const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
    const changed = open.filter((slot) => before[slot] !== after[slot]);
    for (const slot of changed) {
      const values = told.get(slot) ?? new Set();
      told.set(slot, values);
      if (!values.has(after[slot]!)) found.set(slot, [...found.get(slot) ?? [], index]);
      values.add(after[slot]!);
    }
    if (changed.length > 0) open = open.filter((slot) => !found.has(slot) || isNamed(slot));
  }
  return found;
}
