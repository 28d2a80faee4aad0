import { derivedFieldOf } from '../derived-fields';
import type { Report } from '../report';
import type { Expr, Func, KernelTree, Routine, Stmt } from '../tree';
import { ownExpressions, visitExpressions, visitStatements } from './walk';

type FieldExpr = Expr & { readonly kind: 'field' };

/**
 * A history variable remembers for a property what the state no longer tells (Abadi and Lamport, "The existence of refinement mappings", 1991).
 * Invariant: what the kernel does never depends on one, so adding one changes no execution. Invariants, asserts and the `pure` functions that they
 * call read it.
 */
export function checkHistoryFields(routines: readonly Routine[], kernel: Pick<KernelTree, 'functions' | 'objects'>, report: Report): void {
  const histories = new Map(kernel.objects.map(({ name, fields }) => [name, new Set(fields.filter(({ modifier }) => modifier === 'history').map((field) => field.name))]));
  const isHistory = ({ object, field }: FieldExpr): boolean => histories.get(object)?.has(field) ?? false;
  const readers = new Set<string>();
  const readsHistory = (expr: Expr): boolean => (expr.kind === 'field' && isHistory(expr)) || (expr.kind === 'call' && readers.has(expr.function));
  // A pure function that calls one is one, too.
  for (let before = -1; before < readers.size;) {
    before = readers.size;
    for (const func of kernel.functions) if (isPure(func) && reads(func, isHistory).some(({ expr }) => readsHistory(expr))) readers.add(func.name);
  }
  for (const routine of routines) {
    if (isPure(routine)) continue;
    for (const { statement, expr } of reads(routine, isHistory)) {
      if (!readsHistory(expr)) continue;
      const name = (expr as Expr & { kind: 'call' }).function;
      const what = expr.kind === 'field' ? `\`${expr.field}\` is` : `\`${derivedFieldOf(name)?.field ?? name}\` reads`;
      report.error(routine.source, expr.span ?? statement.span, `${what} a \`history\` field: only invariants and \`assert\` read it, never what the kernel does`);
    }
  }
}

function isPure(routine: Routine | Func): boolean {
  return 'kind' in routine && routine.kind === 'pure';
}

/** The expressions on which depends what a routine does, with those in them. */
function reads({ body }: Routine, isHistory: (field: FieldExpr) => boolean): { readonly statement: Stmt; readonly expr: Expr }[] {
  const found: { readonly statement: Stmt; readonly expr: Expr }[] = [];
  visitStatements(body, (statement) => {
    for (const whole of readBy(statement, isHistory)) visitExpressions(whole, (expr) => found.push({ statement, expr }));
  });
  return found;
}

/** What is assigned is not read, but the path to it is; and what is assigned to a history variable may depend on others. */
function readBy(statement: Stmt, isHistory: (field: FieldExpr) => boolean): readonly Expr[] {
  if (statement.kind === 'assert') return [];
  if (statement.kind !== 'assign' || statement.target.kind !== 'field') return ownExpressions(statement);
  const { receiver, index } = statement.target;
  return [receiver, ...(index ? [index] : []), ...(isHistory(statement.target) ? [] : [statement.value])];
}
