import type { TypeRef } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Type } from '../tree';
import { BOOL, INT, VOID } from '../types';
import type { Context } from './context';
import { error, useSymbol } from './context';
import { enumSymbol, objectSymbol } from './names';

const builtIn = ['bool', 'int', 'set', 'void'];
/** `retrun x;` parses as the declaration of `x`. */
const statementWords = ['return', 'break', 'continue', 'await', 'atomic', 'choose', 'free', 'mark', 'repeat', 'while', 'assert', 'require'];

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
    if (node.min > node.max) return error(context, node, `the range is inverted: did you mean \`int(${node.max}..${node.min})\`?`);
    if (node.min < -(2 ** 31) || node.max >= 2 ** 31) return error(context, node, 'the range does not fit into 32 bits');
    return { kind: 'int', min: node.min, max: node.max };
  }
  const name = node.kind === 'set' ? node.element : node.name;
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
  const words = role === 'local' ? statementWords : [];
  const candidates = [...context.names.objects.keys(), ...context.names.enums.keys(), ...builtIn, ...words];
  return error(context, node, `unknown type \`${name}\`${suggestion(name, candidates)}`, property);
}

