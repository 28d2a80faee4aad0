import type { AstNode } from 'langium';
import type { Type } from '../tree';
import { formatType } from '../types';
import type { Context } from './context';
import { error, spanOf } from './context';
import type { Local } from './scope';

interface Options {
  readonly isLoop?: boolean;
  readonly isParameter?: boolean;
  readonly final?: boolean;
  readonly isBroken?: boolean;
  /** Visible until the end of the body, not of the block. */
  readonly outermost?: boolean;
}

/** Declares a parameter or local by the name that stands in a property of the node. */
export function declareLocal(context: Context, node: AstNode, property: string, type: Type, options: Options = {}): Local | undefined {
  const name = (node as unknown as Record<string, string | undefined>)[property];
  if (!name) return undefined;
  const { isLoop = false, isParameter = false, final = !isLoop, outermost = false, isBroken = false } = options;
  const span = spanOf(context, node, property);
  const before = context.scope.lookup(name);
  if (before) {
    error(context, node, `\`${name}\` is already declared in line ${before.span[0] + 1}`, property);
    return before;
  }
  const symbol = context.symbols.define({
    kind: isParameter ? 'parameter' : 'variable', name, source: context.file.name, span,
    signature: `${formatType(type)} ${name}`, ...(type.kind === 'object' ? { object: type.name } : {}),
  });
  return context.scope.declare({ name, type, symbol, span, isLoop, final, isBroken }, outermost);
}
