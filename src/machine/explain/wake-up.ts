// What keeps a task asleep at the end of an execution in which no task is enabled: who has what it waits for, or which wake-up it missed.
import { isTold } from '../../compiler/program';
import { accessesOf } from '../execution/accesses';
import type { Execution } from '../execution/execution';
import { latestChange, type Write } from './latest-change';
import { heldSince, lostWakeup } from './lost-wakeup';

/** Events are indices. */
export type WakeUp =
  /** Another task has what it waits for, since an event if that is known. */
  | { readonly kind: 'held'; readonly holder: number; readonly since?: number }
  /** The event would have woken it, but came before it slept. */
  | { readonly kind: 'lost'; readonly event: number }
  /** The event changed last what it waits for: after it slept, and did not wake it (`isLate`), or before. */
  | { readonly kind: 'none'; readonly change: Write; readonly isLate: boolean }
  /** No other task has ever changed what it waits for. */
  | { readonly kind: 'untouched' };

export function wakeUpOf(execution: Execution, task: number): WakeUp {
  const { program, length } = execution;
  const [holder] = program.blocked(execution.stateAt(length), task)!.holders;
  if (holder !== undefined) {
    const since = heldSince(execution, task, holder);
    return { kind: 'held', holder, ...(since !== undefined && { since }) };
  }
  return missedWakeUp(execution, task);
}

/** The same, whoever holds what it waits for. */
export function missedWakeUp(execution: Execution, task: number): Exclude<WakeUp, { kind: 'held' }> {
  const asleep = lastEventOf(execution, task);
  const lost = asleep === undefined ? undefined : lostWakeup(execution, task, asleep);
  if (lost !== undefined) return { kind: 'lost', event: lost };
  const change = latestChange(execution, fieldsWaitedFor(execution, task), (other) => other !== task);
  return change ? { kind: 'none', change, isLate: asleep === undefined || change.index > asleep } : { kind: 'untouched' };
}

/** The fields that decide whether the task can go on, and those that its reason speaks of, in this order. */
export function fieldsWaitedFor(execution: Execution, task: number, position = execution.length): number[] {
  const { program } = execution;
  const { reads } = accessesOf(execution.stateAt(position), (state) => {
    program.enabled(state, task);
    program.blocked(state, task);
  });
  return [...reads].filter((slot) => isTold(program.slots[slot]!));
}

/** The event with which the task came to stand where it stands. */
export function lastEventOf(execution: Execution, task: number): number | undefined {
  for (let index = execution.length - 1; index >= 0; index--) if (execution.choiceAt(index).task === task) return index;
  return undefined;
}
