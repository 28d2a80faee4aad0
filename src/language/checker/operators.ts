import type { Binary, Expression, NameExpression, Unary } from '../generated/ast';
import type { BinaryOperator, Expr, Type } from '../tree';
import { aType, arithmetic, BOOL, constantOf, INT, intType, isAssignable } from '../types';
import { parseVersion } from '../versions';
import type { Context } from './context';
import { error, textOf } from './context';
import { knowing, testedBy } from './function-values';
import { split } from './live';

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const mirrored: Readonly<Record<string, Comparison>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

export function checkUnary(context: Context, node: Unary): Expr | undefined {
  const isNot = node.operator === '!';
  const operand = context.expression(context, node.operand, isNot ? BOOL : INT);
  if (!operand) return undefined;
  const { type } = operand;
  if (isNot) {
    if (type.kind === 'bool') return { kind: 'unary', operator: '!', operand, type: BOOL };
    const text = textOf(context, node.operand);
    const hint = type.kind === 'int' ? `; write \`${text} == 0\``
      : type.kind === 'object' || type.kind === 'set' ? `; write \`${text} == null\`` : '';
    return error(context, node, `\`!\` takes a bool, but \`${text}\` is ${aType(type)}${hint}`);
  }
  if (type.kind !== 'int') return wrongOperand(context, node.operand, '-', 'an int', type);
  return folded({ kind: 'unary', operator: '-', operand, type: intType(-type.max, -type.min) });
}

export function checkBinary(context: Context, node: Binary): Expr | undefined {
  const { operator } = node;
  if (operator === 'in' && isFunctionName(context, node.right)) return checkStands(context, node, node.right);
  if (isVersion(node.left) || isVersion(node.right)) return checkKernel(context, node);
  if (operator === '&&' || operator === '||') return checkLogic(context, node, operator);
  const [left, right] = checkBoth(context, node);
  if (!left || !right) return undefined;
  if (operator === '==' || operator === '!=') return checkEquality(context, node, left, right);
  if (operator === 'in') return checkMembership(context, node, left, right);
  if ((operator === '+' || operator === '-') && [left, right].some(({ type }) => type.kind === 'set' || type.kind === 'object')) {
    return checkSets(context, node, left, right);
  }
  if (left.type.kind !== 'int') return wrongOperand(context, node.left, operator, 'ints', left.type);
  if (right.type.kind !== 'int') return wrongOperand(context, node.right, operator, 'ints', right.type);
  if (comparisons.includes(operator)) return { kind: 'binary', operator, left, right, type: BOOL };
  if ((operator === '/' || operator === '%') && constantOf(right.type) === 0) {
    return error(context, node, 'division by zero', 'right');
  }
  return folded({ kind: 'binary', operator, left, right, type: arithmetic(operator, left.type, right.type) });
}

/** One side may need the type of the other: `null`, and names that several enums have. */
function checkBoth(context: Context, node: Binary): [Expr | undefined, Expr | undefined] {
  const needsOther = (side: Expression | undefined) => side?.$type === 'NullLiteral'
    || (side?.$type === 'NameExpression' && (context.names.members.get(side.name)?.length ?? 0) > 0);
  if (node.operator === 'in') {
    const set = context.expression(context, node.right);
    const element: Type | undefined = set?.type.kind === 'set' ? { kind: 'object', name: set.type.name } : undefined;
    return [context.expression(context, node.left, element), set];
  }
  if (needsOther(node.left)) {
    const right = context.expression(context, node.right);
    return [context.expression(context, node.left, right?.type), right];
  }
  const left = context.expression(context, node.left);
  return [left, context.expression(context, node.right, left?.type)];
}

function checkLogic(context: Context, node: Binary, operator: '&&' | '||'): Expr | undefined {
  const left = context.expression(context, node.left, BOOL);
  const [whenTrue, whenFalse] = left ? split(left, context.live) : [context.live, context.live];
  const [known, knownOtherwise] = left ? testedBy(left) : [[], []];
  const here: Context = { ...context, live: operator === '&&' ? whenTrue : whenFalse };
  const right = context.expression(knowing(here, operator === '&&' ? known : knownOtherwise), node.right, BOOL);
  if (!left || !right) return undefined;
  if (left.type.kind !== 'bool') return wrongOperand(context, node.left, operator, 'bools', left.type);
  if (right.type.kind !== 'bool') return wrongOperand(context, node.right, operator, 'bools', right.type);
  return { kind: 'binary', operator, left, right, type: BOOL };
}

function checkEquality(context: Context, node: Binary, left: Expr, right: Expr): Expr | undefined {
  const { type: a } = left;
  const { type: b } = right;
  if ((!isAssignable(a, b) && !isAssignable(b, a)) || a.kind === 'void') {
    const hint = (a.kind === 'set' && b.kind === 'object') || (b.kind === 'set' && a.kind === 'object')
      ? '; membership is written `x in s`' : '';
    return error(context, node, `\`${textOf(context, node.left)}\` is ${aType(a)} and \`${textOf(context, node.right)}\` is `
      + `${aType(b)}: they are never equal${hint}`);
  }
  const operator = node.operator as '==' | '!=';
  return { kind: 'binary', operator, left: asType(left, b), right: asType(right, a), type: BOOL };
}

function checkMembership(context: Context, node: Binary, left: Expr, right: Expr): Expr | undefined {
  if (right.type.kind !== 'set') return wrongOperand(context, node.right, 'in', 'a set on its right', right.type);
  const element: Type = { kind: 'object', name: right.type.name };
  if (!isAssignable(left.type, element)) return wrongOperand(context, node.left, 'in', `${aType(element)} on its left`, left.type);
  return { kind: 'binary', operator: 'in', left: asType(left, element), right, type: BOOL };
}

/** A name that is no value: in an assert of the scenario `t in f` asks whether the task's call stack contains the function. */
function isFunctionName(context: Context, node: Expression | undefined): node is NameExpression {
  if (node?.$type !== 'NameExpression' || context.scope.lookup(node.name) || context.declared.has(node.name)) return false;
  const { names } = context;
  if (names.functions.has(node.name)) return true;
  return context.observation !== undefined && !names.globals.has(node.name) && !names.constants.has(node.name) && !names.members.has(node.name);
}

function checkStands(context: Context, node: Binary, func: NameExpression): Expr | undefined {
  if (!context.observation) {
    return error(context, node, `where tasks stand can be asked in an \`assert\` or \`reach\` of a scenario only, not here: \`${func.name}\` is a function`);
  }
  const { task } = context.names;
  const left = context.expression(context, node.left);
  if (!left || !task) return undefined;
  if (left.type.kind !== 'object' || left.type.name !== task.name) return wrongOperand(context, node.left, 'in', 'a process before a function', left.type);
  return context.observation.stands(context, func, left);
}

/** Union and difference; an object counts as the set of it alone, `null` as the empty set. */
function checkSets(context: Context, node: Binary, left: Expr, right: Expr): Expr | undefined {
  const named = [left.type, right.type].find((type) => type.kind === 'set' || type.kind === 'object');
  const set: Type = { kind: 'set', name: named && 'name' in named ? named.name : '' };
  for (const [side, { type }] of [[node.left, left], [node.right, right]] as const) {
    const fits = type.kind === 'null' || ((type.kind === 'set' || type.kind === 'object') && type.name === set.name);
    if (!fits) return wrongOperand(context, side, node.operator, `${aType(set)} or its elements`, type);
  }
  const operator: BinaryOperator = node.operator === '+' ? 'union' : 'minus';
  return { kind: 'binary', operator, left: asSet(left, set), right: asType(right, set), type: set };
}

/** An object reference where a set is wanted. */
export function asSet(value: Expr, set: Type): Expr {
  if (value.type.kind !== 'object') return asType(value, set);
  return { kind: 'binary', operator: 'union', left: { kind: 'literal', value: 0, type: set }, right: value, type: set };
}

function asType(value: Expr, type: Type): Expr {
  return value.type.kind === 'null' ? { ...value, type } : value;
}

function isVersion(node: Expression | undefined): boolean {
  return node?.$type === 'KernelExpression' || node?.$type === 'VersionLiteral';
}

function checkKernel(context: Context, node: Binary): Expr | undefined {
  const [kernel, literal] = node.left?.$type === 'KernelExpression' ? [node.left, node.right] : [node.right, node.left];
  if (kernel?.$type !== 'KernelExpression' || literal?.$type !== 'VersionLiteral') {
    return error(context, node, '`KERNEL` is compared with versions, and versions with `KERNEL`: `KERNEL < v4.18`');
  }
  if (!comparisons.includes(node.operator)) {
    return error(context, node, `\`KERNEL\` can be compared (${comparisons.join(' ')}), not used with \`${node.operator}\``);
  }
  const version = parseVersion(literal.value);
  if (version === undefined) return error(context, literal, `\`${literal.value}\` is not a kernel version; one is written v4.18`);
  const operator = node.operator as Comparison;
  return { kind: 'kernel', operator: kernel === node.left ? operator : mirrored[operator]!, version, type: BOOL };
}

function wrongOperand(context: Context, node: Expression, operator: string, wanted: string, type: Type): undefined {
  return error(context, node, `\`${operator}\` takes ${wanted}, but \`${textOf(context, node)}\` is ${aType(type)}`);
}

/** `-1`, and sums of constants: their type has one value, which is all that is left. */
function folded(value: Expr & { kind: 'unary' | 'binary' }): Expr {
  const operands = value.kind === 'unary' ? [value.operand] : [value.left, value.right];
  const constant = constantOf(value.type);
  if (constant === undefined || operands.some((operand) => operand.kind !== 'literal')) return value;
  return { kind: 'literal', value: constant, type: value.type };
}

