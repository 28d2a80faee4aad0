import type { CallExpression, Expression, IndirectCall, NewExpression } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Expr, Type } from '../tree';
import { aType, BOOL, constantOf, formatType, intType, isAssignable, isDisjoint, NULL, unite } from '../types';
import { checkCall, checkIndirectCall } from './calls';
import type { Context } from './context';
import { error, spanOf, textOf, useSymbol } from './context';
import { checkField, checkIndex } from './fields';
import { knowing, testedBy } from './function-values';
import { split } from './live';
import { objectSymbol } from './names';
import { checkBinary, checkUnary } from './operators';
import { checkName } from './references';

const HIGHEST = 2 ** 31 - 1;

/** Checks one expression; undefined after an error, which has been reported. */
export function checkExpression(context: Context, node: Expression | undefined, expected?: Type): Expr | undefined {
  switch (node?.$type) {
    case 'IntLiteral':
      if (node.value > HIGHEST) return error(context, node, `${node.value} is too large: numbers end at ${HIGHEST}`);
      return { kind: 'literal', value: node.value, type: intType(node.value, node.value) };
    case 'BoolLiteral': return { kind: 'literal', value: node.value === 'true' ? 1 : 0, type: BOOL };
    case 'NullLiteral':
      return { kind: 'literal', value: 0, type: expected && ['object', 'set', 'function'].includes(expected.kind) ? expected : NULL };
    case 'NameExpression': return checkName(context, node, expected);
    case 'CurrentExpression': return checkCurrent(context, node);
    case 'KernelExpression':
    case 'VersionLiteral':
      return error(context, node, 'a kernel version can only be compared: `KERNEL < v4.18`');
    case 'FieldAccess': return checkField(context, node);
    case 'IndexAccess': return checkIndex(context, node);
    case 'CallExpression': return checkCall(context, node);
    case 'IndirectCall': return checkIndirectCall(context, node);
    case 'NewExpression': return checkNew(context, node);
    case 'Unary': return checkUnary(context, node);
    case 'Binary': return checkBinary(context, node);
    case 'Conditional': return checkConditional(context, node, expected);
    default: return undefined;
  }
}

/** Checks a value for something of a known type; `what` names that: "field `refcount`". */
export function checkAs(context: Context, node: Expression | undefined, to: Type, what: string): Expr | undefined {
  const value = checkExpression(context, node, to);
  if (!value || !node) return undefined;
  if (!isAssignable(value.type, to)) {
    const hint = to.kind === 'bool' ? truthHint(textOf(context, node), value.type) : '';
    return error(context, node, `${what} is ${aType(to)}, but \`${textOf(context, node)}\` is ${aType(value.type)}${hint}`);
  }
  if (isDisjoint(value.type, to) && to.kind === 'int') {
    const constant = constantOf(value.type);
    const shown = constant === undefined ? `\`${textOf(context, node)}\` (${formatType(value.type)})` : String(constant);
    return error(context, node, `${what} holds ${to.min} … ${to.max}; ${shown} does not fit`);
  }
  return value.type.kind === 'null' ? { ...value, type: to } : value;
}

/** A condition of `if`, `while`, `await` and the like. */
export function checkCondition(context: Context, node: Expression | undefined, allowCalls = false): Expr | undefined {
  if (allowCalls) for (const call of callsInCondition(node)) context.callSites.add(call);
  return checkAs(context, node, BOOL, 'a condition');
}

/** The right side of `=` and `return`: a call with events of its own, or `new`, may be the whole of it. */
export function checkWhole(context: Context, node: Expression | undefined, to: Type, what: string): Expr | undefined {
  allowWhole(context, node);
  return checkAs(context, node, to, what);
}

/** Lets a call or `new` stand here, because nothing else is evaluated with it. */
export function allowWhole(context: Context, node: Expression | undefined): void {
  if (node?.$type === 'CallExpression' || node?.$type === 'IndirectCall' || node?.$type === 'NewExpression') context.callSites.add(node);
}

/** The calls of a condition that come before everything else in it. */
function callsInCondition(node: Expression | undefined): (CallExpression | IndirectCall)[] {
  switch (node?.$type) {
    case 'CallExpression': case 'IndirectCall': return [node];
    case 'Unary': return node.operator === '!' ? callsInCondition(node.operand) : [];
    case 'Binary': return ['+', '-', '*', '/', '%', 'in'].includes(node.operator) ? [] : callsInCondition(node.left);
    default: return [];
  }
}

/** C takes anything for a condition; here it says what is meant. */
function truthHint(text: string, type: Type): string {
  switch (type.kind) {
    case 'int': return /^\d+$/.test(text) ? `; write \`${text === '0' ? 'false' : 'true'}\`` : `; write \`${text} != 0\``;
    case 'object': case 'set': return `; write \`${text} != null\``;
    default: return '';
  }
}

function checkCurrent(context: Context, node: Expression): Expr | undefined {
  if (!['function', 'atomic', 'pure', 'agent', 'response'].includes(context.kind)) {
    return error(context, node, '`current` has a meaning only where a task runs: in functions and agents');
  }
  const { task } = context.names;
  if (!task) return error(context, node, '`current` needs an object type that `declares process()`');
  return { kind: 'current', type: { kind: 'object', name: task.name } };
}

function checkNew(context: Context, node: NewExpression): Expr | undefined {
  if (!node.type) return undefined;
  const object = context.names.objects.get(node.type);
  if (!object) {
    return error(context, node, `unknown object type \`${node.type}\`${suggestion(node.type, context.names.objects.keys())}`, 'type');
  }
  useSymbol(context, node, 'type', objectSymbol(object));
  if (!['function', 'atomic', 'agent', 'boot'].includes(context.kind)) {
    return error(context, node, `\`new\` changes the state and cannot stand ${contextName(context)}`);
  }
  if (!context.callSites.has(node)) {
    return error(context, node, `\`new ${node.type}\` must be the whole right side of \`=\`: give the new object a name first`);
  }
  return { kind: 'new', object: object.name, type: { kind: 'object', name: object.name }, span: spanOf(context, node) };
}

function checkConditional(context: Context, node: Expression & { $type: 'Conditional' }, expected?: Type): Expr | undefined {
  const condition = checkCondition(context, node.condition);
  const [whenTrue, whenFalse] = condition ? split(condition, context.live) : [context.live, context.live];
  const [known, knownOtherwise] = condition ? testedBy(condition) : [[], []];
  const then = checkExpression(knowing({ ...context, live: whenTrue }, known), node.then, expected);
  const other = checkExpression(knowing({ ...context, live: whenFalse }, knownOtherwise), node.else, expected);
  if (!condition || !then || !other) return undefined;
  const type = unite(then.type, other.type);
  if (!type) {
    return error(context, node, `the two values of \`?:\` have different types: ${formatType(then.type)} and ${formatType(other.type)}`);
  }
  const retyped = (value: Expr): Expr => (value.type.kind === 'null' ? { ...value, type } : value);
  return { kind: 'conditional', condition, then: retyped(then), else: retyped(other), type };
}

/** "in a pure function", for messages. */
export function contextName(context: Context): string {
  switch (context.kind) {
    case 'function': return 'in a function';
    case 'pure': return 'in a pure function: it only reads';
    case 'atomic': return 'in an atomic function';
    case 'agent': return 'in an agent';
    case 'boot': return 'in `boot`';
    case 'invariant': return 'in an invariant: it only reads';
    case 'process': return 'in a process: it makes system calls only';
    case 'response': return 'in a `response`: it only reads';
    case 'assert': return 'in an `assert`: it only reads';
    case 'derived field': return 'in a `derived` field: it only reads';
    default: return 'here: this value is fixed before the first event';
  }
}
