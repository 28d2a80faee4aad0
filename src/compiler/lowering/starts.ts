// `thread` and `fork`: a task lets the kernel start another one, and how that one begins.
import type { Routine, Stmt } from '../../language/tree';
import type { Value } from '../ir';
import type { TaskFrames } from './task-frames';
import type { ProcessContext } from './startable';
import { Apart } from '../version-set';

/** Leaves the constants to the new task, and to a forked child copies of all its variables. Then the kernel starts it. */
export function lowerStart(task: TaskFrames, stmt: Extract<Stmt, { kind: 'start' }>): void {
  const startable = task.starts.get(stmt.name);
  if (!startable || !task.graph.reachable) return;
  const { frame, shared: { selection: { all, now } } } = task;
  // The new task begins with what names mean here.
  if (now !== all) throw new Apart([now, all & ~now]);
  const site = task.site(stmt.span);
  const known = frame.variables.map((variable, index) => [index, variable, frame.bindings[index] ?? frame.outside?.get(index)] as const);
  startable.constants = new Map(known.flatMap(([index, { final }, value]) => (final && value?.kind === 'const' ? [[index, value] as const] : [])));
  for (const [index, , value] of known) {
    const lvalue = startable.inherits.get(index);
    if (!lvalue || !value || startable.constants.has(index)) continue;
    task.graph.emit({ kind: 'set', lvalue, value: task.access.shared(value) ? task.copy(frame.variables[index]!, value, site) : value, site });
  }
  task.call(startable.clone, [startable.object], site);
}

/** A started task waits until it is. A forked child has its variables for itself. */
export function begin(task: TaskFrames, routine: Routine, { begin, ownsVariables }: NonNullable<ProcessContext['isStarted']>): void {
  const site = task.site(routine.span);
  task.idle(begin, site);
  if (!ownsVariables) return;
  routine.variables.forEach((variable, index) => {
    const value: Value | undefined = task.field(index);
    if (value && !variable.final && task.graph.reachable) task.bind(task.frame, index, task.copy(variable, value, site));
  });
}
