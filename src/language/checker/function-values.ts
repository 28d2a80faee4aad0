// Functions and tables as values. They are fixed when a program is compiled, where each call through one becomes a direct call.
import type { Expression, FieldAccess, NameExpression } from '../generated/ast';
import { list, suggestion } from '../suggest';
import type { Expr, Func, FunctionType, Type } from '../tree';
import { formatSignature, formatType, sameType } from '../types';
import { formatGate } from '../versions';
import type { Context } from './context';
import { error, spanOf, textOf, useSymbol } from './context';
import { NOWHERE, split, throughGate, versionsIn } from './live';
import { functionSymbol, operationSymbol, tableSymbol } from './names';
import { visitExpressions } from './walk';

/** A name where a function or a table is wanted; `undefined` if it names neither, null after an error. */
export function checkNameOfCode(context: Context, node: NameExpression, expected: Type | undefined): Expr | null | undefined {
  const { names } = context;
  const variants = expected?.kind === 'function' ? names.functions.get(node.name) : undefined;
  if (variants && expected?.kind === 'function') return checkFunctionName(context, node, variants, expected) ?? null;
  const table = names.tables.get(node.name);
  if (!table || (expected?.kind !== 'operations' && context.declared.has(node.name))) return undefined;
  useSymbol(context, node, 'name', tableSymbol(table));
  if (!existsWhereUsed(context, node, [table], table.name)) return null;
  return { kind: 'table', name: table.name, type: table.type, span: spanOf(context, node) };
}

function checkFunctionName(context: Context, node: NameExpression, variants: readonly Func[], type: Type & { name: string }): Expr | undefined {
  const func = variants.find(({ gate }) => versionsIn(throughGate(gate) & context.live).length > 0) ?? variants[0]!;
  useSymbol(context, node, 'name', functionSymbol(func));
  const wanted = context.names.functionTypes.get(type.name);
  if (!wanted) return undefined;
  if (!fits(func, wanted)) {
    const fitting = functionsThatFit(context, wanted);
    return error(context, node, `\`${func.name}\` is \`${formatSignature(func)}\`, but \`${formatType(type)}\` is \`${formatSignature(wanted)}\`${suggestion(func.name, fitting)}`);
  }
  if (!existsWhereUsed(context, node, variants, func.name)) return undefined;
  return { kind: 'function', name: func.name, type, span: spanOf(context, node) };
}

/** Names of the functions that could stand where a function of this type is wanted. */
export function functionsThatFit(context: Context, type: FunctionType): string[] {
  return [...new Set(context.names.tree.functions.filter((func) => fits(func, type)).map(({ name }) => name))];
}

/** Whether the function can be called as the type says. */
function fits(func: Func, type: FunctionType): boolean {
  return (func.kind === 'pure') === (type.kind === 'pure') && sameType(func.result, type.result) && func.arity === type.arity && func.slices.length === 0
    && type.variables.every((variable, index) => sameType(variable.type, func.variables[index]!.type));
}

function existsWhereUsed(context: Context, node: NameExpression, variants: readonly Pick<Func, 'gate'>[], name: string): boolean {
  const missing = versionsIn(context.live).filter((version) => !variants.some(({ gate }) => versionsIn(throughGate(gate)).includes(version)));
  if (missing.length === 0) return true;
  error(context, node, `\`${name}\` (${variants.map(({ gate }) => formatGate(gate)).join(', ')}) does not exist in ${list(missing)}; `
    + `choose by version: \`KERNEL < … ? null : ${name}\``);
  return false;
}

/** `inode.i_op.setattr`: a member of a table. */
export function checkMember(context: Context, node: FieldAccess, receiver: Expr): Expr | undefined {
  if (!node.field) return undefined;
  const operations = context.names.operations.get(formatType(receiver.type));
  const member = operations?.members.find(({ name }) => name === node.field);
  if (!operations || !member) {
    const names = operations?.members.map(({ name }) => name) ?? [];
    return error(context, node, `${formatType(receiver.type)} has no \`${node.field}\`${suggestion(node.field, names)}`, 'field');
  }
  useSymbol(context, node, 'field', operationSymbol(context.names, operations, member));
  return { kind: 'member', receiver, operations: operations.name, member: member.name, type: member.type, span: spanOf(context, node) };
}

/** The versions in which a value of a table is null. */
function nullIn(value: Expr, live: number): number {
  if (value.kind === 'literal') return value.value === 0 ? live : NOWHERE;
  if (value.kind !== 'conditional') return NOWHERE;
  const [whenTrue, whenFalse] = split(value.condition, live);
  return nullIn(value.then, whenTrue) | nullIn(value.else, whenFalse);
}

/** Refuses to call what some table leaves out, where nothing before has tested that it is there. */
export function checkNotNull(context: Context, node: Expression, callee: Expr): boolean {
  if (callee.kind !== 'member') return true;
  if (context.tested.has(keyOf(callee))) {
    visitExpressions(callee, (expr) => {
      const local = expr.kind === 'local' ? context.scope.locals[expr.index] : undefined;
      if (local) context.scope.relyOn(local, spanOf(context, node));
    });
    return true;
  }
  const where = leftOut(context, callee.operations, callee.member);
  if (where === undefined) return true;
  error(context, node, `\`${callee.member}\` is null in ${where}; test it first: \`if (${textOf(context, node)} == null) …\``);
  return false;
}

/** A table that leaves the member out, and the versions in which it does. */
function leftOut(context: Context, operations: string, member: string): string | undefined {
  for (const table of context.names.tables.values()) {
    if (table.type.name !== operations) continue;
    const live = context.live & throughGate(table.gate);
    const entry = table.entries.find((candidate) => candidate.member === member);
    const missing = versionsIn(entry ? nullIn(entry.value, live) : live);
    if (missing.length === 0) continue;
    const versions = missing.length < versionsIn(live).length ? ` (${list(missing)})` : '';
    return `\`${table.name}\`${versions}, ${table.source}:${table.span[0] + 1}`;
  }
  return undefined;
}

/** What a condition says of functions: those that are not null where it is true, and where it is false. */
export function testedBy(condition: Expr): readonly [whenTrue: readonly string[], whenFalse: readonly string[]] {
  if (condition.kind === 'unary' && condition.operator === '!') {
    const [whenTrue, whenFalse] = testedBy(condition.operand);
    return [whenFalse, whenTrue];
  }
  if (condition.kind !== 'binary') return [[], []];
  const { left, right, operator } = condition;
  if (operator === '&&') return [[...testedBy(left)[0], ...testedBy(right)[0]], []];
  if (operator === '||') return [[], [...testedBy(left)[1], ...testedBy(right)[1]]];
  if ((operator !== '==' && operator !== '!=') || left.type.kind !== 'function') return [[], []];
  const tested = isNull(right) ? [keyOf(left)] : isNull(left) ? [keyOf(right)] : [];
  return operator === '!=' ? [tested, []] : [[], tested];
}

function isNull(value: Expr): boolean {
  return value.kind === 'literal' && value.value === 0;
}

/** The same for two expressions that read the same. */
function keyOf(value: Expr): string {
  return JSON.stringify(value, (key, part: unknown) => (key === 'span' ? undefined : part));
}

/** A context in which these functions are known not to be null. */
export function knowing<C extends Context>(context: C, tested: readonly string[]): C {
  return tested.length === 0 ? context : { ...context, tested: new Set([...context.tested, ...tested]) };
}
