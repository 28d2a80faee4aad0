// Which task of a recording is which process of a scenario: by their names, or as the user says.
import { canBe, type RecordedTask } from './recorded-task';

export interface TaskAssignment {
  readonly pairs: readonly { readonly process: string; readonly task: RecordedTask }[];
  /** Processes that no task of the recording is. */
  readonly missing: readonly string[];
  processOf(name: string, pid: number | undefined): string | undefined;
}

/** `who`: the name of a task, or its number. */
export interface Assigned {
  readonly who: string;
  readonly process: string;
}

/** Several tasks can be the same process. */
export class AmbiguousTask extends Error {
  constructor(readonly process: string, readonly tasks: readonly RecordedTask[]) {
    super(`${tasks.length} tasks of the recording can be \`${process}\``);
    this.name = 'AmbiguousTask';
  }
}

/** The name of a process for a task: names of tasks can have any characters. */
export function processName({ name, pid }: Pick<RecordedTask, 'name' | 'pid'>, isShared: boolean): string {
  const word = name.replace(/\W+/g, '_').replace(/^(?=\d)|^$/, 'task_');
  return isShared && pid !== undefined ? `${word}_${pid}` : word;
}

/** Whether a task can be a process. */
export function canBeProcess(name: string, pid: number | undefined, processes: readonly string[], assigned: readonly Assigned[]): boolean {
  if (assigned.some(({ who }) => canBe(name, who) || who === String(pid))) return true;
  return processes.some((process) => canBe(processName({ name, pid }, false), process) || process === processName({ name, pid }, true) || process.endsWith(`_${pid}`));
}

/** Throws an AmbiguousTask. */
export function assignTasks(tasks: readonly RecordedTask[], processes: readonly string[], assigned: readonly Assigned[]): TaskAssignment {
  const pairs = processes.flatMap((process) => {
    const who = assigned.filter((each) => each.process === process).map((each) => each.who);
    const chosen = tasks.filter(({ name, pid }) => who.includes(name) || who.includes(String(pid)));
    const named = tasks.filter((task) => !assigned.some((each) => each.who === String(task.pid)) && processName(task, false) === process);
    const numbered = tasks.filter((task) => processName(task, true) === process);
    const found = [chosen, numbered, named].find((each) => each.length > 0) ?? [];
    // Of those that were never switched to but by name, nothing is known.
    const active = found.filter(({ calls }) => calls.all.length > 0);
    const [task, ...others] = active.length > 0 ? active : found;
    if (others.length > 0) throw new AmbiguousTask(process, [task!, ...others]);
    return task ? [{ process, task }] : [];
  });
  return {
    pairs, missing: processes.filter((process) => !pairs.some((pair) => pair.process === process)),
    processOf: (name, pid) => pairs.find(({ task }) => (pid !== undefined && task.pid !== undefined ? task.pid === pid : canBe(name, task.name)))?.process,
  };
}
