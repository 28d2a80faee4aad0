import type { AstNode } from 'langium';
import type { Block, Gate as GateNode } from '../generated/ast';
import type { Gate, Stmt, Type, Variable } from '../tree';
import { aType, VOID } from '../types';
import { formatGate, parseVersion } from '../versions';
import type { BodyContext } from './body-context';
import type { Context } from './context';
import { error } from './context';
import { versionsIn } from './live';
import { checkBlock, checkStatement } from './statements';

export interface Body {
  readonly body: Stmt[];
  readonly variables: Variable[];
}

/** Checks the body of anything that has one. Parameters are declared in the context's scope before. */
export function checkBody(context: Context, node: AstNode & { name?: string; body?: Block }, options: { name: string; result?: Type; live?: number }): Body {
  const { name, result = VOID, live = context.live } = options;
  const inside: BodyContext = {
    ...context, name, result, live, loop: undefined, within: context.kind === 'atomic' ? 'atomic' : undefined,
    statement: checkStatement, block: checkBlock,
  };
  const end = checkBlock(inside, node.body?.statements);
  const missing = versionsIn(end.live);
  if (result.kind !== 'void' && missing.length && node.body) {
    const which = missing.length < versionsIn(live).length ? ` in ${missing.join(', ')}` : '';
    error(context, node, `\`${name}\` returns ${aType(result)}, but its end can be reached without \`return\`${which}`, 'name');
  }
  if (context.kind !== 'process') warnOfUnused(context);
  return { body: end.body, variables: context.scope.variables };
}

function warnOfUnused(context: Context): void {
  for (const local of context.scope.locals) {
    if (local.used || local.symbol.kind === 'parameter' || local.name.startsWith('_')) continue;
    context.report.warning(context.file.name, local.span, `\`${local.name}\` is never used`);
  }
}

/** `since v4.18 until v6.15` */
export function checkGate(context: Context, node: GateNode | undefined): Gate {
  if (!node) return {};
  const since = node.since === undefined ? undefined : checkVersion(context, node, 'since');
  const until = node.until === undefined ? undefined : checkVersion(context, node, 'until');
  const gate: Gate = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  if (since !== undefined && until !== undefined && since >= until) {
    error(context, node, `no version is ${formatGate(gate)}: \`until\` is exclusive and must be later`);
  }
  return gate;
}

function checkVersion(context: Context, node: GateNode, side: 'since' | 'until') {
  const version = parseVersion(node[side] ?? '');
  if (version === undefined) error(context, node, `\`${node[side]}\` is not a kernel version; one is written v4.18`, side);
  return version;
}

