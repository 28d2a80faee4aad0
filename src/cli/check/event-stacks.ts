// Where the events stand that a missing wait names: for editors, which show the statements.
import type { EventStack } from '../../explorer/check-messages';
import { EDIT_TASK } from '../../machine/execution/choice';
import { replay } from '../../machine/schedule/replay';
import type { CheckResult } from './check-result';

/** Undefined if nothing went wrong. */
export function eventStacks(result: CheckResult): readonly EventStack[] | undefined {
  const { exploration: { schedule, missingWait }, loaded: { kernel } } = result;
  if (!schedule || !missingWait) return undefined;
  // It may have to be compiled again; what the model has no room for has none.
  const { execution } = replay(result.program, schedule);
  const own = new Set([...kernel.functions, ...kernel.agents, ...kernel.invariants].map(({ source }) => source));
  return missingWait.events.filter((index) => index < execution.length).flatMap((index) => {
    const { task, text, location } = execution.eventAt(index);
    if (task.index === EDIT_TASK) return [];
    const frames = location.frames.map(({ function: name, source, span: [line, column] }) => ({ function: name, source, isKernel: own.has(source), line: line + 1, column: column + 1 }));
    return [{ event: index + 1, task: task.name, text, frames }];
  });
}
