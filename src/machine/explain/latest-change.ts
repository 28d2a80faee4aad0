// Looking back for the last event that changed a field.
import type { Execution } from '../execution/execution';

/** An event changed a field. `index` as in `MachineEvent`. */
export interface Write {
  readonly index: number;
  readonly slot: number;
}

/** Events looked back at: what matters is near, and an execution in the debugger may have millions. */
export const LOOKBACK = 10_000;

/** The latest change before `end` of one of the fields by a task that counts. */
export function latestChange(
  execution: Execution, slots: readonly number[], counts: (task: number) => boolean, end = execution.length,
): Write | undefined {
  for (let index = end - 1; index >= Math.max(0, end - LOOKBACK); index--) {
    if (!counts(execution.choiceAt(index).task)) continue;
    const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
    const slot = slots.find((candidate) => before[candidate] !== after[candidate]);
    if (slot !== undefined) return { index, slot };
  }
  return undefined;
}
