// Looking back from a task that sleeps for ever: which event came too early to wake it, and since when another task has held what
// it waits for.
import type { State } from '../../compiler/program';
import type { Execution } from '../execution/execution';
import { falseOnModelError } from './false-on-model-error';
import { LOOKBACK } from './latest-change';

/** Events of the sleeper back from its sleep in which a wake-up counts as lost: before that it was about something else. */
const STEPS_INTO_SLEEP = 8;

/**
 * The index of the lost wake-up: the latest event of another task that would have woken this one, had it slept by then. It is
 * looked for shortly before `asleep`, the index of the event with which the task went to sleep.
 */
export function lostWakeup(execution: Execution, task: number, asleep: number): number | undefined {
  const { program } = execution;
  let steps = 0;
  for (const { index, state } of asleepBefore(execution, task, asleep + 1)) {
    const choice = execution.choiceAt(index);
    if (choice.task === task) {
      if (++steps === STEPS_INTO_SLEEP) return undefined;
      continue;
    }
    if (choice.edit) continue;
    const wakes = falseOnModelError(() => {
      if (program.enabled(state, task) > 0 || choice.alternative >= program.enabled(state, choice.task)) return false;
      program.step(state, choice.task, choice.alternative);
      return program.enabled(state, task) > 0;
    });
    if (wakes) return index;
  }
  return undefined;
}

/** The event since which the holder has had what the task waits for at the end. */
export function heldSince(execution: Execution, task: number, holder: number): number | undefined {
  for (const { index, state } of asleepBefore(execution, task, execution.length)) {
    const isHeld = falseOnModelError(() => execution.program.blocked(state, task)?.holders.includes(holder) ?? false);
    if (!isHeld) return index;
  }
  return undefined;
}

/** Before each event, latest first: the state, but with the task as it is at `end`, everything included that it has changed since. */
function* asleepBefore(execution: Execution, task: number, end: number): Generator<{ index: number; state: State }> {
  const { slots } = execution.program;
  const asleep = execution.stateAt(end);
  const own = new Set([...slots.keys()].filter((slot) => slots[slot]!.task === task));
  for (let index = end - 1; index >= Math.max(0, end - LOOKBACK); index--) {
    const before = execution.stateAt(index);
    if (execution.choiceAt(index).task === task) {
      const after = execution.stateAt(index + 1);
      for (const slot of slots.keys()) if (before[slot] !== after[slot]) own.add(slot);
    }
    const state = before.slice();
    for (const slot of own) state[slot] = asleep[slot]!;
    yield { index, state };
  }
}
