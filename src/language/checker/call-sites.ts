import type { Expr, KernelTree, Routine, Span, Stmt } from '../tree';
import { childStatements, isOneEvent, ownExpressions, visitCalls, visitExpressions } from './walk';

/** Where a function is called. */
export interface CallSite {
  readonly callee: string;
  readonly source: string;
  readonly span: Span;
}

/** The functions that can be called through a value: all that are given where such a value is wanted, by the type of functions. */
export class FunctionValues {
  private readonly names = new Map<string, Set<string>>();

  constructor({ tables, functions, agents, boot }: Pick<KernelTree, 'tables' | 'functions' | 'agents' | 'boot'>) {
    const note = (value: Expr): void => visitExpressions(value, (expr) => {
      if (expr.kind !== 'function' || expr.type.kind !== 'function') return;
      const known = this.names.get(expr.type.name) ?? new Set();
      this.names.set(expr.type.name, known.add(expr.name));
    });
    for (const { entries } of tables) for (const { value } of entries) note(value);
    for (const routine of [...functions, ...agents, ...boot]) visitCalls(routine, ({ args }) => args.forEach(note));
  }

  /** Whom a call can come to. */
  calleesOf(call: Expr & { kind: 'call' | 'indirectCall' }): readonly string[] {
    if (call.kind === 'call') return [call.function];
    return call.callee.type.kind === 'function' ? [...this.names.get(call.callee.type.name) ?? []] : [];
  }
}

/** The calls in routines, which are the same in all versions: each routine is walked once. */
export class Calls {
  private readonly sites = new Map<Routine, readonly CallSite[]>();
  private readonly sitesInOneEvent = new Map<Routine, readonly CallSite[]>();
  private readonly words = new Map<Routine, 'await' | 'choose' | undefined>();

  constructor(private readonly values: FunctionValues) {}

  in(routine: Routine): readonly CallSite[] {
    return known(this.sites, routine, () => {
      const found: CallSite[] = [];
      visitCalls(routine, (call, statement) => found.push(...sitesOf(call, statement, routine, this.values)));
      return found;
    });
  }

  /** Those that are part of one larger event: inside `atomic` and the bodies of `await` and `choose (x in …)`; of `isWhole` routines all. */
  inOneEvent(routine: Routine, isWhole: boolean): readonly CallSite[] {
    return known(this.sitesInOneEvent, routine, () => callsInOneEvent(routine, isWhole, this.values));
  }

  /** How a routine waits itself. */
  waits(routine: Routine): 'await' | 'choose' | undefined {
    return known(this.words, routine, () => waitsItself(routine.body));
  }
}

function known<Key, T>(memo: Map<Key, T>, key: Key, compute: () => T): T {
  if (!memo.has(key)) memo.set(key, compute());
  return memo.get(key) as T;
}

function waitsItself(body: readonly Stmt[]): 'await' | 'choose' | undefined {
  for (const statement of body) {
    if (statement.kind === 'await' || statement.kind === 'choose') return statement.kind;
    if (statement.kind === 'chooseFrom') return 'choose';
    const inside = waitsItself(childStatements(statement));
    if (inside) return inside;
  }
  return undefined;
}

function callsInOneEvent(routine: Routine, isWhole: boolean, values: FunctionValues): CallSite[] {
  const found: CallSite[] = [];
  const visit = (statements: readonly Stmt[], inside: boolean): void => {
    for (const statement of statements) {
      if (inside) {
        for (const expr of ownExpressions(statement)) {
          visitExpressions(expr, (inner) => {
            if (inner.kind === 'call' || inner.kind === 'indirectCall') found.push(...sitesOf(inner, statement, routine, values));
          });
        }
      }
      visit(childStatements(statement), inside || isOneEvent(statement));
    }
  };
  visit(routine.body, isWhole);
  return found;
}

function sitesOf(call: Expr & { kind: 'call' | 'indirectCall' }, statement: Stmt, routine: Routine, values: FunctionValues): CallSite[] {
  return values.calleesOf(call).map((callee) => ({ callee, source: routine.source, span: call.span ?? statement.span }));
}
