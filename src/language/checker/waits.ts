// The statements that can wait: `await (…)` for a condition, `choose (x in …)` for a member of a set. Each is one event,
// its body included.
import type { AwaitStatement, ChooseFromStatement } from '../generated/ast';
import type { Expr, Stmt, Template } from '../tree';
import { aType } from '../types';
import type { BodyContext, Flow } from './body-context';
import { headerSpan } from './body-context';
import { error, textOf } from './context';
import { checkCondition, checkExpression } from './expressions';
import { declareLocal } from './locals';
import { asSet } from './operators';
import { checkTemplate } from './templates';

type Waiting = AwaitStatement | ChooseFromStatement;

export function checkAwait(context: BodyContext, node: AwaitStatement): Flow {
  const condition = checkCondition(context, node.condition);
  const { reason, holders } = checkWait(context, node);
  const inside: BodyContext = { ...context, within: 'await' };
  const { body, live } = context.scope.block(() => context.block(inside, node.body?.statements));
  const span = headerSpan(context, node, 'condition');
  const statement: Stmt | undefined = condition && {
    kind: 'await', condition, body, span, ...(reason && { reason }), ...(holders && { holders }),
  };
  return { statement, live };
}

function checkHolders(context: BodyContext, node: Waiting): Expr | undefined {
  const holders = checkExpression(context, node.holders);
  if (!holders) return undefined;
  const { type } = holders;
  const task = context.names.task?.name;
  if ((type.kind !== 'set' && type.kind !== 'object') || type.name !== task) {
    return error(context, node, `\`held by\` names tasks (set<${task ?? '…'}>), but \`${textOf(context, node.holders!)}\` is ${aType(type)}`, 'holders');
  }
  return asSet(holders, { kind: 'set', name: type.name });
}

/** `because "…" held by (…)` */
function checkWait(context: BodyContext, node: Waiting): { reason: Template | undefined; holders: Expr | undefined } {
  const reason = node.reason === undefined ? undefined : checkTemplate(context, node, 'reason');
  return { reason, holders: node.holders && checkHolders(context, node) };
}

/** `choose (x in set) { … }`: the variable ends with the body. */
export function checkChooseFrom(context: BodyContext, node: ChooseFromStatement): Flow {
  const set = checkSet(context, node);
  const { reason, holders } = checkWait(context, node);
  return context.scope.block(() => {
    const type = set?.type.kind === 'set' ? { kind: 'object', name: set.type.name } as const : undefined;
    const variable = type && declareLocal(context, node, 'variable', type, { isLoop: true });
    if (variable) variable.used = true;
    const { body, live } = context.block({ ...context, within: 'choose (x in …)' }, node.body?.statements);
    const span = headerSpan(context, node, 'set');
    const statement: Stmt | undefined = set && variable && {
      kind: 'chooseFrom', variable: variable.index, set, body, span, ...(reason && { reason }), ...(holders && { holders }),
    };
    return { statement, live };
  });
}

function checkSet(context: BodyContext, node: ChooseFromStatement): Expr | undefined {
  const set = checkExpression(context, node.set);
  if (!set || set.type.kind === 'set') return set;
  return error(context, node, `\`choose (x in …)\` takes a member of a set, but \`${textOf(context, node.set!)}\` is ${aType(set.type)}`, 'set');
}
