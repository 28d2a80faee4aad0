// Response properties: the calls of some functions return, under an assumption about all that comes after some position.
import type { ResponseDecl } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Invariant } from '../tree';
import type { Context } from './context';
import { spanOf } from './context';
import { checkCondition } from './expressions';
import { throughGate } from './live';
import { functionSymbol } from './names';

export function checkResponse(base: Context, node: ResponseDecl, header: Invariant): Invariant {
  const context: Context = { ...base, kind: 'response', live: base.live & throughGate(header.gate) };
  const { file, report, symbols, names: { functions } } = context;
  for (const [index, name] of node.functions.entries()) {
    const span = spanOf(context, node, 'functions', index);
    const func = functions.get(name)?.[0];
    if (!func) report.error(file.name, span, `unknown function \`${name}\`${suggestion(name, functions.keys())}`);
    else if (func.kind !== 'plain') report.error(file.name, span, `\`${name}\` is over in one event; a \`response\` is about calls that take several`);
    else symbols.use(file.name, span, functionSymbol(func));
  }
  const condition = node.assumption && checkCondition(context, node.assumption);
  return { ...header, body: condition ? [{ kind: 'require', condition, message: [], span: spanOf(context, node, 'assumption') }] : [] };
}
