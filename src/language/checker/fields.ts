import type { FieldAccess, IndexAccess, NameExpression } from '../generated/ast';
import { derivedFunctionName } from '../derived-fields';
import { list, suggestion } from '../suggest';
import type { Expr, Field, ObjectType, Span } from '../tree';
import { aType, constantOf } from '../types';
import { formatGate } from '../versions';
import type { Context } from './context';
import { error, spanOf, textOf, useSymbol } from './context';
import { checkMember } from './function-values';
import { onlyUnder } from './lock-declarations';
import { throughGate, versionsIn } from './live';
import { fieldSymbol, globalSymbol } from './names';

/** A field that an expression names, before it is known whether an index follows. */
export interface NamedField {
  readonly receiver: Expr;
  readonly object: ObjectType;
  readonly field: Field;
}

/** `x.f` */
export function checkField(context: Context, node: FieldAccess): Expr | undefined {
  const variable = isField(context, node) ? undefined : context.observation?.variable(context, node);
  if (variable) return variable.expr;
  const owner = context.expression(context, node.receiver);
  if (owner?.type.kind === 'operations') return checkMember(context, node, owner);
  const found = owner && findFieldOf(context, node, owner);
  if (!found) return undefined;
  const { receiver, object, field } = found;
  if (field.size) {
    return error(context, node, `\`${field.name}\` of ${object.name} is an array and needs an index: \`${textOf(context, node)}[0]\``, 'field');
  }
  return readOf(object, field, receiver, spanOf(context, node));
}

/** The value of a field that is no array. */
export function readOf({ name: object }: ObjectType, { name: field, modifier, type }: Field, receiver: Expr, span: Span): Expr {
  if (modifier === 'derived') return { kind: 'call', function: derivedFunctionName(object, field), args: [receiver], type, span };
  return { kind: 'field', receiver, object, field, type, span };
}

/** Whether tasks have a field of this name, which comes before a variable of a process. */
function isField({ names }: Context, { field }: FieldAccess): boolean {
  return names.task?.fields.some(({ name }) => name === field) ?? false;
}

function sliceOnly(context: Context, node: IndexAccess): string {
  return `\`${textOf(context, node)}\` is a slice of a mapping, which can only be an argument, for a parameter that takes a slice`;
}

/** `x.f[i]`, or an element of a global array. */
export function checkIndex(context: Context, node: IndexAccess): Expr | undefined {
  if (node.last) {
    return error(context, node, sliceOnly(context, node));
  }
  const { receiver: array } = node;
  if (array?.$type === 'NameExpression' && !context.scope.lookup(array.name)) {
    const global = context.names.globals.get(array.name);
    if (global?.size) {
      useSymbol(context, array, 'name', globalSymbol(global));
      const index = checkIndexValue(context, node, global.size, global.name);
      return index && { kind: 'named', name: global.name, index, type: global.type };
    }
  }
  if (array?.$type !== 'FieldAccess') {
    const value = context.expression(context, array);
    if (!value) return undefined;
    if (context.kind === 'process' && value.type.kind === 'object') return error(context, node, sliceOnly(context, node));
    return error(context, node, `\`${textOf(context, array)}\` is ${aType(value.type)}, not an array, and takes no index`);
  }
  const found = findField(context, array);
  if (!found) return undefined;
  const { receiver, object, field } = found;
  if (!field.size) {
    return error(context, node, `\`${field.name}\` of ${object.name} is not an array and takes no index`);
  }
  const index = checkIndexValue(context, node, field.size, field.name);
  if (!index) return undefined;
  return { kind: 'field', receiver, object: object.name, field: field.name, index, type: field.type, span: spanOf(context, node) };
}

/** The field that `x.f` names, array or not. */
export function findField(context: Context, node: FieldAccess): NamedField | undefined {
  const receiver = context.expression(context, node.receiver);
  return receiver && findFieldOf(context, node, receiver);
}

function findFieldOf(context: Context, node: FieldAccess, receiver: Expr): NamedField | undefined {
  if (!node.field) return undefined;
  const { type } = receiver;
  if (type.kind !== 'object') {
    const hint = type.kind === 'set' ? '; `x in s`, `s == null` and `count(s)` work on sets' : '';
    return error(context, node, `\`${textOf(context, node.receiver)}\` is ${aType(type)} and has no fields${hint}`, 'field');
  }
  if (context.kind === 'process') {
    return error(context, node, 'a process sees what system calls return, not the inside of the kernel; '
      + `an \`assert\` can look at \`${textOf(context, node)}\``);
  }
  const object = context.names.objects.get(type.name);
  const field = object?.fields.find((candidate) => candidate.name === node.field);
  if (!object || !field) {
    if (object?.locks?.some(({ name }) => name === node.field)) return error(context, node, onlyUnder(node.field), 'field');
    const fields = [...object?.fields.map((candidate) => candidate.name) ?? [], ...(object && context.observation?.variablesOf(node.receiver)) ?? []];
    return error(context, node, `unknown field \`${node.field}\` of ${type.name}${suggestion(node.field, fields)}`, 'field');
  }
  useSymbol(context, node, 'field', fieldSymbol(object, field));
  if ((context.kind === 'constant' || context.kind === 'const field') && !['const', 'own'].includes(field.modifier)) {
    const what = context.self ? 'the name of an object never changes' : 'this value is fixed before the first event';
    return error(context, node, `\`${field.name}\` of ${object.name} can change, but ${what}: it can use \`const\` fields only`, 'field');
  }
  return existsHere(context, node, object, field) ? { receiver, object, field } : undefined;
}

/** Whether all versions that can come here have the field; reported if not. */
export function existsHere(context: Context, node: FieldAccess | NameExpression, object: ObjectType, { name, gate }: Field): boolean {
  const missing = gate ? versionsIn(context.live & ~throughGate(gate)) : [];
  if (missing.length === 0) return true;
  error(context, node, `\`${name}\` of ${object.name} (${formatGate(gate!)}) does not exist in ${list(missing)}, which can come here; guard it with a comparison of \`KERNEL\``);
  return false;
}

function checkIndexValue(context: Context, node: IndexAccess, size: Expr, name: string): Expr | undefined {
  const index = context.expression(context, node.index, { kind: 'int', min: 0, max: 1023 });
  if (!index) return undefined;
  if (index.type.kind !== 'int') {
    return error(context, node, `an index is an int, but \`${textOf(context, node.index)}\` is ${aType(index.type)}`, 'index');
  }
  const [length, constant] = [constantOf(size.type), constantOf(index.type)];
  if (constant !== undefined && (constant < 0 || (length !== undefined && constant >= length))) {
    const range = length === undefined ? 'indices begin at 0' : `indices are 0 … ${length - 1}`;
    return error(context, node, `\`${name}\` has no element ${constant}: ${range}`, 'index');
  }
  return index;
}
