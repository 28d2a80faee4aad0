import type { Expr, Span } from '../../language/tree';
import { describeBranch } from './event-text';
import type { OpenEdge } from './graph';
import type { Text } from '../ir';
import type { TaskFrames } from './task-frames';

/** The open edges of both branches of a condition. The test is an event if it reads shared state. */
export function lowerCondition(task: TaskFrames, expr: Expr, span: Span, text?: Text): { then: OpenEdge[]; else: OpenEdge[] } {
  const { graph } = task;
  const acts = task.shared.values.acts(expr, task.frame);
  if (acts && expr.kind === 'unary' && expr.operator === '!') {
    const ends = lowerCondition(task, expr.operand, span, text);
    return { then: ends.else, else: ends.then };
  }
  if (acts && expr.kind === 'binary' && (expr.operator === '&&' || expr.operator === '||')) {
    const left = lowerCondition(task, expr.left, span, text);
    graph.addEdges(expr.operator === '&&' ? left.then : left.else);
    const right = lowerCondition(task, expr.right, span, text);
    return expr.operator === '&&'
      ? { then: right.then, else: [...left.else, ...right.else] }
      : { then: [...left.then, ...right.then], else: right.else };
  }
  const value = task.lowerValue(expr);
  if (!graph.reachable) return { then: [], else: [] };
  if (value.kind === 'const') return value.value ? { then: graph.takeEdges(), else: [] } : { then: [], else: graph.takeEdges() };
  const node = task.access.shared(value)
    ? graph.node(task.location(expr.span ?? span, text ?? describeBranch(value)))
    : undefined;
  return graph.branch(node, value);
}
