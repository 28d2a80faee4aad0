import type { Expr, KernelTree, Routine, Span, Stmt } from '../tree';
import { childStatements, isOneEvent, ownExpressions, visitCalls, visitExpressions, type Call } from './walk';

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
    const note = ({ type, name }: FunctionValue): void => {
      const known = this.names.get(type.name) ?? new Set();
      this.names.set(type.name, known.add(name));
    };
    for (const { entries } of tables) for (const { value } of entries) valuesIn(value).forEach(note);
    for (const routine of [...functions, ...agents, ...boot]) valuesGivenIn(routine).forEach(note);
  }

  /** Whom a call can come to. */
  calleesOf(call: Call): readonly string[] {
    if (call.kind === 'call') return [call.function];
    return call.callee.type.kind === 'function' ? [...this.names.get(call.callee.type.name) ?? []] : [];
  }
}

/** The calls in routines, which are the same in all versions. */
export class Calls {
  private readonly sites = new Map<Routine, readonly CallSite[]>();
  private readonly sitesInOneEvent = new Map<Routine, readonly CallSite[]>();

  constructor(private readonly values: FunctionValues) {}

  in(routine: Routine): readonly CallSite[] {
    return known(this.sites, routine, () => callsIn(routine).flatMap((call) => sitesOf(call, routine, this.values)));
  }

  /** Those that are part of one larger event: inside `atomic` and the bodies of `await` and `choose (x in …)`; of `isWhole` routines all. */
  inOneEvent(routine: Routine, isWhole: boolean): readonly CallSite[] {
    return known(this.sitesInOneEvent, routine, () => callsInOneEvent(routine, isWhole).flatMap((call) => sitesOf(call, routine, this.values)));
  }

  /** How a routine waits itself. */
  waits(routine: Routine): 'await' | 'choose' | undefined {
    return known(waits, routine.body, () => waitsItself(routine.body));
  }
}

// What a body has by itself, whatever kernel it is part of. A checked body is never changed, so each is walked once.
type Memo<T> = WeakMap<Routine['body'], T>;
const calls: Memo<readonly CallIn[]> = new WeakMap();
const inWhole: Memo<readonly CallIn[]> = new WeakMap();
const inParts: Memo<readonly CallIn[]> = new WeakMap();
const given: Memo<readonly FunctionValue[]> = new WeakMap();
const waits: Memo<'await' | 'choose' | undefined> = new WeakMap();

interface CallIn {
  readonly call: Call;
  readonly statement: Stmt;
}

/** A function that is not called but given to somebody who may call it. */
interface FunctionValue {
  readonly name: string;
  readonly type: { readonly name: string };
}

function callsIn(routine: Routine): readonly CallIn[] {
  return known(calls, routine.body, () => {
    const found: CallIn[] = [];
    visitCalls(routine, (call, statement) => found.push({ call, statement }));
    return found;
  });
}

function valuesGivenIn(routine: Routine): readonly FunctionValue[] {
  return known(given, routine.body, () => callsIn(routine).flatMap(({ call }) => call.args.flatMap(valuesIn)));
}

function valuesIn(value: Expr): FunctionValue[] {
  const found: FunctionValue[] = [];
  visitExpressions(value, (expr) => {
    if (expr.kind === 'function' && expr.type.kind === 'function') found.push({ name: expr.name, type: expr.type });
  });
  return found;
}

function known<Key extends object, T>(memo: { has(key: Key): boolean; get(key: Key): T | undefined; set(key: Key, value: T): unknown }, key: Key, compute: () => T): T {
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

function callsInOneEvent(routine: Routine, isWhole: boolean): readonly CallIn[] {
  return known(isWhole ? inWhole : inParts, routine.body, () => findCallsInOneEvent(routine, isWhole));
}

function findCallsInOneEvent(routine: Routine, isWhole: boolean): CallIn[] {
  const found: CallIn[] = [];
  const visit = (statements: readonly Stmt[], inside: boolean): void => {
    for (const statement of statements) {
      if (inside) {
        for (const expr of ownExpressions(statement)) {
          visitExpressions(expr, (inner) => {
            if (inner.kind === 'call' || inner.kind === 'indirectCall') found.push({ call: inner, statement });
          });
        }
      }
      visit(childStatements(statement), inside || isOneEvent(statement));
    }
  };
  visit(routine.body, isWhole);
  return found;
}

function sitesOf({ call, statement }: CallIn, routine: Routine, values: FunctionValues): CallSite[] {
  return values.calleesOf(call).map((callee) => ({ callee, source: routine.source, span: call.span ?? statement.span }));
}
