// When a process makes progress: a call of its own body returns, or it ends. Agents have no progress of their own.
import { RETURNED, type Program, type State, type Task } from '../../compiler/program';

/** The process is in a call of its own body, or about to perform the first event of one. */
export function isInsideCall(program: Program, state: State, task: number): boolean {
  return isPcInsideCall(program.tasks[task]!, program.location(state, task).pc);
}

/** The same of a process whose program counter is `pc`. */
export function isPcInsideCall({ kind, locations }: Task, pc: number): boolean {
  return kind === 'process' && locations[pc]!.frames.length > 1;
}

/** Whether a call of the task's own body returns in the event. The state is not modified. */
export function makesProgress(program: Program, state: State, task: number, alternative: number): boolean {
  const marks: string[] = [];
  program.step(state.slice(), task, alternative, marks);
  return marks.includes(RETURNED);
}
