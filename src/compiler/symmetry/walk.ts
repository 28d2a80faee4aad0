// Every operation and every value of a piece of code, outer ones first.
import type { Node, Op, Value } from '../ir';

/** What is told of code, outer operations and values first. */
export interface Visitor {
  op?(op: Op, list: readonly Op[], index: number): void;
  /** Values that are read; the lvalue that is written is not, but its object and index are. */
  value?(value: Value): void;
}

/** Visits operations and all that is in them. */
export function visitOps(ops: readonly Op[], visitor: Visitor): void {
  ops.forEach((op, index) => {
    visitor.op?.(op, ops, index);
    switch (op.kind) {
      case 'set':
        visitValue(op.value, visitor);
        if (op.lvalue.kind === 'field') visitParts(op.lvalue, visitor);
        return;
      case 'if':
        visitValue(op.condition, visitor);
        visitOps(op.then, visitor);
        return visitOps(op.else, visitor);
      case 'loop':
        visitValue(op.condition, visitor);
        visitOps(op.body, visitor);
        return visitOps(op.next, visitor);
      case 'labelled': return visitOps(op.body, visitor);
      case 'choose': return visitValue(op.set, visitor);
      case 'reset': return visitValue(op.id, visitor);
      case 'assert': case 'limit': case 'require': return visitValue(op.condition, visitor);
      case 'return': if (op.value) visitValue(op.value, visitor);
    }
  });
}

/** What a node does: its condition to move, its operations, its branch. */
export function visitNode({ location, ops, branch }: Node, visitor: Visitor): void {
  for (const value of [location?.guard, location?.members, location?.holders, branch?.condition]) if (value) visitValue(value, visitor);
  visitOps(ops, visitor);
}

/** Visits a value and all its parts. */
export function visitValue(value: Value, visitor: Visitor): void {
  visitor.value?.(value);
  visitParts(value, visitor);
}

function visitParts(value: Value, visitor: Visitor): void {
  switch (value.kind) {
    case 'field': case 'table':
      visitValue(value.id, visitor);
      if (value.index) visitValue(value.index, visitor);
      return;
    case 'size': return visitValue(value.id, visitor);
    case 'unary': return visitValue(value.operand, visitor);
    case 'binary':
      visitValue(value.left, visitor);
      return visitValue(value.right, visitor);
    case 'conditional':
      visitValue(value.condition, visitor);
      visitValue(value.then, visitor);
      return visitValue(value.else, visitor);
    case 'call':
      visitValue(value.current, visitor);
      for (const arg of value.args) visitValue(arg, visitor);
  }
}
