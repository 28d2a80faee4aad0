import type { FunctionDecl, OperationsMember, Parameter, TypedefDecl } from '../generated/ast';
import type { SymbolInfo } from '../symbols';
import type { Variable } from '../tree';
import { INT } from '../types';
import type { Context } from './context';
import { error, spanOf } from './context';
import { checkType } from './declared-types';
import { declareLocal } from './locals';

export interface Parameters {
  readonly variables: Variable[];
  readonly slices: number[];
  readonly wholes: number[];
}

/** The parameters of a function as variables, for its header. A slice counts three. */
export function readParameters(context: Context, node: FunctionDecl | TypedefDecl | OperationsMember): Parameters | undefined {
  const variables: Variable[] = [];
  const slices: number[] = [];
  const wholes: number[] = [];
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
      if (parameter.isWhole) wholes.push(variables.length);
      if (type.kind !== 'object') error(context, parameter, 'a slice is one of an object: `vma buf[first .. last]`', 'type');
    }
    variables.push({ name: parameter.name, type, final: true });
    if (parameter.first !== undefined) {
      for (const name of [parameter.first, parameter.last ?? '']) variables.push({ name, type: INT, final: true });
    }
  }
  return complete ? { variables, slices, wholes } : undefined;
}

/** Makes the parameters visible in the body, each with its index among the variables, whatever is wrong with its name. */
export function declareParameters(context: Context, node: FunctionDecl, variables: readonly Variable[]): void {
  const declare = (parameter: Parameter, property: 'name' | 'first' | 'last'): void => {
    const { length } = context.scope.locals;
    const { type, name } = variables[length] ?? { type: INT, name: '' };
    declareLocal(context, parameter, property, type, { isParameter: true });
    if (context.scope.locals.length > length) return;
    const span = spanOf(context, parameter);
    const symbol: SymbolInfo = { kind: 'parameter', name, source: context.file.name, span, signature: name };
    context.scope.declare({ name: '', type, symbol, span, isLoop: false, final: true });
  };
  for (const parameter of node.params) {
    declare(parameter, 'name');
    if (parameter.first === undefined) continue;
    declare(parameter, 'first');
    declare(parameter, 'last');
  }
}
