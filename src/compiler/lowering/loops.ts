// Loops. A counter is a local slot, and the element that it stands for is computed from it, so a loop costs one slot.
import type { Stmt } from '../../language/tree';
import { binary, BOOL, constant, INT } from './fold';
import { counterRange, type OpenEdge } from './graph';
import type { Lvalue, Node, Site, Value } from '../ir';
import { lowerCondition } from './condition';
import type { TaskFrames } from './task-frames';

type Counted = Extract<Stmt, { kind: 'forRange' | 'forAll' | 'forEach' | 'repeat' }>;

export function lowerWhile(task: TaskFrames, stmt: Extract<Stmt, { kind: 'while' }>): void {
  const { graph } = task;
  const head = join(task);
  task.count(stmt);
  const ends = lowerCondition(task, stmt.condition, stmt.span, task.text(stmt));
  graph.addEdges(ends.then);
  task.countArm(stmt, 0);
  const { breaks, continues } = loop(task, stmt.body);
  graph.addEdges(continues);
  graph.connectTo(head);
  graph.addEdges(ends.else);
  task.countArm(stmt, 1);
  graph.addEdges(breaks);
}

export function lowerCount(task: TaskFrames, stmt: Counted): void {
  const { graph } = task;
  const site = task.site(stmt.span);
  const top = graph.top;
  const visible = task.frame.activation.visible.length;
  const { from, to, element } = bounds(task, stmt, site);
  if (!graph.reachable) return;
  if (from.kind === 'const' && to.kind === 'const' && from.value > to.value) return;
  // The counter of a loop over all objects is an object; the value that it begins with is a number.
  const type = to.kind === 'pool' ? to.type : from.type;
  const slot = graph.slot(stmt.kind === 'repeat' ? 'round' : 'i', type, counterRange(from, to));
  task.finals.add(slot);
  const counter: Lvalue = { kind: 'slot', slot, type };
  graph.emit({ kind: 'set', lvalue: counter, value: from, site });
  const head = join(task);
  const ends = graph.branch(head, binary('<=', counter, to, BOOL, site));
  graph.addEdges(ends.then);
  if (stmt.kind !== 'repeat') task.bind(task.frame, stmt.variable, element(counter));
  const { breaks, continues } = loop(task, stmt.body);
  graph.addEdges(continues);
  if (graph.reachable) {
    graph.emit({ kind: 'set', lvalue: counter, value: binary('+', counter, constant(1, from.type), type, site), site });
    graph.connectTo(head);
  }
  graph.addEdges([...ends.else, ...breaks]);
  graph.top = top;
  task.frame.activation.visible.length = visible;
}

function bounds(task: TaskFrames, stmt: Counted, site: Site): { from: Value; to: Value; element: (counter: Value) => Value } {
  const { values } = task.shared;
  switch (stmt.kind) {
    case 'forRange': {
      const from = task.lowerValue(stmt.from);
      return { from: task.keep(from, site), to: task.keep(task.lowerValue(stmt.to), site), element: (i) => i };
    }
    case 'forAll': {
      const type = { kind: 'object', name: stmt.type } as const;
      return { from: constant(1, INT), to: { kind: 'pool', object: stmt.type, type }, element: (i) => i };
    }
    case 'repeat': {
      const type = { kind: 'int', min: 0, max: stmt.count + 1 } as const;
      return { from: constant(1, type), to: constant(stmt.count, type), element: (i) => i };
    }
    case 'forEach': {
      const receiver = task.keep(task.lowerValue(stmt.receiver), site);
      const scope = task.frame;
      const size = values.size(stmt.object, stmt.field, receiver, scope, stmt.span);
      const type = task.frame.variables[stmt.variable]?.type ?? size.type;
      return {
        from: constant(0, size.type),
        to: binary('-', size, constant(1, size.type), size.type, site),
        element: (index) => values.field({ kind: 'field', receiver: { kind: 'literal', value: 0, type }, object: stmt.object, field: stmt.field, type, span: stmt.span }, receiver, index, scope),
      };
    }
  }
}

function loop(task: TaskFrames, body: Stmt): { breaks: OpenEdge[]; continues: OpenEdge[] } {
  const loop = { breaks: [] as OpenEdge[], continues: [] as OpenEdge[] };
  task.frame.loops.push(loop);
  task.body([body]);
  task.frame.loops.pop();
  return loop;
}

function join(task: TaskFrames): Node {
  task.graph.addEdges(task.graph.takeEdges());
  return task.graph.node();
}
