// When a process makes progress: a call of its own body returns, or it ends. Agents have no progress of their own.
import { RETURNED, type Program, type State, type Task } from '../../compiler/program';
import type { Execution } from '../execution/execution';

/** The process is in a call of its own body, or about to perform the first event of one. */
export function isInsideCall(program: Program, state: State, task: number): boolean {
  return isPcInsideCall(program.tasks[task]!, program.location(state, task).pc);
}

/** The same of a process whose program counter is `pc`. */
export function isPcInsideCall({ kind, locations }: Task, pc: number): boolean {
  return kind === 'process' && locations[pc]!.isInCall;
}

/** The process is in a call that has to return: any of its own body or, of a program that watches a response property, one that this is about. */
export function isAwaited(program: Program, state: State, task: number): boolean {
  return isInsideCall(program, state, task) && (program.response?.isAwaited(state, task) ?? true);
}

/** Whether a call of the task's own body returns in the event. The state is not modified. */
export function makesProgress(program: Program, state: State, task: number, alternative: number): boolean {
  const marks: string[] = [];
  program.step(state.slice(), task, alternative, marks);
  return marks.includes(RETURNED);
}

/** The call of its own body that a process is in, or about to begin, at a position, and the index of the call's first event if it has happened. */
export function callAt(execution: Execution, position: number, process: number): { readonly function: string; readonly begin?: number } | undefined {
  const { program } = execution;
  if (!isInsideCall(program, execution.stateAt(position), process)) return undefined;
  let begin: number | undefined;
  for (let index = position - 1; index >= 0; index--) {
    const { task, alternative, edit } = execution.choiceAt(index);
    if (task !== process || edit) continue;
    const state = execution.stateAt(index);
    if (!isInsideCall(program, state, process) || makesProgress(program, state, task, alternative)) break;
    begin = index;
  }
  return { function: program.location(execution.stateAt(position), process).frames.at(-2)!.function, ...(begin !== undefined && { begin }) };
}
