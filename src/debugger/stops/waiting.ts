// Which threads wait for which, in words.
import type { Program, State } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import type { Execution } from '../../machine/execution/execution';
import type { RaisedException } from '../history/exception-history';

/** A line for the task and for each that could release it, directly or through others: what it waits for, or would do next. */
export function waitingLines(program: Program, state: State, task: number): string[] {
  const lines: string[] = [];
  const seen = new Set<number>();
  const add = (index: number): void => {
    if (seen.has(index)) return;
    seen.add(index);
    const { name } = program.tasks[index]!;
    const reason = whyNot(program, state, index);
    lines.push(reason === undefined ? `${name} can move: ${program.describe(state, index)}` : `${name} ${reason}`);
    for (const holder of program.blocked(state, index)?.holders ?? []) add(holder);
  };
  add(task);
  return lines;
}

/** An exception for each task that was enabled before the event with this index and is blocked after it. */
export function newlyBlocked(execution: Execution, index: number): RaisedException[] {
  const { program } = execution;
  const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
  return program.tasks.filter(({ index: task }) => program.enabled(before, task) > 0 && program.blocked(after, task))
    .map(({ index: task }) => ({ filter: 'task_blocked', index, task }));
}
