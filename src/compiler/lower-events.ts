// Events with structure of their own: `atomic`, `await` and `choose`.
import type { Stmt } from '../language/tree';
import { CompileError } from './compile-error';
import { describeBranch } from './event-text';
import { binary, BOOL, constant } from './fold';
import type { LooseEnd } from './graph';
import type { Node, Place, Rest } from './ir';
import { AtomicLowering, type Exits } from './lower-atomic';
import { lowerReturn } from './lower-calls';
import type { TaskFrames } from './task-frames';

/** One event of structured code; `return`, `break` and `continue` in it leave through a branch after it. */
export function lowerAtomic(task: TaskFrames, stmt: Stmt, body: readonly Stmt[], rest: Rest): void {
  const { graph, frame, shared } = task;
  const site = task.site(stmt.span);
  const exit: Place = { kind: 'temp', temp: shared.temp(), type: { kind: 'int', min: 0, max: 3 } };
  const label = shared.temp().name;
  let result: Place | undefined;
  const used = new Set<number>();
  const inner = new AtomicLowering(shared, task.current, (variable) => task.place(frame.variables.indexOf(variable), variable));
  const leave = (code: number) => (): void => {
    used.add(code);
    inner.emit({ kind: 'set', place: exit, value: constant(code, exit.type), site });
    inner.emit({ kind: 'break', label });
  };
  const exits: Exits = {
    return: (value) => {
      if (value) {
        result ??= { kind: 'temp', temp: shared.temp(), type: value.type };
        inner.emit({ kind: 'set', place: result, value, site });
      }
      leave(1)();
    },
    break: leave(2),
    continue: leave(3),
  };
  const ops = inner.collect(() => inner.statements(body, frame, frame.variables, exits));
  const node = graph.node(rest);
  if (used.size === 0) {
    node.ops.push(...ops);
    return;
  }
  node.ops.push({ kind: 'set', place: exit, value: constant(0, exit.type), site }, { kind: 'labelled', label, body: ops });
  for (const code of used) {
    const ends = graph.branch(undefined, binary('==', exit, constant(code, exit.type), BOOL, site));
    graph.give(ends.then);
    if (code === 1) lowerReturn(task, result, stmt);
    else {
      const loop = frame.loops[frame.loops.length - 1];
      if (!loop) throw new CompileError('`break` or `continue` outside a loop', frame.source, stmt.span);
      (code === 2 ? loop.breaks : loop.continues).push(...graph.take());
    }
    graph.give(ends.else);
  }
}

export function lowerAwait(task: TaskFrames, stmt: Extract<Stmt, { kind: 'await' }>): void {
  const { values } = task.shared;
  const guard = task.lowerValue(stmt.condition);
  const reason = stmt.reason && values.template(stmt.reason, task.frame, task);
  const holders = stmt.holders && task.lowerValue(stmt.holders);
  const text = task.text(stmt) ?? describeBranch(guard);
  const waits = task.shared.probes?.arm(stmt, 1).index;
  lowerAtomic(task, stmt, stmt.body, task.rest(stmt.span, text, { guard, ...(waits !== undefined && { waits }), ...(reason && { reason }), ...(holders && { holders }) }));
}

export function lowerChoose(task: TaskFrames, stmt: Extract<Stmt, { kind: 'choose' }>): void {
  const { graph } = task;
  const node = graph.node(task.rest(stmt.span, task.text(stmt) ?? ['choose']));
  graph.take();
  const options: (Node | undefined)[] = stmt.options.map(() => undefined);
  node.options = options;
  const after: LooseEnd[] = [];
  stmt.options.forEach((option, i) => {
    graph.give([(first) => (options[i] = first)]);
    graph.node();
    task.countArm(stmt, i);
    task.body(option);
    after.push(...graph.take());
  });
  graph.give(after);
}
