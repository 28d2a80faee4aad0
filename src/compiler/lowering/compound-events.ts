// Statements that make events of more than one operation: `atomic`, `await`, `choose` and `choose (x in …)`.
import type { Stmt } from '../../language/tree';
import { CompileError } from '../compile-error';
import { describeBranch, describeChoice } from './event-text';
import { binary, BOOL, constant } from './fold';
import type { OpenEdge } from './graph';
import type { LoweredLocation, Lvalue, Op } from '../ir';
import { AtomicLowering, type Exits } from './atomic';
import { lowerReturn } from './calls';
import type { TaskFrames } from './task-frames';

/**
 * One event of structured code, with the operations `first` before it. A `return`, `break` or `continue` in it sets a temporary,
 * and a branch after the event goes where that says.
 */
export function lowerAtomic(task: TaskFrames, stmt: Stmt, body: readonly Stmt[], location: LoweredLocation, first: readonly Op[] = []): void {
  const { graph, frame, shared } = task;
  const site = task.site(stmt.span);
  const exit: Lvalue = { kind: 'temp', temp: shared.numbering.temp(), type: { kind: 'int', min: 0, max: 3 } };
  const label = shared.numbering.label();
  let result: Lvalue | undefined;
  const used = new Set<number>();
  const inner = new AtomicLowering(shared, task.current, (variable) => task.lvalue(frame.variables.indexOf(variable), variable), task);
  const leave = (code: number) => (): void => {
    used.add(code);
    inner.emit({ kind: 'set', lvalue: exit, value: constant(code, exit.type), site });
    inner.emit({ kind: 'break', label });
  };
  const exits: Exits = {
    return: (value) => {
      if (value) {
        result ??= { kind: 'temp', temp: shared.numbering.temp(), type: value.type };
        inner.emit({ kind: 'set', lvalue: result, value, site });
      }
      leave(1)();
    },
    break: leave(2),
    continue: leave(3),
  };
  const ops = inner.collect(() => inner.statements(body, frame, frame.variables, exits));
  const node = graph.node(location);
  node.ops.push(...first);
  if (used.size === 0) {
    node.ops.push(...ops);
    return;
  }
  node.ops.push({ kind: 'set', lvalue: exit, value: constant(0, exit.type), site }, { kind: 'labelled', label, body: ops });
  for (const code of used) {
    const ends = graph.branch(undefined, binary('==', exit, constant(code, exit.type), BOOL, site));
    graph.addEdges(ends.then);
    if (code === 1) lowerReturn(task, result, stmt);
    else {
      const loop = frame.loops[frame.loops.length - 1];
      if (!loop) throw new CompileError('`break` or `continue` outside a loop', frame.source, stmt.span);
      (code === 2 ? loop.breaks : loop.continues).push(...graph.takeEdges());
    }
    graph.addEdges(ends.else);
  }
}

export function lowerAwait(task: TaskFrames, stmt: Extract<Stmt, { kind: 'await' }>): void {
  const guard = task.lowerValue(stmt.condition);
  const text = task.text(stmt) ?? describeBranch(guard);
  lowerAtomic(task, stmt, stmt.body, task.location(stmt.span, text, { guard, ...lowerWait(task, stmt) }));
}

/** The variable is a temporary: it exists only within the event. */
export function lowerChooseFrom(task: TaskFrames, stmt: Extract<Stmt, { kind: 'chooseFrom' }>): void {
  const members = task.lowerValue(stmt.set);
  const text = task.text(stmt) ?? describeChoice(members);
  const location = task.location(stmt.span, text, { members, ...lowerWait(task, stmt) });
  const lvalue: Lvalue = { kind: 'temp', temp: task.shared.numbering.temp(), type: task.frame.variables[stmt.variable]!.type };
  task.frame.bindings[stmt.variable] = lvalue;
  lowerAtomic(task, stmt, stmt.body, location, [{ kind: 'choose', lvalue, set: members }]);
}

function lowerWait(task: TaskFrames, stmt: Extract<Stmt, { kind: 'await' | 'chooseFrom' }>): Pick<LoweredLocation, 'reason' | 'holders' | 'waits'> {
  const waits = task.shared.coverageCounters?.arm(stmt, 1).index;
  return {
    ...(waits !== undefined && { waits }),
    ...(stmt.reason && { reason: task.shared.values.template(stmt.reason, task.frame, task) }),
    ...(stmt.holders && { holders: task.lowerValue(stmt.holders) }),
  };
}

export function lowerChoose(task: TaskFrames, stmt: Extract<Stmt, { kind: 'choose' }>): void {
  const { graph } = task;
  const node = graph.node(task.location(stmt.span, task.text(stmt) ?? ['choose']));
  const { versions } = graph;
  graph.takeEdges();
  node.options = stmt.options.map(() => undefined);
  const after: OpenEdge[] = [];
  stmt.options.forEach((option, i) => {
    graph.addEdges([{ from: node, side: i, versions }]);
    graph.node();
    task.countArm(stmt, i);
    task.body(option);
    after.push(...graph.takeEdges());
  });
  graph.addEdges(after);
}
