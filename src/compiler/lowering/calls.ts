// Calls, expanded inline. An argument that is constant or a variable of the caller costs no slot, and a result that is the
// same constant on every return is a constant for the caller.
import type { Func, Stmt } from '../../language/tree';
import { constant } from './fold';
import type { OpenEdge } from './graph';
import type { Lvalue, Site, Text, Value } from '../ir';
import { AtomicLowering } from './atomic';
import { RETURNED } from '../program';
import type { Frame, TaskFrames } from './task-frames';
import { Divided, partsOf, type VersionSet } from '../version-set';

export function lowerCall(task: TaskFrames, func: Func, args: readonly Value[], site: Site): Value {
  return func.kind === 'atomic' ? callAtomic(task, func, args, site) : callPlain(task, func, args, site);
}

export function lowerReturn(task: TaskFrames, value: Value | undefined, stmt: Stmt): void {
  const { graph } = task;
  if (!graph.reachable) return;
  const shared = value !== undefined && task.access.shared(value);
  const node = graph.node(shared ? task.location(stmt.span, task.text(stmt) ?? ['return ', value]) : undefined);
  const [end] = graph.takeEdges();
  task.frame.returns.push({ value, node, end: end as OpenEdge });
}

function callPlain(task: TaskFrames, func: Func, args: readonly Value[], site: Site): Value {
  const { graph } = task;
  const top = graph.top;
  const frame = task.enter(func, site.span);
  func.variables.slice(0, func.arity).forEach((variable, i) => {
    const arg = args[i] as Value;
    const plain = variable.final && (arg.kind === 'slot' || !task.access.stateful(arg)) ? arg : task.copy(variable, arg, site);
    task.bind(frame, i, plain);
  });
  if (!graph.reachable) return constant(0, func.result);
  task.stack.push(frame);
  stand(task, func.name, true, site);
  task.body(func.body, true);
  task.stack.pop();
  const value = result(task, func, frame, top, site);
  graph.addEdges(frame.returns.map(({ end }) => end));
  stand(task, func.name, false, site);
  if (func.noreturn) {
    // The calls around it are over, too.
    for (const { activation } of task.stack.slice(1)) stand(task, activation.function, false, site);
    task.exits.push(...graph.takeEdges());
  }
  markReturn(task);
  return value;
}

/** Notes that the task is in a call of the function from here on, or not any more. */
function stand({ graph, shared, current }: TaskFrames, func: string, isIn: boolean, site: Site): void {
  if (!graph.reachable) return;
  for (const op of shared.auxiliary.stands(func, isIn, current, site)) graph.emit(op);
}

/** Marks that a call of the task's own body has returned: progress, for the search for livelocks. */
function markReturn({ graph, stack }: TaskFrames): void {
  if (stack.length === 1) graph.emit({ kind: 'mark', name: RETURNED });
}

/** The constant that all returns have in common, or else a slot of the caller that each return stores into. */
function result(task: TaskFrames, func: Func, frame: Frame, top: number, site: Site): Value {
  const { graph } = task;
  graph.top = top;
  const [first] = frame.returns;
  if (func.result.kind === 'void' || !first?.value) return constant(0, func.result);
  const known = knownResult(task, frame);
  if (known !== undefined) return constant(known, first.value.type);
  const slot = graph.slot(`${func.name}()`, func.result);
  task.finals.add(slot);
  const lvalue: Lvalue = { kind: 'slot', slot, type: func.result };
  for (const each of frame.returns) {
    if (each.value) each.node.ops.push({ kind: 'set', lvalue, value: each.value, site });
  }
  return lvalue;
}

/** The constant that every version at hand returns; undefined if they return no constant. */
function knownResult({ shared: { selection } }: TaskFrames, { returns }: Frame): number | undefined {
  const answers = selection.versions.map((_, i): [number | undefined, VersionSet] => {
    const values = returns.flatMap(({ value, end }) => (end.versions >>> i & 1 ? [value?.kind === 'const' ? value.value : undefined] : []));
    return [values.every((value) => value === values[0]) ? values[0] : undefined, values.length > 0 ? 1 << i : 0];
  });
  const parts = partsOf(selection.all, answers);
  if (parts.length > 1) throw new Divided(parts.map(([, versions]) => versions));
  return parts[0]?.[0];
}

function callAtomic(task: TaskFrames, func: Func, args: readonly Value[], site: Site): Value {
  const { graph, shared } = task;
  if (!graph.reachable) return constant(0, func.result);
  const frame = task.enter(func, site.span);
  func.variables.slice(0, func.arity).forEach((_, i) => task.bind(frame, i, args[i] as Value));
  const first = func.body[0]?.label;
  const label = first && shared.values.template(first, frame, task);
  task.stack.push(frame);
  const location = task.location(func.body[0]?.span ?? func.span, label ?? callText(func, args));
  task.stack.pop();
  stand(task, func.name, true, site);
  const inner = new AtomicLowering(shared, task.current, () => { throw new Error('an expanded call has its own variables'); });
  let result: Value = constant(0, func.result);
  const ops = inner.collect(() => (result = inner.call(func, args, site)));
  const node = graph.node(location);
  node.ops.push(...ops, ...shared.auxiliary.stands(func.name, false, task.current, site));
  markReturn(task);
  if (func.result.kind === 'void') return result;
  const slot = graph.slot(`${func.name}()`, func.result);
  task.finals.add(slot);
  const lvalue: Lvalue = { kind: 'slot', slot, type: func.result };
  node.ops.push({ kind: 'set', lvalue, value: result, site });
  return lvalue;
}

function callText(func: Func, args: readonly Value[]): Text {
  return [`${func.name}(`, ...args.flatMap((arg, i): Text => (i > 0 ? [', ', arg] : [arg])), ')'];
}
