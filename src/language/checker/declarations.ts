import { MODEL_LIMIT } from '../diagnostics';
import type { ObjectDeclaration, Property as PropertyNode } from '../generated/ast';
import { list, nearest, suggestion } from '../suggest';
import type { Declaration, Expr, ObjectType, Property, Type } from '../tree';
import { aType, BOOL, constantOf, formatType, isAssignable } from '../types';
import { formatGate } from '../versions';
import type { Context } from './context';
import { docOf, error, spanOf, textOf, useSymbol } from './context';
import { checkExpression } from './expressions';
import { throughGate, versionsIn } from './live';
import { objectSymbol } from './names';

/** A device, mount or file against the object type that declares the word. */
export function checkDeclaration(context: Context, node: ObjectDeclaration): Declaration | undefined {
  const object = context.names.declaredBy(node.kind);
  if (!object) return error(context, node, `this model kernel has no \`${node.kind}\``, 'kind');
  useSymbol(context, node, 'kind', objectSymbol(object));
  const given = new Map<string, Expr | undefined>();
  if (node.on !== undefined) takeOn(context, node, object, given);
  for (const property of node.properties) takeProperty(context, node, property, object, given);
  const values = object.params.map((param) => given.get(param.name) ?? (given.has(param.name) ? undefined : param.default));
  const missing = object.params.filter((param, index) => !values[index] && !given.has(param.name));
  if (missing.length) {
    const needed = missing.map((param) => `\`${param.name}\` (${describe(context, param.type)})`).join(' and ');
    const on = missing.some((param) => param.name === 'on') ? `; write \`${node.kind} ${node.name} on …\`` : '';
    error(context, node, `${node.kind} \`${node.name}\` needs ${needed}${on}`, 'name');
  }
  const properties = values.filter((value) => value !== undefined);
  if (properties.length < object.params.length || !node.name) return undefined;
  const doc = docOf(context, node);
  return { kind: node.kind, name: node.name, object: object.name, properties, span: spanOf(context, node, 'name'), ...(doc ? { doc } : {}) };
}

/** What `on` gives: the first property that is a reference. */
function onProperty(object: ObjectType): Property | undefined {
  return object.params.find((param) => param.type.kind === 'object');
}

function takeOn(context: Context, node: ObjectDeclaration, object: ObjectType, given: Map<string, Expr | undefined>): void {
  const { on = '' } = node;
  const property = onProperty(object);
  if (!property) {
    error(context, node, `a ${node.kind} is not on anything`, 'on');
    return;
  }
  given.set(property.name, undefined);
  const declared = context.declared.get(on);
  const wanted = declaringWord(context, property.type);
  if (!declared) {
    const fitting = [...context.declared].filter(([, { type }]) => isAssignable(type, property.type)).map(([name]) => name);
    const hint = fitting.length ? suggestion(on, fitting) : `; the scenario declares no ${wanted}`;
    error(context, node, `unknown ${wanted} \`${on}\`${hint}`, 'on');
    return;
  }
  useSymbol(context, node, 'on', declared.symbol);
  if (isAssignable(declared.type, property.type)) given.set(property.name, { kind: 'named', name: on, type: declared.type });
  else error(context, node, `a ${node.kind} is on a ${wanted}, but \`${on}\` is a ${declaringWord(context, declared.type)}`, 'on');
}

function takeProperty(
  context: Context, node: ObjectDeclaration, property: PropertyNode, object: ObjectType, given: Map<string, Expr | undefined>,
): void {
  const { name } = property;
  if (!name) return;
  const param = object.params.find((candidate) => candidate.name === name);
  if (!param) {
    error(context, property, `unknown property \`${name}\` of a ${node.kind}${propertyHint(object, name)}`, 'name');
    checkExpressionOnly(context, property);
    return;
  }
  useSymbol(context, property, 'name', {
    kind: 'property', name, source: object.source, span: param.span, signature: `${formatType(param.type)} ${name}`,
  });
  if (given.has(name)) error(context, property, `\`${name}\` of \`${node.name}\` is given twice`, 'name');
  given.set(name, checkValue(context, node, property, param));
}

/** Unknown enum members and the like in a property that is wrong already are not worth a second message. */
function checkExpressionOnly(context: Context, property: PropertyNode): void {
  if (property.value?.$type === 'NameExpression' && context.declared.has(property.value.name)) checkExpression(context, property.value);
}

function propertyHint(object: ObjectType, name: string): string {
  const names = object.params.map((param) => param.name);
  const near = nearest(name, names);
  if (near) return `; did you mean \`${near}\`?`;
  return names.length ? `; it has: ${list(names)}` : '; it has none';
}

function checkValue(context: Context, node: ObjectDeclaration, property: PropertyNode, param: Property): Expr | undefined {
  const { name, type } = param;
  if (!property.value) {
    if (type.kind === 'bool') return { kind: 'literal', value: 1, type: BOOL };
    return error(context, property, `\`${name}\` needs a value: \`${name} = …\` (${describe(context, type)})`);
  }
  const unknown = unknownMember(context, property, type);
  if (unknown) return error(context, property, unknown, 'value');
  const value = checkExpression(context, property.value, type);
  if (!value) return undefined;
  const text = textOf(context, property.value);
  if (!isAssignable(value.type, type)) {
    return error(context, property, `\`${name}\` of a ${node.kind} is ${describe(context, type)}, but \`${text}\` is ${describe(context, value.type)}`, 'value');
  }
  const number = constantOf(value.type);
  if (type.kind === 'int' && (number === undefined || number < type.min || number > type.max)) {
    const isLimit = number !== undefined && number > type.max;
    error(context, property, `\`${name}\` of a ${node.kind} is a number from ${type.min} to ${type.max}, the model's limit; ${text} does not fit`, 'value', isLimit ? MODEL_LIMIT : undefined);
    return isLimit ? value : undefined;
  }
  return value.type.kind === 'null' ? { ...value, type } : value;
}

/** `type = zfs` where a table or a member of an enum is wanted: the message lists those that there are, or says in which versions there is this one. */
function unknownMember(context: Context, property: PropertyNode, type: Type): string | undefined {
  const { value } = property;
  if ((type.kind !== 'enum' && type.kind !== 'operations') || value?.$type !== 'NameExpression') return undefined;
  const members = type.kind === 'enum' ? context.names.enums.get(type.name)?.members ?? []
    : [...context.names.tables.values()].filter((table) => table.type.name === type.name).map(({ name }) => name);
  const gate = type.kind === 'operations' ? context.names.tables.get(value.name)?.gate : undefined;
  const missing = gate ? versionsIn(context.live & ~throughGate(gate)) : [];
  if (gate && missing.length > 0) return `\`${property.name}\` cannot be \`${value.name}\` in ${list(missing)}: it is there ${formatGate(gate)}`;
  if (members.includes(value.name) || context.declared.has(value.name)) return undefined;
  return `\`${property.name}\` cannot be \`${value.name}\`${suggestion(value.name, members)}`;
}

/** The word of the scenario for a reference, else the type. */
function describe(context: Context, type: Type): string {
  return type.kind === 'object' ? `a ${declaringWord(context, type)}` : aType(type);
}

function declaringWord(context: Context, type: Type): string {
  if (type.kind !== 'object') return formatType(type);
  return context.names.objects.get(type.name)?.declares ?? type.name;
}
