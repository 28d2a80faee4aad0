import { derivedFieldOf } from '../derived-fields';
import type { Report } from '../report';
import type { Expr, KernelTree, Routine, Stmt, Variable } from '../tree';
import { list } from '../suggest';
import type { FunctionValues } from './call-graph';
import { split, throughGate, versionBits } from './live';
import { childExpressions, childStatements, isOneEvent, ownExpressions, visitExpressions, visitStatements } from './walk';

interface Kernel {
  readonly tree: KernelTree;
  readonly values: FunctionValues;
}

/**
 * One statement that touches shared state is one event, so a statement with two accesses claims that nobody can
 * come between. Too coarse hides races: such a statement is split, or says `atomic` and why.
 */
export function checkGrain(routine: Routine, tree: KernelTree, values: FunctionValues, report: Report): void {
  const visit = (statement: Stmt): void => {
    if (isOneEvent(statement)) return;
    for (const bit of versionBits(throughGate(routine.gate))) {
      const accesses = new Set<string>();
      for (const expr of ownExpressions(statement)) collect(expr, bit, routine.variables, { tree, values }, accesses);
      if (accesses.size < 2) continue;
      const named = list([...accesses].map((access) => `\`${access}\``), 4);
      report.warning(routine.source, statement.span,
        `touches ${named} in one event; split it, or write \`atomic under (lock)\` or \`atomic because "…"\``, 'grain');
      break;
    }
    childStatements(statement).forEach(visit);
  };
  routine.body.forEach(visit);
}

/** The accesses to shared state that an expression makes in the versions of `live`. */
function collect(expr: Expr, live: number, variables: readonly Variable[], kernel: Kernel, accesses: Set<string>): void {
  const recurse = (inner: Expr, within = live): void => {
    if (within) collect(inner, within, variables, kernel, accesses);
  };
  if (expr.kind === 'conditional') {
    const [whenTrue, whenFalse] = split(expr.condition, live);
    recurse(expr.condition);
    recurse(expr.then, whenTrue);
    recurse(expr.else, whenFalse);
    return;
  }
  if (expr.kind === 'binary' && (expr.operator === '&&' || expr.operator === '||')) {
    const [whenTrue, whenFalse] = split(expr.left, live);
    recurse(expr.left);
    recurse(expr.right, expr.operator === '&&' ? whenTrue : whenFalse);
    return;
  }
  if (expr.kind === 'field' && isShared(expr, kernel.tree)) accesses.add(format(expr, variables));
  if ((expr.kind === 'call' || expr.kind === 'indirectCall') && callReadsShared(expr, kernel, new Set())) accesses.add(format(expr, variables).replace(/\(.*\)$/, '(…)'));
  childExpressions(expr).forEach((child) => recurse(child));
}

function isShared(expr: Expr & { kind: 'field' }, tree: KernelTree): boolean {
  const fields = tree.objects.find((object) => object.name === expr.object)?.fields;
  return fields?.find((field) => field.name === expr.field)?.modifier === 'plain';
}

function callReadsShared(call: Expr & { kind: 'call' | 'indirectCall' }, kernel: Kernel, seen: Set<string>): boolean {
  return kernel.values.calleesOf(call).some((name) => readsShared(name, kernel, seen));
}

/** Only `pure` functions are part of the event that calls them. */
function readsShared(name: string, kernel: Kernel, seen: Set<string>): boolean {
  const { tree } = kernel;
  if (seen.has(name)) return false;
  seen.add(name);
  return tree.functions.filter((func) => func.name === name && func.kind === 'pure').some((func) => {
    let shared = false;
    visitStatements(func.body, (statement) => {
      for (const expr of ownExpressions(statement)) {
        visitExpressions(expr, (inner) => {
          if (inner.kind === 'field' && isShared(inner, tree)) shared = true;
          if ((inner.kind === 'call' || inner.kind === 'indirectCall') && callReadsShared(inner, kernel, seen)) shared = true;
        });
      }
    });
    return shared;
  });
}

/** As an author would write it. */
export function format(expr: Expr, variables: readonly Variable[]): string {
  switch (expr.kind) {
    case 'local': return variables[expr.index]?.name ?? '…';
    case 'named': return expr.index ? `${expr.name}[${format(expr.index, variables)}]` : expr.name;
    case 'literal': return String(expr.value);
    case 'current': return 'current';
    case 'field': {
      const path = `${format(expr.receiver, variables)}.${expr.field}`;
      return expr.index ? `${path}[${format(expr.index, variables)}]` : path;
    }
    case 'binary': return `${format(expr.left, variables)} ${expr.operator} ${format(expr.right, variables)}`;
    case 'call': {
      const derived = derivedFieldOf(expr.function);
      if (derived) return `${format(expr.args[0]!, variables)}.${derived.field}`;
      return `${expr.function}(${expr.args.map((arg) => format(arg, variables)).join(', ')})`;
    }
    case 'member': return `${format(expr.receiver, variables)}.${expr.member}`;
    case 'indirectCall': return `${format(expr.callee, variables)}(${expr.args.map((arg) => format(arg, variables)).join(', ')})`;
    default: return expr.kind;
  }
}
