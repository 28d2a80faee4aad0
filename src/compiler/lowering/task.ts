// A task's body to a graph of events. Calls are expanded inline, so each node knows its whole call stack, and a constant
// argument is constant in everything that is called with it.
import { format } from '../../language/checker/grain';
import type { Routine, Stmt, Template, Variable } from '../../language/tree';
import type { Access } from './access';
import { CompileError } from '../compile-error';
import { describeBranch, describeSet } from './event-text';
import type { Lvalue, Op, TaskGraph, Text, Value } from '../ir';
import type { Shared } from './atomic';
import { lowerCall, lowerReturn } from './calls';
import { lowerCondition } from './condition';
import { lowerAtomic, lowerAwait, lowerChoose, lowerChooseFrom } from './compound-events';
import { lowerCount, lowerWhile } from './loops';
import { instanceName } from './instance-names';
import { lowerStatements } from './statements';
import type { ProcessContext } from './startable';
import { begin, lowerStart } from './starts';
import { TaskFrames } from './task-frames';

/** Nodes of a task. A system call has some hundreds, and more than this take minutes to compile. */
const MOST_NODES = 100_000;

export interface TaskSource extends ProcessContext {
  readonly routine: Routine;
  /** Values of the routine's first variables. */
  readonly bindings: readonly Value[];
  /** The task's own object. */
  readonly current: Value;
  /** At its end it begins again, as agents do. */
  readonly repeats: boolean;
}

/** Lowers a process or an agent. `nameObject` is called with the variable by which the scenario names a new object. */
export function lowerTask(
  shared: Shared, access: Access, source: TaskSource,
  nameObject: (object: string, id: number, variable: string) => void,
): TaskGraph {
  const { routine, bindings, current, repeats, isStarted } = source;
  const task = new TaskFrames(shared, access, current, { body: lowerBody, call: lowerCall }, nameObject, source.variables, source.starts, source.hooks);
  const { graph } = task;
  const frame = task.enter(routine, undefined);
  bindings.forEach((value, i) => task.bind(frame, i, value));
  task.stack.push(frame);
  graph.node();
  if (isStarted) begin(task, routine, isStarted);
  if (isStarted?.isReachable !== false) task.body(routine.body, true);
  graph.addEdges(frame.returns.splice(0).map((site) => site.end));
  if (source.hooks?.atEnd && graph.reachable) task.idle(source.hooks.atEnd, task.site(routine.span));
  graph.addEdges(task.exits);
  if (repeats) graph.connectTo(graph.start);
  else if (graph.reachable) graph.node({ ...task.location(routine.span, ['end']), ended: true });
  return graph.finish();
}

function lowerBody(task: TaskFrames, statements: readonly Stmt[], isWhole: boolean): void {
  const { graph, frame } = task;
  const [top, visible] = [graph.top, frame.activation.visible.length];
  lowerStatements(task, statements, isWhole, statement);
  graph.top = top;
  frame.activation.visible.length = visible;
}

function constantText({ shared: { world, values }, frame }: TaskFrames, message: Template): string {
  const nothing = (): never => { throw new Error('a template without effects'); };
  return values.template(message, frame, { isOneEvent: true, call: nothing, create: nothing, keep: nothing, branch: nothing }).map((part) => {
    if (typeof part === 'string') return part;
    if (part.kind !== 'const') return '…';
    const instance = part.type.kind === 'object' ? world.instance(part.type.name, part.value) : undefined;
    return instance ? instanceName(world, instance) : String(part.value);
  }).join('');
}

function statement(task: TaskFrames, stmt: Stmt): void {
  const { graph } = task;
  if (graph.nodes.length > MOST_NODES) {
    throw CompileError.limit(`a process is too long: more than ${MOST_NODES} events and branches, with all calls expanded; put calls that are repeated into a loop`, task.outermost(stmt.span));
  }
  // A `while` is counted at its test, each time.
  if (stmt.kind !== 'while') task.count(stmt);
  switch (stmt.kind) {
    case 'block': return task.body(stmt.body);
    case 'atomic': {
      const { locks = [], reason } = stmt;
      const atomicity = { locks: locks.map((lock) => format(lock, task.frame.variables)), ...(reason !== undefined && { reason }) };
      return lowerAtomic(task, stmt, stmt.body, task.location(stmt.span, task.text(stmt) ?? ['atomic'], { atomicity }));
    }
    case 'await': return lowerAwait(task, stmt);
    case 'choose': return lowerChoose(task, stmt);
    case 'chooseFrom': return lowerChooseFrom(task, stmt);
    case 'if': {
      const ends = lowerCondition(task, stmt.condition, stmt.span, task.text(stmt));
      graph.addEdges(ends.then);
      task.countArm(stmt, 0);
      task.body([stmt.then]);
      const after = graph.takeEdges();
      graph.addEdges(ends.else);
      task.countArm(stmt, 1);
      if (stmt.else) task.body([stmt.else]);
      return graph.addEdges(after);
    }
    case 'while': return lowerWhile(task, stmt);
    case 'forRange':
    case 'forAll':
    case 'forEach':
    case 'repeat': return lowerCount(task, stmt);
    case 'return': return lowerReturn(task, stmt.value && task.lowerValue(stmt.value), stmt);
    case 'break':
    case 'continue': {
      const loop = task.frame.loops[task.frame.loops.length - 1];
      if (!loop) throw new CompileError(`\`${stmt.kind}\` outside a loop`, task.frame.source, stmt.span);
      (stmt.kind === 'break' ? loop.breaks : loop.continues).push(...graph.takeEdges());
      return;
    }
    case 'mark': {
      const { historyVariables } = task.shared;
      if (historyVariables) graph.emit(historyVariables.mark(stmt.name, task.site(stmt.span)));
      for (const op of task.shared.auxiliary.passed(stmt.name, task.current, task.site(stmt.span))) graph.emit(op);
      return graph.emit({ kind: 'mark', name: stmt.name });
    }
    case 'assert': {
      const condition = task.lowerValue(stmt.condition);
      if (!task.shared.records(stmt.name)) {
        // The event stays, and what fails in it.
        const op: Op = { kind: 'set', lvalue: temporary(task, condition), value: condition, site: task.site(stmt.span) };
        return act(task, op, task.access.shared(condition), stmt, describeBranch(condition));
      }
      const message = task.shared.values.template(stmt.message ?? [], task.frame, task);
      const assertion = task.shared.numbering.assertion({ name: stmt.name, site: task.site(stmt.span), message });
      return act(task, { kind: 'assert', property: stmt.name, condition, assertion, message }, task.access.shared(condition), stmt, describeBranch(condition));
    }
    case 'limit': {
      const condition = task.lowerValue(stmt.condition);
      const message = task.shared.values.template(stmt.message, task.frame, task);
      // What the model may have no room for is an event, also where it reads no shared state: the process can come as far as here.
      const isCertain = condition.kind === 'const' && condition.value !== 0;
      return isCertain ? undefined : act(task, { kind: 'limit', condition, message, site: task.site(stmt.span) }, true, stmt, describeBranch(condition));
    }
    case 'free': {
      const id = task.lowerValue(stmt.target);
      if (stmt.target.type.kind !== 'object') return;
      const op: Op = { kind: 'reset', object: stmt.target.type.name, id, isNew: false, site: task.site(stmt.span) };
      return act(task, op, task.access.shared(id), stmt, ['free ', id]);
    }
    case 'start': return lowerStart(task, stmt);
    case 'assign': return assign(task, stmt);
    case 'expression': {
      const value = task.lowerValue(stmt.value);
      if (task.access.shared(value)) act(task, { kind: 'set', lvalue: temporary(task, value), value, site: task.site(stmt.span) }, true, stmt, ['read ', value]);
      return;
    }
    case 'require': {
      const condition = task.lowerValue(stmt.condition);
      if (condition.kind === 'const' && condition.value !== 0) return;
      const message = condition.kind === 'const' ? constantText(task, stmt.message) : 'what this call requires is not known before the first event';
      throw new CompileError(message, ...task.outermost(stmt.span));
    }
    case 'empty': return;
  }
}

/** Makes the operation an event if it accesses shared state, else a part of the event before. */
function act(task: TaskFrames, op: Op, shared: boolean, stmt: Stmt, fallback: Text): void {
  if (!task.graph.reachable) return;
  if (shared) task.graph.node(task.location(stmt.span, task.text(stmt) ?? fallback)).ops.push(op);
  else task.graph.emit(op);
}

function assign(task: TaskFrames, stmt: Extract<Stmt, { kind: 'assign' }>): void {
  const before = task.objectsMade;
  const value = task.lowerValue(stmt.value);
  if (task.stack.length === 1 && stmt.target.kind === 'local') task.nameCreated(before, task.frame.variables[stmt.target.index] as Variable);
  const site = task.site(stmt.span);
  if (!task.graph.reachable) return;
  if (stmt.target.kind !== 'local') {
    const target = task.lowerValue(stmt.target);
    // A constant field is given the value that it has.
    if (target.kind === 'const') return;
    const lvalue = target as Lvalue;
    const shared = lvalue.kind === 'field' && !lvalue.stable;
    return act(task, { kind: 'set', lvalue, value, site }, shared || task.access.shared(lvalue) || task.access.shared(value), stmt, describeSet(lvalue, value));
  }
  const { index } = stmt.target;
  const variable = task.frame.variables[index] as Variable;
  const isConstant = variable.final && value.kind === 'const' && task.frame.bindings[index] === undefined;
  if (isConstant || (variable.final && task.aliasable(value) && !task.field(index))) task.bind(task.frame, index, value);
  else {
    const lvalue = task.lvalue(index, variable);
    act(task, { kind: 'set', lvalue, value, site }, task.access.shared(value) || (lvalue.kind === 'field' && !lvalue.stable), stmt, describeSet(lvalue, value));
  }
  if (task.stack.length > 1 || !task.graph.reachable) return;
  for (const op of task.shared.auxiliary.assigned(variable, task.frame.bindings[index]!, site)) task.graph.emit(op);
}

function temporary(task: TaskFrames, value: Value): Lvalue {
  return { kind: 'temp', temp: task.shared.numbering.temp(), type: value.type };
}
