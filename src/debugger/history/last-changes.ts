// Which events changed which slots. Intervals in which none of them changed are skipped.
import type { DerivedField } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';
import { derivedValue } from '../../machine/execution/field-values';
import { CHECKPOINT_INTERVAL } from '../../machine/execution/history-slice';

/**
 * By slot the indices of the events before `position` that explain its value, latest first: the latest that changed it and, if
 * its values have names (a block is FREE, OWNED, …), the latest for each value that it has had. Slots that never changed are absent.
 */
export function lastChanges(execution: Execution, slots: readonly number[], position: number): ReadonlyMap<number, readonly number[]> {
  const { program } = execution;
  const found = new Map<number, number[]>();
  const seen = new Map<number, Set<number>>();
  const isExplained = (slot: number): boolean => {
    const { type } = program.slots[slot]!;
    const wanted = type.kind === 'enum' ? program.enums.get(type.name)!.length : 1;
    return (seen.get(slot)?.size ?? 0) >= wanted;
  };
  let open = [...slots];
  for (let index = execution.lastChange(open, 0, position); index !== undefined; index = execution.lastChange(open, 0, index)) {
    const after = execution.stateAt(index + 1);
    const changed = changedBy(execution, open, index);
    for (const slot of changed) {
      const values = seen.get(slot) ?? new Set();
      seen.set(slot, values);
      if (!values.has(after[slot]!)) found.set(slot, [...found.get(slot) ?? [], index]);
      values.add(after[slot]!);
    }
    open = open.filter((slot) => !isExplained(slot));
  }
  return found;
}

/** The index of the latest event before `position` that changed a computed value; undefined if none has. */
export function lastDerivedChange(execution: Execution, field: DerivedField, position: number): number | undefined {
  const slots = field.reads();
  const now = derivedValue(field, execution.stateAt(position));
  let index = execution.lastChange(slots, 0, position);
  while (index !== undefined && derivedValue(field, execution.stateAt(index)) === now) index = execution.lastChange(slots, 0, index);
  return index;
}

/** The indices of the events from one position to another that changed any of the slots, in ascending order. */
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
