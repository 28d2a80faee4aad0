import type { AgentDecl } from '../generated/ast';
import type { Agent } from '../tree';
import type { Context } from './context';
import { error, placeOf } from './context';
import { checkType } from './declared-types';
import { checkCondition } from './expressions';
import { throughGate } from './live';
import { declareLocal } from './locals';
import { checkBody, checkGate } from './routines';
import { checkTemplate } from './templates';

/** An agent without its body. */
export function readAgent(context: Context, node: AgentDecl): Agent {
  const gate = checkGate(context, node.gate);
  const type = node.type && checkType(context, node.type, 'local');
  if (type && type.kind !== 'object') error(context, node, 'an agent exists once, or once for every object of a type', 'type');
  const per = type?.kind === 'object' && node.variable ? type.name : undefined;
  const variables = type && node.variable ? [{ name: node.variable, type, final: true }] : [];
  return { gate, body: [], variables, ...placeOf(context, node), ...(per ? { per } : {}) };
}

export function checkAgent(base: Context, node: AgentDecl, header: Agent): Agent {
  const context: Context = { ...base, kind: 'agent', live: base.live & throughGate(header.gate) };
  const [instance] = header.variables;
  if (instance) declareLocal(context, node, 'variable', instance.type, { isParameter: true });
  const fixed: Context = { ...context, kind: 'const field' };
  const where = node.where && checkCondition(fixed, node.where);
  const label = node.label === undefined ? undefined : checkTemplate(fixed, node, 'label');
  const body = checkBody(context, node, { name: header.name, live: context.live });
  return { ...header, ...body, ...(where ? { where } : {}), ...(label ? { label } : {}) };
}
