import type { ForStatement, RepeatStatement, WhileStatement } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Expr, Stmt, Type } from '../tree';
import { aType, constantOf, intType, isAssignable } from '../types';
import type { BodyContext, Flow } from './body-context';
import { headerSpan, orEmpty } from './body-context';
import { error, textOf, useSymbol } from './context';
import { checkCondition, checkExpression } from './expressions';
import { findField } from './fields';
import { knowing, testedBy } from './function-values';
import { split } from './live';
import { declareLocal } from './locals';
import { objectSymbol } from './names';

const MAX_REPEAT = 1000;

export function checkWhile(context: BodyContext, node: WhileStatement): Flow {
  const condition = checkCondition(context, node.condition, true);
  const [whenTrue, whenFalse] = condition ? split(condition, context.live) : [context.live, context.live];
  const loop = { breaks: 0 };
  const body = context.scope.block(() => context.statement(knowing({ ...context, live: whenTrue, loop }, condition ? testedBy(condition)[0] : []), node.body));
  const span = headerSpan(context, node, 'condition');
  return {
    statement: condition && { kind: 'while', condition, body: orEmpty(body.statement), span },
    live: whenFalse | loop.breaks,
  };
}

export function checkRepeat(context: BodyContext, node: RepeatStatement): Flow {
  const value = checkExpression(context, node.count, { kind: 'int', min: 0, max: MAX_REPEAT });
  const count = value && constantOf(value.type);
  if (value && count === undefined) error(context, node, '`repeat` takes a number that is known beforehand; use `for (i in 0 .. n - 1)`', 'count');
  else if (count !== undefined && (count < 0 || count > MAX_REPEAT)) error(context, node, `\`repeat\` takes 0 … ${MAX_REPEAT}`, 'count');
  const loop = { breaks: 0 };
  const body = context.scope.block(() => context.statement({ ...context, loop }, node.body));
  const span = headerSpan(context, node, 'count');
  return {
    statement: count === undefined ? undefined : { kind: 'repeat', count, body: orEmpty(body.statement), span },
    live: count === 0 ? context.live : body.live | loop.breaks | context.live,
  };
}

export function checkFor(context: BodyContext, node: ForStatement): Flow {
  const loop = { breaks: 0 };
  const statement = context.scope.block(() => {
    const inside: BodyContext = { ...context, loop };
    if (node.all) return overAll(inside, node);
    return node.to ? overRange(inside, node) : overArray(inside, node);
  });
  return { statement, live: context.live | loop.breaks };
}

/** `for (x in all T)` */
function overAll(context: BodyContext, node: ForStatement): Stmt | undefined {
  const object = context.names.objects.get(node.type ?? '');
  if (!object) {
    if (node.type) error(context, node, `unknown object type \`${node.type}\`${suggestion(node.type, context.names.objects.keys())}`, 'type');
    return checkRound(context, node, undefined) && undefined;
  }
  useSymbol(context, node, 'type', objectSymbol(object));
  if (context.kind === 'process') {
    return error(context, node, 'a process sees what system calls return, not the inside of the kernel; use `for (i in 0 .. n)`');
  }
  const round = checkRound(context, node, { kind: 'object', name: object.name });
  return round && { kind: 'forAll', ...round, type: object.name, span: headerSpan(context, node, 'type') };
}

/** `for (i in 0 .. n - 1)`, both ends included. */
function overRange(context: BodyContext, node: ForStatement): Stmt | undefined {
  const from = checkBound(context, node, 'from');
  const to = checkBound(context, node, 'to');
  if (from?.type.kind !== 'int' || to?.type.kind !== 'int') return checkRound(context, node, undefined) && undefined;
  const [low, high] = [from.type.min, to.type.max];
  const round = checkRound(context, node, intType(Math.min(low, high), Math.max(low, high)));
  return round && { kind: 'forRange', ...round, from, to, span: headerSpan(context, node, 'to') };
}

function checkBound(context: BodyContext, node: ForStatement, side: 'from' | 'to'): Expr | undefined {
  const value = checkExpression(context, node[side], intType(0, 0));
  if (!value || isAssignable(value.type, intType(0, 0))) return value;
  return error(context, node, `the bounds of a range are ints, but \`${textOf(context, node[side]!)}\` is ${aType(value.type)}`, side);
}

/** `for (x in o.array)` */
function overArray(context: BodyContext, node: ForStatement): Stmt | undefined {
  const { from } = node;
  const found = from?.$type === 'FieldAccess' ? findField(context, from) : undefined;
  if (!found) {
    if (from && from.$type !== 'FieldAccess') {
      const value = checkExpression(context, from);
      if (value) error(context, node, `one cannot loop over \`${textOf(context, from)}\`; ${alternatives(value.type)}`, 'from');
    }
    return checkRound(context, node, undefined) && undefined;
  }
  const { receiver, object, field } = found;
  if (!field.size || field.modifier !== 'own') {
    const what = field.size ? 'does not own its elements; use `for (i in 0 .. n - 1)`' : `is not an array; ${alternatives(field.type)}`;
    error(context, node, `\`${field.name}\` of ${object.name} ${what}`, 'from');
    return checkRound(context, node, undefined) && undefined;
  }
  const round = checkRound(context, node, field.type);
  return round && {
    kind: 'forEach', ...round, receiver, object: object.name, field: field.name, span: headerSpan(context, node, 'from'),
  };
}

function alternatives(type: Type): string {
  if (type.kind === 'set') return `use \`for (x in all ${type.name}) if (x in …)\``;
  return type.kind === 'int' ? 'a range is written `0 .. n - 1`' : 'one can loop over `all T`, an array of an object, or a range `0 .. n - 1`';
}

/** Declares the variable and checks the body. With no type, only the body's other mistakes are found. */
function checkRound(context: BodyContext, node: ForStatement, type: Type | undefined): { variable: number; body: Stmt } | undefined {
  const variable = type && declareLocal(context, node, 'variable', type, { isLoop: true });
  if (!variable) return undefined;
  variable.used = true;
  const body = context.statement(context, node.body);
  return { variable: variable.index, body: orEmpty(body.statement) };
}
