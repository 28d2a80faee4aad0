import type { Expr, Func, KernelTree, Routine, Span, Stmt, Version } from '../tree';
import { admits } from '../versions';
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

/** Who calls whom in one kernel version. */
export class CallGraph {
  private readonly functions: ReadonlyMap<string, Func>;
  private readonly sites = new Map<string, readonly CallSite[]>();
  private readonly waiting = new Map<string, readonly string[] | undefined>();

  constructor(functions: readonly Func[], readonly version: Version, private readonly values: FunctionValues) {
    this.functions = new Map(functions.filter(({ gate }) => admits(gate, version)).map((func) => [func.name, func]));
  }

  get all(): Iterable<Func> {
    return this.functions.values();
  }

  callsIn(name: string): readonly CallSite[] {
    const known = this.sites.get(name);
    if (known) return known;
    const routine = this.functions.get(name);
    const found: CallSite[] = [];
    if (routine) visitCalls(routine, (call, statement) => found.push(...sitesOf(call, statement, routine, this.values)));
    this.sites.set(name, found);
    return found;
  }

  /** A path from a function back to itself, with the call that begins it. */
  cycle(name: string): { readonly path: readonly string[]; readonly site: CallSite } | undefined {
    const seen = new Set<string>();
    const search = (at: string): string[] | undefined => {
      if (at === name) return [name];
      if (seen.has(at)) return undefined;
      seen.add(at);
      for (const { callee } of this.callsIn(at)) {
        const rest = search(callee);
        if (rest) return [at, ...rest];
      }
      return undefined;
    };
    for (const site of this.callsIn(name)) {
      const path = search(site.callee);
      if (path) return { path: [name, ...path], site };
    }
    return undefined;
  }

  /** How a function comes to an `await` or `choose`: `[f, g, 'await']`; undefined if it never does. */
  pathToWait(name: string): readonly string[] | undefined {
    if (this.waiting.has(name)) return this.waiting.get(name);
    this.waiting.set(name, undefined);
    const func = this.functions.get(name);
    const word = func && waitsItself(func.body);
    let path: readonly string[] | undefined = word && [name, word];
    for (const { callee } of path ? [] : this.callsIn(name)) {
      const rest = this.pathToWait(callee);
      if (rest) {
        path = [name, ...rest];
        break;
      }
    }
    this.waiting.set(name, path);
    return path;
  }
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

/** The calls that are part of one larger event: inside `atomic` and the bodies of `await` and `choose (x in …)`. */
export function callsInOneEvent(routine: Routine, isWhole: boolean, values: FunctionValues): CallSite[] {
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
