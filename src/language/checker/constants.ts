import type { ConstDecl } from '../generated/ast';
import type { Constant } from '../tree';
import { ANY_INT } from '../types';
import type { Context } from './context';
import { error, placeOf } from './context';
import { checkType, refuseCode } from './declared-types';
import { checkAs } from './expressions';

/** A number with a name; undefined after an error. */
export function readConstant(context: Context, node: ConstDecl): Constant | undefined {
  if (!node.name) return undefined;
  if (node.gate) error(context, node.gate, 'a constant has a value in every version; choose by version: `KERNEL < … ? a : b`');
  const type = checkType(context, node.type, 'local');
  if (!type || refuseCode(context, node, type, 'a constant')) return undefined;
  // A constant says its value itself: a plain `int` sets it no limits.
  const wanted = node.type.kind === 'int' && node.type.min === undefined ? ANY_INT : type;
  const value = checkAs(context, node.value, wanted, `constant \`${node.name}\``);
  return value && { ...placeOf(context, node), type, value };
}
