// Traversals of checked expressions.
import type { Expr } from '../../language/tree';

const PARTS = ['receiver', 'index', 'operand', 'left', 'right', 'condition', 'then', 'else'] as const;

/** The expression with what `change` returns in place of the parts for which it returns something. */
export function rewrite(expr: Expr, change: (expr: Expr) => Expr | undefined): Expr {
  const changed = change(expr);
  if (changed) return changed;
  const copy: Record<string, unknown> = { ...expr };
  for (const part of PARTS) if (isExpr(copy[part])) copy[part] = rewrite(copy[part], change);
  if (expr.kind === 'call') copy.args = expr.args.map((arg) => rewrite(arg, change));
  return copy as unknown as Expr;
}

/** The indices of the variables that the expression reads. */
export function localsIn(expr: Expr): readonly number[] {
  const found = new Set<number>();
  rewrite(expr, (inner) => {
    if (inner.kind === 'local') found.add(inner.index);
    return undefined;
  });
  return [...found];
}

/** Of the part `index`: a number in a local, an expression elsewhere. */
function isExpr(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null;
}
