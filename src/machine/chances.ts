// Looking back for the event that mattered last.
import { ModelError } from '../compiler/program';
import type { Execution } from './execution';

/** An event changed a field. `index` as in `MachineEvent`. */
export interface Write {
  readonly index: number;
  readonly slot: number;
}

/** Events looked back at: what matters is near, and an execution in the debugger may have millions. */
export const HORIZON = 10_000;

/** Events of the sleeper back from its sleep in which a wake-up counts as missed: before that it was about something else. */
const STEPS_INTO_SLEEP = 8;

/** The latest change before `end` of one of the fields by a task that counts. */
export function latestChange(
  execution: Execution, slots: readonly number[], counts: (task: number) => boolean, end = execution.length,
): Write | undefined {
  for (let index = end - 1; index >= Math.max(0, end - HORIZON); index--) {
    if (!counts(execution.choiceAt(index).task)) continue;
    const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
    const slot = slots.find((candidate) => before[candidate] !== after[candidate]);
    if (slot !== undefined) return { index, slot };
  }
  return undefined;
}

/**
 * The latest event of somebody else that would have woken the task, had it slept by then; shortly before `asleep`, the
 * event with which the task went to sleep. This is what a lost wake-up lost.
 */
export function couldHaveWoken(execution: Execution, task: number, asleep: number): number | undefined {
  const { program } = execution;
  const end = execution.stateAt(asleep + 1);
  const own = new Set<number>();
  for (let index = asleep, steps = 0; index >= Math.max(0, asleep - HORIZON) && steps < STEPS_INTO_SLEEP; index--) {
    const choice = execution.choiceAt(index);
    const before = execution.stateAt(index);
    if (choice.task === task) {
      const after = execution.stateAt(index + 1);
      for (const slot of after.keys()) if (before[slot] !== after[slot]) own.add(slot);
      steps++;
      continue;
    }
    const state = before.slice();
    for (const slot of own) state[slot] = end[slot]!;
    try {
      if (program.enabled(state, task) > 0 || choice.alternative >= program.enabled(state, choice.task)) continue;
      program.step(state, choice.task, choice.alternative);
      if (program.enabled(state, task) > 0) return index;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
    }
  }
  return undefined;
}
