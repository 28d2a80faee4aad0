import type { AstNode } from 'langium';
import type { Block, Gate as GateNode } from '../generated/ast';
import { suggestion } from '../suggest';
import type { Gate, Stmt, Type, Variable, Version } from '../tree';
import { aType, VOID } from '../types';
import { formatGate, parseVersion } from '../versions';
import type { BodyContext } from './body-context';
import type { Context } from './context';
import { error, useSymbol } from './context';
import { versionsIn } from './live';
import { constantSymbol } from './names';
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
  for (const { local, span } of context.scope.reliances) {
    if (local.final || local.isLoop) continue;
    context.report.error(context.file.name, span, `this may be null: it is tested for another \`${local.name}\`, which is assigned to; use a variable that keeps its value`);
  }
  return { body: end.body, variables: context.scope.variables };
}

function warnOfUnused(context: Context): void {
  for (const local of context.scope.locals) {
    if (local.used || local.symbol.kind === 'parameter' || local.name.startsWith('_')) continue;
    context.report.warning(context.file.name, local.span, `\`${local.name}\` is never used`);
  }
}

/** `since v4.18 until DAX_PAGES_REFCOUNTED` */
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

function checkVersion(context: Context, node: GateNode, side: 'since' | 'until'): Version | undefined {
  const bound = node[side] ?? '';
  const version = parseVersion(bound);
  if (version !== undefined) return version;
  const constant = context.names.constants.get(bound);
  if (!constant) return error(context, node, unknownBound(context, bound), side);
  useSymbol(context, node, side, constantSymbol(constant));
  const { value } = constant;
  if (value.kind === 'kernel' && value.operator === '>=') return value.version;
  return error(context, node, `\`${bound}\` does not say in which version something changed; a gate takes a constant that is \`KERNEL >= v4.18\``, side);
}

function unknownBound(context: Context, bound: string): string {
  if (/^v\d/.test(bound)) return `\`${bound}\` is not a kernel version; one is written v4.18`;
  const changes = [...context.names.constants.values()].filter(({ value }) => value.kind === 'kernel').map(({ name }) => name);
  return `\`${bound}\` is neither a version like v4.18 nor a constant that says in which version something changed${suggestion(bound, changes)}`;
}

