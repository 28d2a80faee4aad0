import type { Expression, NameExpression } from '../generated/ast';
import { nearest, suggestion } from '../suggest';
import type { Expr, ObjectType, Type } from '../tree';
import { aType, formatType, intType } from '../types';
import type { Context } from './context';
import { error, spanOf, useSymbol } from './context';
import { existsHere, readOf } from './fields';
import { onlyUnder } from './lock-declarations';
import type { Member } from './names';
import { checkNameOfCode, functionsThatFit } from './function-values';
import { constantSymbol, fieldSymbol, globalSymbol, isSteady, memberSymbol } from './names';

/** The most blocks that any device of the scenario has. */
export const MAX_BLOCKS = 'MAX_BLOCKS';
export const maxBlocks: Expr = { kind: 'named', name: MAX_BLOCKS, type: intType(0, 1023) };

/** What a bare name stands for: from the nearest to the farthest scope that can declare it. */
export function checkName(context: Context, node: NameExpression, expected?: Type): Expr | undefined {
  const { name } = node;
  const { names } = context;
  const local = context.scope.lookup(name);
  if (local) {
    local.used = true;
    useSymbol(context, node, 'name', local.symbol);
    if (local.isBroken) return undefined;
    return { kind: 'local', index: local.index, type: local.type };
  }
  if (context.self && isOwn(context, context.self, name)) return ownField(context, context.self, node);
  const property = context.properties.find((candidate) => candidate.name === name);
  if (property) {
    const { type, span } = property;
    useSymbol(context, node, 'name',
      { kind: 'property', name, source: context.file.name, span, signature: `${formatType(type)} ${name}` });
    return { kind: 'property', name, type };
  }
  if (context.kind === 'const field' && context.object) {
    if (name === 'parent') return checkParent(context, node, context.object, expected);
    if (name === 'slot') return { kind: 'slot', type: intType(0, 1023) };
  }
  const code = checkNameOfCode(context, node, expected);
  if (code !== undefined) return code ?? undefined;
  const members = names.members.get(name) ?? [];
  const wanted = expected?.kind === 'enum' && members.find((member) => member.type.name === expected.name);
  if (wanted) return memberOf(context, node, wanted);
  const declared = context.declared.get(name);
  if (declared) {
    useSymbol(context, node, 'name', declared.symbol);
    return { kind: 'named', name, type: declared.type };
  }
  const constant = names.constants.get(name);
  if (constant) {
    useSymbol(context, node, 'name', constantSymbol(constant));
    return constant.value;
  }
  if (name === MAX_BLOCKS) return maxBlocks;
  const global = names.globals.get(name);
  if (global) {
    useSymbol(context, node, 'name', globalSymbol(global));
    if (global.size) return error(context, node, `\`${name}\` is an array and needs an index: \`${name}[0]\``);
    return { kind: 'named', name, type: global.type };
  }
  if (members.length === 1) return memberOf(context, node, members[0]!);
  if (members.length > 1) {
    const enums = members.map((member) => member.type.name).join(' and ');
    return error(context, node, `\`${name}\` is a member of ${enums}; which one is meant does not follow here`);
  }
  return error(context, node, unknownCode(context, name, expected) ?? unknownName(context, name));
}

/** `parent`: the owner, whose type the context says or, before a dot, the only possible owner. */
function checkParent(context: Context, node: Expression, object: string, expected?: Type): Expr | undefined {
  const owners = context.names.ownersOf(object);
  if (expected?.kind === 'object') {
    if (owners.includes(expected.name)) return { kind: 'parent', type: expected };
    const hint = owners.length ? `; the owners are: ${owners.join(', ')}` : '; nothing owns one';
    return error(context, node, `no ${expected.name} owns ${aType({ kind: 'object', name: object })}, so \`parent\` would always be null${hint}`);
  }
  if (owners.length === 1) return { kind: 'parent', type: { kind: 'object', name: owners[0]! } };
  const reason = owners.length ? `may be one of several types: ${owners.join(', ')}` : 'is always null: nothing owns one';
  return error(context, node, `\`parent\` of ${aType({ kind: 'object', name: object })} ${reason}`);
}

/** In `as "page {nr}"` the instance is variable 0, as in a derived field; its name in the scenario counts as a property of the former. */
function isOwn({ kind }: Context, self: ObjectType, name: string): boolean {
  return (name === 'name' && kind !== 'derived field') || self.fields.some((field) => field.name === name);
}

function ownField(context: Context, self: ObjectType, node: NameExpression): Expr | undefined {
  const field = self.fields.find((candidate) => candidate.name === node.name);
  if (!field) return { kind: 'property', name: 'name', type: { kind: 'object', name: self.name } };
  useSymbol(context, node, 'name', fieldSymbol(self, field));
  const receiver: Expr = { kind: 'local', index: 0, type: { kind: 'object', name: self.name } };
  if (context.kind === 'derived field') {
    if (field.size) return error(context, node, `\`${field.name}\` is an array and needs an index: \`this.${field.name}[0]\``);
    if (!existsHere(context, node, self, field)) return undefined;
    return readOf(self, field, receiver, spanOf(context, node));
  }
  if (context.kind === 'lock' && !isSteady(field.modifier)) {
    return error(context, node, `\`${field.name}\` can change, so nobody could say which lock it leads to`);
  }
  if (field.size || (field.modifier !== 'const' && field.modifier !== 'own' && context.kind !== 'lock')) {
    return error(context, node, `\`${field.name}\` cannot be part of a name: only \`const\` fields never change`);
  }
  return { kind: 'field', receiver, object: self.name, field: field.name, type: field.type };
}

function memberOf(context: Context, node: NameExpression, { type, ordinal }: Member): Expr {
  useSymbol(context, node, 'name', memberSymbol(type, ordinal));
  return { kind: 'literal', value: ordinal, type: { kind: 'enum', name: type.name } };
}

/** Where a function or a table is wanted, what is near is one that fits. */
function unknownCode(context: Context, name: string, expected: Type | undefined): string | undefined {
  if (expected?.kind === 'operations') {
    const tables = [...context.names.tables.values()].filter(({ type }) => type.name === expected.name).map((table) => table.name);
    return `unknown ${expected.name} \`${name}\`${suggestion(name, tables)}`;
  }
  const type = expected?.kind === 'function' ? context.names.functionTypes.get(expected.name) : undefined;
  return type && `unknown function \`${name}\`${suggestion(name, functionsThatFit(context, type))}`;
}

function unknownName(context: Context, name: string): string {
  const { names } = context;
  const values = [
    ...context.scope.visibleNames(), ...context.properties.map((property) => property.name), ...context.declared.keys(),
    ...names.constants.keys(), ...names.globals.keys(), ...names.tables.keys(), ...names.members.keys(), MAX_BLOCKS,
    'return', 'break', 'continue', 'null',
  ];
  if (name === 'parent' || name === 'slot') return `\`${name}\` has a meaning only where a \`const\` field or the size of an array is given`;
  const object = context.object === undefined ? undefined : names.objects.get(context.object);
  if (object?.params.some((param) => param.name === name)) {
    return `\`${name}\` is a property of the declaration; only \`const\` fields and sizes can use it, since it is gone after boot`;
  }
  if (object?.fields.some((field) => field.name === name)) {
    return `\`${name}\` is a field; what is fixed at boot can use properties, constants, \`parent\`, \`slot\` and \`const\` fields of those`;
  }
  if (names.locks.has(name)) return onlyUnder(name);
  if (names.functions.has(name)) return `\`${name}\` is a function; a call needs its arguments: \`${name}(…)\``;
  if (names.objects.has(name)) return `\`${name}\` is an object type, not a value`;
  if (/^v\d+$/.test(name)) return `\`${name}\` is not a version; a version is written \`${name}.0\``;
  const near = nearest(name, values);
  if (near) return `unknown name \`${name}\`; did you mean \`${near}\`?`;
  const visible = [...context.scope.visibleNames(), ...context.declared.keys()];
  return `unknown name \`${name}\`${visible.length ? suggestion(name, visible) : ''}`;
}
