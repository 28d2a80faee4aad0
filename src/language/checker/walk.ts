import type { Expr, Routine, Stmt, Template } from '../tree';

/** Every statement of a body, outer ones first. */
export function visitStatements(body: readonly Stmt[], visit: (statement: Stmt) => void): void {
  for (const statement of body) {
    visit(statement);
    visitStatements(childStatements(statement), visit);
  }
}

export function childStatements(statement: Stmt): readonly Stmt[] {
  switch (statement.kind) {
    case 'block': case 'atomic': case 'await': case 'chooseFrom': return statement.body;
    case 'choose': return statement.options.flat();
    case 'if': return statement.else ? [statement.then, statement.else] : [statement.then];
    case 'while': case 'forRange': case 'forAll': case 'forEach': case 'repeat': return [statement.body];
    default: return [];
  }
}

/** Whether the statement is one event with everything in it. */
export function isOneEvent({ kind }: Stmt): boolean {
  return kind === 'atomic' || kind === 'await' || kind === 'chooseFrom';
}

/** The values that a statement itself evaluates, without those of its children and of its texts. */
export function ownExpressions(statement: Stmt): readonly Expr[] {
  switch (statement.kind) {
    case 'await': return statement.holders ? [statement.condition, statement.holders] : [statement.condition];
    case 'chooseFrom': return statement.holders ? [statement.set, statement.holders] : [statement.set];
    case 'if': case 'while': case 'assert': case 'limit': case 'require': return [statement.condition];
    case 'forRange': return [statement.from, statement.to];
    case 'forEach': return [statement.receiver];
    case 'return': return statement.value ? [statement.value] : [];
    case 'free': return [statement.target];
    case 'assign': return [statement.target, statement.value];
    case 'expression': return [statement.value];
    default: return [];
  }
}

/** The texts of a statement. */
export function templatesOf(statement: Stmt): readonly Template[] {
  const texts = [statement.label];
  if (statement.kind === 'await' || statement.kind === 'chooseFrom') texts.push(statement.reason);
  if (statement.kind === 'assert' || statement.kind === 'limit' || statement.kind === 'require') texts.push(statement.message);
  return texts.filter((text) => text !== undefined);
}

export function childExpressions(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'field': return expr.index ? [expr.receiver, expr.index] : [expr.receiver];
    case 'named': return expr.index ? [expr.index] : [];
    case 'unary': case 'count': return [expr.operand];
    case 'binary': return [expr.left, expr.right];
    case 'conditional': return [expr.condition, expr.then, expr.else];
    case 'call': return expr.args;
    case 'member': return [expr.receiver];
    case 'indirectCall': return [expr.callee, ...expr.args];
    default: return [];
  }
}

/** Every value in a value, outer ones first. */
export function visitExpressions(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  for (const child of childExpressions(expr)) visitExpressions(child, visit);
}

export type Call = Expr & { kind: 'call' | 'indirectCall' };

/** Every call in a routine, with the statement it stands in; calls in texts have no events, but count. */
export function visitCalls(routine: Routine, visit: (call: Call, statement: Stmt) => void): void {
  visitStatements(routine.body, (statement) => {
    const texts = templatesOf(statement).flatMap((text) => text.filter((part) => typeof part !== 'string'));
    for (const expr of [...ownExpressions(statement), ...texts]) {
      visitExpressions(expr, (inner) => {
        if (inner.kind === 'call' || inner.kind === 'indirectCall') visit(inner, statement);
      });
    }
  });
}
