import type { Expr, Func, Routine, Span, Stmt, Version } from '../tree';
import { admits } from '../versions';
import { childStatements, isOneEvent, ownExpressions, visitCalls, visitExpressions } from './walk';

/** Where a function is called. */
export interface CallSite {
  readonly callee: string;
  readonly source: string;
  readonly span: Span;
}

/** Who calls whom in one kernel version. */
export class CallGraph {
  private readonly functions: ReadonlyMap<string, Func>;
  private readonly sites = new Map<string, readonly CallSite[]>();
  private readonly waiting = new Map<string, readonly string[] | undefined>();

  constructor(functions: readonly Func[], readonly version: Version) {
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
    if (routine) visitCalls(routine, (call, statement) => found.push(siteOf(call, statement, routine)));
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
export function callsInOneEvent(routine: Routine, isWhole: boolean): CallSite[] {
  const found: CallSite[] = [];
  const visit = (statements: readonly Stmt[], inside: boolean): void => {
    for (const statement of statements) {
      if (inside) {
        for (const expr of ownExpressions(statement)) {
          visitExpressions(expr, (inner) => {
            if (inner.kind === 'call') found.push(siteOf(inner, statement, routine));
          });
        }
      }
      visit(childStatements(statement), inside || isOneEvent(statement));
    }
  };
  visit(routine.body, isWhole);
  return found;
}

function siteOf(call: Expr & { kind: 'call' }, statement: Stmt, routine: Routine): CallSite {
  return { callee: call.function, source: routine.source, span: call.span ?? statement.span };
}
