import type { FunctionDecl } from '../generated/ast';
import type { Type, Variable } from '../tree';
import { INT, intType } from '../types';
import type { Context } from './context';
import { error } from './context';
import { checkType } from './declared-types';
import { declareLocal } from './locals';

export interface Parameters {
  readonly variables: Variable[];
  readonly slices: number[];
}

/** The parameters of a function as variables, for its header. A slice counts three. */
export function readParameters(context: Context, node: FunctionDecl): Parameters | undefined {
  const variables: Variable[] = [];
  const slices: number[] = [];
  let complete = true;
  for (const parameter of node.params) {
    const type = checkType(context, parameter.type, 'local');
    if (!type || !parameter.name) {
      complete = false;
      continue;
    }
    if (parameter.default) error(context, parameter, 'the parameters of a function have no default values', 'default');
    if (parameter.first !== undefined) {
      slices.push(variables.length);
      if (type.kind !== 'object') error(context, parameter, 'a slice is one of an object: `vma buf[first .. last]`', 'type');
    }
    variables.push({ name: parameter.name, type, final: true });
    if (parameter.first !== undefined) {
      for (const name of [parameter.first, parameter.last ?? '']) variables.push({ name, type: INT, final: true });
    }
  }
  return complete ? { variables, slices } : undefined;
}

/** Makes the parameters visible in the body. */
export function declareParameters(context: Context, node: FunctionDecl, variables: readonly Variable[]): void {
  let index = 0;
  for (const parameter of node.params) {
    const type: Type = variables[index++]?.type ?? intType(0, 0);
    declareLocal(context, parameter, 'name', type, { isParameter: true });
    if (parameter.first === undefined) continue;
    declareLocal(context, parameter, 'first', INT, { isParameter: true });
    declareLocal(context, parameter, 'last', INT, { isParameter: true });
    index += 2;
  }
}
