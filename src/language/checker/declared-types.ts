import type { AstNode } from 'langium';
import type { Expression, TypeRef } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Type } from '../tree';
import { aType, BOOL, constantOf, INT, isCode, VOID } from '../types';
import type { Context } from './context';
import { error, textOf, useSymbol } from './context';
import { SPINLOCK } from './lock-declarations';
import { enumSymbol, functionTypeSymbol, objectSymbol, operationsSymbol } from './names';

const builtIn = ['bool', 'int', 'set', 'void'];
/** `retrun x;` parses as the declaration of `x`. */
const statementWords = ['return', 'break', 'continue', 'await', 'atomic', 'choose', 'free', 'mark', 'repeat', 'while', 'assert', 'limit', 'require', 'thread', 'fork'];

/** The type that a declaration writes. `role` says for what, since not every type fits everywhere. */
export function checkType(context: Context, node: TypeRef | undefined, role: 'field' | 'local' | 'result'): Type | undefined {
  if (!node) return undefined;
  if (node.kind === 'bool') return BOOL;
  if (node.kind === 'void') {
    return role === 'result' ? VOID : error(context, node, '`void` is the result of a function that returns nothing, not the type of a value');
  }
  if (node.kind === 'int') {
    if (node.min === undefined || node.max === undefined) {
      if (role !== 'field') return INT;
      return error(context, node, 'a field needs the range of its numbers: `int(0..7)`');
    }
    const [min, max] = [checkBound(context, node.min), checkBound(context, node.max)];
    if (min === undefined || max === undefined) return undefined;
    if (min > max) return error(context, node, `the range is inverted: did you mean \`int(${textOf(context, node.max)}..${textOf(context, node.min)})\`?`);
    return { kind: 'int', min, max };
  }
  const name = node.kind === 'set' ? node.element : node.name;
  if (name === SPINLOCK.name) {
    return error(context, node, `\`${name}\` is for \`own\` fields and for what the kernel owns at top level; a spinlock is never seen held, so nothing refers to one`);
  }
  if (!name) return undefined;
  const property = node.kind === 'set' ? 'element' : 'name';
  const object = context.names.objects.get(name);
  if (object) {
    useSymbol(context, node, property, objectSymbol(object));
    return { kind: node.kind === 'set' ? 'set' : 'object', name };
  }
  const enumType = context.names.enums.get(name);
  if (enumType) {
    useSymbol(context, node, property, enumSymbol(enumType));
    return node.kind === 'set' ? error(context, node, `a set holds objects; ${name} is an enum`, property) : { kind: 'enum', name };
  }
  const operations = context.names.operations.get(name);
  const functionType = operations ? undefined : context.names.typedefs.get(name);
  if (operations || functionType) {
    useSymbol(context, node, property, operations ? operationsSymbol(operations) : functionTypeSymbol(functionType!));
    const type: Type = { kind: operations ? 'operations' : 'function', name };
    if (node.kind === 'set') return error(context, node, `a set holds objects; ${name} is a type of ${operations ? 'tables' : 'functions'}`, property);
    return role === 'result' && refuseCode(context, node, type, 'a result') ? undefined : type;
  }
  const words = role === 'local' ? statementWords : [];
  const { objects, enums, typedefs } = context.names;
  const candidates = [...objects.keys(), ...enums.keys(), ...context.names.operations.keys(), ...typedefs.keys(), ...builtIn, ...words];
  return error(context, node, `unknown type \`${name}\`${suggestion(name, candidates)}`, property);
}

/** A bound of a range: a number that is known when the text is read. */
function checkBound(context: Context, node: Expression): number | undefined {
  const value = context.expression({ ...context, kind: 'constant' }, node);
  if (!value) return undefined;
  const bound = constantOf(value.type);
  if (bound === undefined) return error(context, node, `the bounds of a range are constant numbers, but \`${textOf(context, node)}\` is ${aType(value.type)}`);
  return bound;
}

/** Reports a function or a table where values change: in a local, a result, a field. */
export function refuseCode(context: Context, node: AstNode, type: Type, what: string): boolean {
  if (!isCode(type)) return false;
  error(context, node, `${what} cannot be ${aType(type)}: what is called is fixed when a scenario is compiled, so parameters and \`const\` fields hold it`);
  return true;
}
