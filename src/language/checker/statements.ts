import type { AssertStatement, AtomicStatement, ChooseStatement, IfStatement, LocalDecl, ReturnStatement, Statement } from '../generated/ast';
import type { Expr, Stmt } from '../tree';
import { list } from '../suggest';
import { aType, formatType } from '../types';
import { checkSimple } from './assignments';
import type { BodyContext, Flow } from './body-context';
import { headerSpan, orEmpty } from './body-context';
import type { ContextKind } from './context';
import { error, spanOf, textOf, warning } from './context';
import { checkType, refuseCode } from './declared-types';
import { allowWhole, checkCondition, checkExpression, checkWhole, contextName } from './expressions';
import { knowing, testedBy } from './function-values';
import { NOWHERE, split } from './live';
import { declareLocal } from './locals';
import { checkLock } from './lock-names';
import { checkFor, checkRepeat, checkWhile } from './loops';
import { checkStart } from './starts';
import { checkTemplate } from './templates';
import { checkAwait, checkChooseFrom } from './waits';

/** The statements that do not fit everywhere: their word, and where they do. */
const allowedContexts: Readonly<Partial<Record<Statement['$type'], { readonly word: string; readonly contexts: readonly ContextKind[] }>>> = {
  AtomicStatement: { word: 'atomic', contexts: ['function', 'atomic', 'agent', 'boot'] },
  AwaitStatement: { word: 'await', contexts: ['function', 'agent'] },
  ChooseStatement: { word: 'choose', contexts: ['function', 'agent', 'process'] },
  ChooseFromStatement: { word: 'choose', contexts: ['function', 'agent'] },
  MarkStatement: { word: 'mark', contexts: ['function', 'atomic', 'agent', 'process'] },
  AssertStatement: { word: 'assert', contexts: ['function', 'atomic', 'agent', 'process', 'boot'] },
  LimitStatement: { word: 'limit', contexts: ['function', 'atomic', 'agent'] },
  RequireStatement: { word: 'require', contexts: ['invariant', 'function'] },
  StartStatement: { word: 'thread', contexts: ['process'] },
  FreeStatement: { word: 'free', contexts: ['function', 'atomic', 'agent', 'boot'] },
};

/** Checks a statement, and says which versions come to its end. */
export function checkStatement(context: BodyContext, node: Statement | undefined): Flow {
  const { live } = context;
  if (!node || !isAllowed(context, node)) return { statement: undefined, live };
  const span = spanOf(context, node);
  switch (node.$type) {
    case 'Block': {
      const { body, live: end } = context.scope.block(() => checkBlock(context, node.statements));
      return { statement: { kind: 'block', body, span: headerSpan(context, node) }, live: end };
    }
    case 'LabelledStatement': {
      const label = checkTemplate(context, node, 'label');
      const { statement, live: end } = checkStatement(context, node.statement);
      if (statement?.label) error(context, node, 'this statement has two texts', 'label');
      return { statement: statement && label && { ...statement, label }, live: end };
    }
    case 'AtomicStatement': return checkAtomic(context, node);
    case 'AwaitStatement': return checkAwait(context, node);
    case 'ChooseStatement': return checkChoose(context, node);
    case 'ChooseFromStatement': return checkChooseFrom(context, node);
    case 'IfStatement': return checkIf(context, node);
    case 'WhileStatement': return checkWhile(context, node);
    case 'ForStatement': return checkFor(context, node);
    case 'RepeatStatement': return checkRepeat(context, node);
    case 'ReturnStatement': return { statement: checkReturn(context, node), live: NOWHERE };
    case 'BreakStatement': case 'ContinueStatement': {
      const word = node.$type === 'BreakStatement' ? 'break' : 'continue';
      if (!context.loop) error(context, node, `\`${word}\` outside of a loop`);
      else if (word === 'break') context.loop.breaks |= live;
      return { statement: { kind: word, span }, live: NOWHERE };
    }
    case 'MarkStatement': return { statement: { kind: 'mark', name: node.name, span }, live };
    case 'AssertStatement': case 'LimitStatement': case 'RequireStatement': return { statement: checkClaim(context, node), live };
    case 'FreeStatement': {
      const target = checkExpression(context, node.target);
      if (target && target.type.kind !== 'object') {
        error(context, node, `\`free\` takes an object, but \`${textOf(context, node.target)}\` is ${aType(target.type)}`, 'target');
      }
      return { statement: target && { kind: 'free', target, span }, live };
    }
    case 'StartStatement': return { statement: checkStart(context, node), live };
    case 'LocalDecl': return { statement: checkLocal(context, node), live };
    case 'SimpleStatement': {
      const statement = checkSimple(context, node);
      const func = statement?.kind === 'expression' && statement.value.kind === 'call' && context.names.functions.get(statement.value.function)?.[0];
      return { statement, live: func && func.noreturn ? NOWHERE : live };
    }
    case 'EmptyStatement': return { statement: { kind: 'empty', span }, live };
    // A `choose` without its rest is neither kind of choice; the parser has said so.
    default: return { statement: undefined, live };
  }
}

/** Statements in their order; warns once about what no version can come to. */
export function checkBlock(context: BodyContext, statements: readonly Statement[] | undefined): { body: Stmt[]; live: number } {
  const body: Stmt[] = [];
  let { live } = context;
  for (const [index, node] of (statements ?? []).entries()) {
    if (live === NOWHERE && index > 0 && node.$type !== 'EmptyStatement') {
      if (context.live !== NOWHERE) warning(context, node, 'this is never reached');
      context = { ...context, live: NOWHERE };
    }
    const flow = checkStatement({ ...context, live }, node);
    if (flow.statement) body.push(flow.statement);
    live = flow.live;
    if (flow.tested) context = knowing(context, flow.tested);
  }
  return { body, live };
}

/** `atomic under (lock) { … }`, `atomic because "…" { … }` */
function checkAtomic(context: BodyContext, node: AtomicStatement): Flow {
  const locks = node.locks.map((lock) => checkLock(context, lock)).filter((lock) => lock !== undefined);
  const { reason } = node;
  if (reason?.trim() === '') error(context, node, 'the reason is empty; say what makes the block one event: `because "one compare-and-exchange"`', 'reason');
  const span = headerSpan(context, node);
  if (node.locks.length === 0 && reason === undefined && !context.within && context.kind !== 'boot') {
    context.report.warning(context.file.name, span, 'nothing says why nobody sees the middle; write `atomic under (lock)` or `atomic because "one compare-and-exchange"`', 'locks');
  }
  const held = node.locks.length ? ` Held over it: ${list(node.locks.map((lock) => `\`${textOf(context, lock)}\``))}.` : '';
  context.symbols.note(context.file.name, span, `One event.${held}${reason ? ` Because: ${reason}.` : ''}`);
  const inside: BodyContext = { ...context, within: node.locks.length ? 'atomic under (…)' : 'atomic' };
  const { body, live } = context.scope.block(() => checkBlock(inside, node.body?.statements));
  return { statement: { kind: 'atomic', body, span, ...(locks.length ? { locks } : {}), ...(reason ? { reason } : {}) }, live };
}

function isAllowed(context: BodyContext, node: Statement): boolean {
  const rule = allowedContexts[node.$type];
  if (!rule) return true;
  if (!rule.contexts.includes(context.kind)) {
    const hint = rule.word === 'require' ? '; use `assert (…)`'
      : rule.word === 'assert' && context.kind === 'invariant' ? '; use `require (…) "…";`' : '';
    error(context, node, `\`${'start' in node ? node.start : rule.word}\` cannot stand ${contextName(context)}${hint}`);
    return false;
  }
  if (context.within && rule.word === 'require') {
    error(context, node, `\`require\` cannot stand inside \`${context.within}\`: in a function it is about the scenario, and decided before the first event`);
    return false;
  }
  if (context.within && (rule.word === 'await' || rule.word === 'choose')) {
    error(context, node, `\`${rule.word}\` cannot stand inside \`${context.within}\`, which is one event${context.within === 'atomic under (…)' ? ': who holds a spinlock does not sleep' : ''}`);
    return false;
  }
  return true;
}

function checkChoose(context: BodyContext, node: ChooseStatement): Flow {
  const options = node.options.map((option) => context.scope.block(() => checkBlock(context, option.statements)));
  return {
    statement: { kind: 'choose', options: options.map((option) => option.body), span: headerSpan(context, node) },
    live: options.reduce((live, option) => live | option.live, NOWHERE),
  };
}

function checkIf(context: BodyContext, node: IfStatement): Flow {
  const condition = checkCondition(context, node.condition, true);
  const [whenTrue, whenFalse] = condition ? split(condition, context.live) : [context.live, context.live];
  const [known, knownOtherwise] = condition ? testedBy(condition) : [[], []];
  const then = context.scope.block(() => checkStatement(knowing({ ...context, live: whenTrue }, known), node.then));
  const other = node.else && context.scope.block(() => checkStatement(knowing({ ...context, live: whenFalse }, knownOtherwise), node.else));
  const span = headerSpan(context, node, 'condition');
  const statement: Stmt | undefined = condition && {
    kind: 'if', condition, then: orEmpty(then.statement), span, ...(other ? { else: orEmpty(other.statement) } : {}),
  };
  const after = other ? other.live : whenFalse;
  // What is known after it is what was true on the only way there.
  const tested = then.live === NOWHERE ? knownOtherwise : after === NOWHERE ? known : [];
  return { statement, live: then.live | after, tested };
}

function checkReturn(context: BodyContext, node: ReturnStatement): Stmt | undefined {
  const span = spanOf(context, node);
  const { result } = context;
  if (result.kind === 'void') {
    if (!node.value) return { kind: 'return', span };
    return error(context, node, `\`${context.name}\` returns nothing, so \`return\` takes no value`, 'value');
  }
  if (!node.value) return error(context, node, `\`${context.name}\` returns ${aType(result)}: \`return\` needs a value`);
  const value = checkWhole(context, node.value, result, `the result of \`${context.name}\``);
  return value && { kind: 'return', value, span };
}

function checkClaim(context: BodyContext, node: Statement & { $type: 'AssertStatement' | 'LimitStatement' | 'RequireStatement' }): Stmt | undefined {
  const condition = checkCondition(context, node.condition);
  const message = node.message === undefined ? undefined : checkTemplate(context, node, 'message');
  if (!condition) return undefined;
  const span = spanOf(context, node);
  if (node.$type !== 'AssertStatement') return message && { kind: node.$type === 'LimitStatement' ? 'limit' : 'require', condition, message, span };
  return { kind: 'assert', condition, span, ...nameOfAssert(context, node), ...(message ? { message } : {}) };
}

/** The name by which `expect` calls it. */
function nameOfAssert(context: BodyContext, node: AssertStatement): Pick<Extract<Stmt, { kind: 'assert' }>, 'name' | 'nameSpan'> {
  const { name } = node;
  if (name === undefined) return { name: context.name };
  const invariant = context.names.invariants.get(name)?.[0];
  if (invariant) error(context, node, `there is an invariant \`${name}\` (${invariant.source}); the assert needs another name`, 'name');
  const span = spanOf(context, node, 'name');
  context.symbols.define({ kind: 'assert', name, source: context.file.name, span, signature: `assert ${name} in ${context.name}` });
  return { name, nameSpan: span };
}

function checkLocal(context: BodyContext, node: LocalDecl): Stmt | undefined {
  const type = checkType(context, node.type, 'local');
  if (!type || refuseCode(context, node, type, `\`${node.name}\``)) {
    allowWhole(context, node.init);
    checkExpression(context, node.init);
    return undefined;
  }
  // Checked before the name is declared: `int x = x;` means nothing.
  const value = node.init && checkWhole(context, node.init, type, `\`${node.name}\``);
  const local = declareLocal(context, node, 'name', type);
  if (!local || (node.init && !value)) return undefined;
  // Without a value it begins at zero, in every round of a loop.
  const zero: Expr = { kind: 'literal', value: 0, type };
  if (!value && type.kind === 'int' && (type.min > 0 || type.max < 0)) {
    return error(context, node, `\`${node.name}\` needs a value: 0 is not in ${formatType(type)}`, 'name');
  }
  const target: Expr = { kind: 'local', index: local.index, type };
  return { kind: 'assign', target, value: value ?? zero, update: false, span: spanOf(context, node) };
}
