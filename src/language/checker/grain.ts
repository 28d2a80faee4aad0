import { derivedFieldOf } from '../derived-fields';
import type { Report } from '../report';
import type { Expr, Func, KernelTree, Routine, Stmt, Variable } from '../tree';
import { list } from '../suggest';
import type { FunctionValues } from './call-sites';
import { split, throughGate, versionBits } from './live';
import { childExpressions, childStatements, isOneEvent, ownExpressions, visitExpressions, visitStatements } from './walk';

/**
 * One statement that touches shared state is one event, so a statement with two accesses claims that nobody can
 * come between. Too coarse hides races: such a statement is split, or says `atomic` and why.
 */
export class Grain {
  /** The fields that are shared state: `page.refcount`. */
  private readonly shared: ReadonlySet<string>;
  private readonly pure: readonly Func[];
  /** By name of a function: whether calling it reads shared state. */
  private readonly reading = new Map<string, boolean>();

  constructor({ objects, functions }: KernelTree, private readonly values: FunctionValues) {
    this.shared = new Set(objects.flatMap(({ name, fields }) => fields.filter(({ modifier }) => modifier === 'plain').map((field) => `${name}.${field.name}`)));
    this.pure = functions.filter(({ kind }) => kind === 'pure');
  }

  check(routine: Routine, report: Report): void {
    const everywhere = throughGate(routine.gate);
    const visit = (statement: Stmt): void => {
      if (isOneEvent(statement)) return;
      const found = this.accesses(statement, everywhere, routine.variables);
      // In one version there are as many at most.
      const tooMany = found.size < 2 ? undefined : versionBits(everywhere).map((bit) => this.accesses(statement, bit, routine.variables)).find(({ size }) => size >= 2);
      if (tooMany) {
        const named = list([...tooMany].map((access) => `\`${access}\``), 4);
        report.warning(routine.source, statement.span,
          `touches ${named} in one event; split it, or write \`atomic under (lock)\` or \`atomic because "…"\``, 'grain');
      }
      childStatements(statement).forEach(visit);
    };
    routine.body.forEach(visit);
  }

  /** The accesses to shared state that a statement makes in the versions of `live`. */
  private accesses(statement: Stmt, live: number, variables: readonly Variable[]): ReadonlySet<string> {
    const found = new Set<string>();
    for (const expr of ownExpressions(statement)) this.collect(expr, live, variables, found);
    return found;
  }

  private collect(expr: Expr, live: number, variables: readonly Variable[], accesses: Set<string>): void {
    const recurse = (inner: Expr, within = live): void => {
      if (within) this.collect(inner, within, variables, accesses);
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
    if (expr.kind === 'field' && this.isShared(expr)) accesses.add(format(expr, variables));
    if ((expr.kind === 'call' || expr.kind === 'indirectCall') && this.readsWhenCalled(expr)) accesses.add(format(expr, variables).replace(/\(.*\)$/, '(…)'));
    childExpressions(expr).forEach((child) => recurse(child));
  }

  private isShared({ object, field }: Expr & { kind: 'field' }): boolean {
    return this.shared.has(`${object}.${field}`);
  }

  private readsWhenCalled(call: Expr & { kind: 'call' | 'indirectCall' }): boolean {
    return this.values.calleesOf(call).some((name) => {
      const known = this.reading.get(name) ?? this.reads(name, new Set());
      this.reading.set(name, known);
      return known;
    });
  }

  /** Only `pure` functions are part of the event that calls them. */
  private reads(name: string, seen: Set<string>): boolean {
    if (seen.has(name)) return false;
    seen.add(name);
    return this.pure.filter((func) => func.name === name).some((func) => {
      let shared = false;
      visitStatements(func.body, (statement) => {
        for (const expr of ownExpressions(statement)) {
          visitExpressions(expr, (inner) => {
            if (inner.kind === 'field' && this.isShared(inner)) shared = true;
            if ((inner.kind === 'call' || inner.kind === 'indirectCall') && this.values.calleesOf(inner).some((callee) => this.reads(callee, seen))) shared = true;
          });
        }
      });
      return shared;
    });
  }
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
