import type { ExtendDecl, FieldDecl, ObjectDecl } from '../generated/ast';
import { list } from '../suggest';
import type { SymbolInfo } from '../symbols';
import type { Expr, Field, Lock, ObjectType, Property, Type } from '../tree';
import { aType, intType } from '../types';
import type { Context } from './context';
import { docOf, error, spanOf, textOf } from './context';
import { checkType, refuseCode } from './declared-types';
import { checkAs } from './expressions';
import { isSpinlock, readLock } from './lock-declarations';
import { checkLock } from './lock-names';
import { BodyScope } from './scope';
import { checkTemplate } from './templates';

/** What a scenario can declare. */
export const declarable = ['device', 'mount', 'file', 'process'];
const MAX_LENGTH = 1023;

/** The name alone, so that other types can refer to it. */
export function readObject(context: Context, node: ObjectDecl): ObjectType | undefined {
  if (!node.name) return undefined;
  const doc = docOf(context, node);
  return {
    name: node.name, params: [], fields: [], source: context.file.name, span: spanOf(context, node, 'name'),
    ...(node.kind ? { declares: node.kind } : {}), ...(doc ? { doc } : {}),
  };
}

/** The types of properties and fields, now that all type names are known. */
export function readFields(context: Context, node: ObjectDecl, object: ObjectType): ObjectType {
  if (node.kind && !declarable.includes(node.kind)) {
    error(context, node, `a scenario cannot declare a \`${node.kind}\`; the words are: ${declarable.join(', ')}`, 'kind');
  }
  const locks = readLocks(context, node);
  return { ...object, params: readProperties(context, node), fields: readAllFields(context, node), ...(locks.length ? { locks } : {}) };
}

/** The fields that are spinlocks. */
export function readLocks(context: Context, node: ObjectDecl | ExtendDecl): Lock[] {
  return node.fields.filter(({ name, type }) => name && isSpinlock(type)).flatMap((field) => readLock(context, field) ?? []);
}

function readProperties(context: Context, node: ObjectDecl): Property[] {
  const properties: Property[] = [];
  for (const parameter of node.params) {
    const type = checkType(context, parameter.type, 'local');
    if (!type || !parameter.name) continue;
    const span = spanOf(context, parameter, 'name');
    if (parameter.first !== undefined) error(context, parameter, 'a property cannot be a slice');
    if (type.kind === 'set' || type.kind === 'function') error(context, parameter, 'a property is a number, a bool, an enum, a table or a reference', 'type');
    if (properties.some((property) => property.name === parameter.name)) {
      error(context, parameter, `${node.name} already has a property \`${parameter.name}\``, 'name');
    }
    const value = parameter.default && checkAs(context, parameter.default, type, `property \`${parameter.name}\``);
    properties.push({ name: parameter.name, type, span, ...(value ? { default: value } : {}) });
  }
  return properties;
}

/** All other fields, each once. */
export function readAllFields(context: Context, node: ObjectDecl | ExtendDecl): Field[] {
  const fields: Field[] = [];
  for (const field of node.fields) {
    if (isSpinlock(field.type)) continue;
    // What is computed needs no room, so a plain `int` will do.
    const type = checkType(context, field.type, field.modifier === 'derived' ? 'local' : 'field') ?? (field.type ? intType(0, 0) : undefined);
    if (!type || !field.name) continue;
    if (field.modifier !== 'const' && refuseCode(context, field, type, 'a field that is not `const`')) continue;
    const before = fields.find((other) => other.name === field.name);
    if (before) {
      error(context, field, `${node.name} already has a field \`${field.name}\`, in line ${before.span[0] + 1}`, 'name');
      continue;
    }
    if (field.modifier === 'own' && type.kind !== 'object') {
      error(context, field, '`own` is for children, which are objects', 'type');
      continue;
    }
    const doc = docOf(context, field);
    // The length is filled in by checkFields; that there is one is all that expressions need before.
    const size: Expr | undefined = field.size && { kind: 'literal', value: 0, type: intType(0, MAX_LENGTH) };
    const isDerived = field.modifier === 'derived';
    if (isDerived && field.size) error(context, field, 'a `derived` field is one value, which can be a set; a `pure` function with a parameter gives several', 'size');
    fields.push({
      name: field.name, type, modifier: field.modifier ?? 'plain', span: spanOf(context, field, 'name'),
      ...(size && !isDerived ? { size } : {}), ...(isDerived && field.init ? { formula: textOf(context, field.init) } : {}), ...(doc ? { doc } : {}),
    });
  }
  return fields;
}

/** Sizes, initial values and labels, which may use everything that is declared. */
export function checkFields(base: Context, node: ObjectDecl, object: ObjectType): ObjectType {
  const fields = checkFieldsOf(base, node, object, object.fields);
  const label = node.label === undefined ? undefined : checkTemplate({ ...contextOf(base, object), self: object }, node, 'label');
  return { ...object, fields, ...(label ? { label } : {}) };
}

/** Those of the object's fields that the node declares. */
export function checkFieldsOf(base: Context, node: ObjectDecl | ExtendDecl, object: ObjectType, fields: readonly Field[]): Field[] {
  return fields.map((field) => {
    const fieldNode = node.fields.find((candidate) => candidate.name === field.name);
    return fieldNode ? checkField(contextOf(base, object), fieldNode, object, field) : field;
  });
}

function contextOf(base: Context, { name, params }: ObjectType): Context {
  return { ...base, object: name, properties: params, kind: 'const field' };
}

function checkField(context: Context, node: FieldDecl, object: ObjectType, field: Field): Field {
  const { modifier, type, name } = field;
  if (modifier === 'derived') return checkDerived(context, node, object, field);
  const size = node.size && checkAs(context, node.size, intType(0, MAX_LENGTH), `the size of \`${name}\``);
  // Initial values come back at `free`, when nothing is known of the owner any more.
  const plain: Context = { ...context, properties: [], kind: 'constant' };
  const init = node.init && checkAs(modifier === 'const' ? context : plain, node.init, type, `field \`${name}\``);
  if (modifier === 'own' && node.init) error(context, node, 'an `own` child is made with its owner and has no other value', 'init');
  if (modifier === 'const' && !node.init) error(context, node, `the \`const\` field \`${name}\` of ${object.name} needs a value`, 'name');
  if (!node.init && modifier !== 'own' && type.kind === 'int' && (type.min > 0 || type.max < 0)) {
    error(context, node, `\`${name}\` needs an initial value: 0 is not in ${type.min} … ${type.max}`, 'name');
  }
  const lock = node.lock && checkGuard({ ...plain, kind: 'lock', self: object }, node, field);
  return { ...field, ...(size ? { size } : {}), ...(lock ? { lock } : {}), ...(init ? { init } : {}) };
}

/** The value is that of an expression about the object: its fields go by their names alone, and it itself is `this`. */
function checkDerived(base: Context, node: FieldDecl, object: ObjectType, field: Field): Field {
  const { name, type } = field;
  if (node.lock) checkGuard(base, node, field);
  if (!node.init) {
    error(base, node, `the \`derived\` field \`${name}\` of ${object.name} needs what it is computed from: \`= …\``, 'name');
    return field;
  }
  const self: Type = { kind: 'object', name: object.name };
  const symbol: SymbolInfo = { kind: 'parameter', name: 'this', source: object.source, span: object.span, signature: `${object.name} this`, object: object.name };
  const scope = new BodyScope();
  scope.declare({ name: 'this', type: self, symbol, span: object.span, isLoop: false, final: true });
  const init = checkAs({ ...base, properties: [], kind: 'derived field', self: object, scope }, node.init, type, `field \`${name}\``);
  return init ? { ...field, init } : field;
}

const WITHOUT_LOCK = {
  own: '`own` fields never change',
  const: '`const` fields never change',
  stable: 'a `stable` field is written before others see the object',
  history: 'a `history` field is written in the event before, and the kernel never reads it',
  derived: 'a `derived` field is computed and never written',
} as const;

/** `under (lock)` of a field: who writes it holds the lock. */
function checkGuard(context: Context, node: FieldDecl, { modifier, name }: Field): Expr | undefined {
  if (modifier === 'plain') return checkLock(context, node.lock);
  return error(context, node, `\`${name}\` needs no lock: ${WITHOUT_LOCK[modifier]}`, 'lock');
}

/** An object cannot contain itself. */
export function checkContainment(context: Context, objects: readonly ObjectType[]): void {
  const visit = (object: ObjectType, path: readonly string[]): void => {
    for (const field of object.fields) {
      if (field.modifier !== 'own' || field.type.kind !== 'object') continue;
      const child = field.type.name;
      if (path[0] === child) {
        const message = `${aType({ kind: 'object', name: child })} would contain itself: ${list([...path, child].slice(0, 8)).replaceAll(', ', ' → ')}`;
        context.report.error(field.source ?? object.source, field.span, message);
      } else if (!path.includes(child)) {
        const next = objects.find((candidate) => candidate.name === child);
        if (next) visit(next, [...path, child]);
      }
    }
  };
  for (const object of objects) visit(object, [object.name]);
}

