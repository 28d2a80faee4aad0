import type { Expr, Func, Routine, Span, Stmt } from '../tree';
import { format } from './grain';
import type { Path } from './lock-paths';
import { assignedIn, Paths } from './lock-paths';
import type { KernelNames } from './names';
import { childStatements, isOneEvent, ownExpressions, visitExpressions } from './walk';

/** A write or a call for which a lock is not held, or an event of which nothing says why it is one. */
export interface LockProblem {
  readonly source: string;
  readonly span: Span;
  readonly message: string;
  /** The function that is called. */
  readonly callee?: string;
  /** Nothing is wrong with what is claimed: there is no claim. */
  readonly isMissing?: boolean;
}

/**
 * Proves for one routine what `under` claims: each write of a field that a spinlock protects stands where that very lock is held, and
 * each call of a function whose callers hold a lock, too. A path is compared as text after parameters, variables that are assigned
 * once and `const` fields that are `parent` have been replaced by what they stand for. What cannot be compared is not proven.
 *
 * Sound, since a lock is held over one event: nothing but that event can change a variable, and no path leads through a field that
 * can change. `new` and `free` give fields their initial values, and `boot` runs before there is anybody else: they need no lock.
 */
export class LockProof {
  readonly problems: LockProblem[] = [];
  private readonly paths: Paths;

  constructor(private readonly routine: Routine, private readonly names: KernelNames) {
    this.paths = new Paths(routine, names);
    const { locks = [], kind } = routine as Partial<Func>;
    this.visit(routine.body, this.take([], locks, routine.body), kind === 'atomic');
  }

  private visit(body: readonly Stmt[], held: readonly Path[], inEvent: boolean): void {
    for (const statement of body) {
      for (const expr of ownExpressions(statement)) this.checkCalls(expr, statement, held, inEvent);
      if (statement.kind === 'assign') this.checkWrite(statement.target, statement, held);
      this.paths.bind(statement);
      const locks = statement.kind === 'atomic' ? statement.locks ?? [] : [];
      this.visit(childStatements(statement), this.take(held, locks, childStatements(statement)), inEvent || isOneEvent(statement));
    }
  }

  /** The locks that are held over a body: one whose path the body changes would be another one by then. */
  private take(held: readonly Path[], locks: readonly Expr[], body: readonly Stmt[]): readonly Path[] {
    if (locks.length === 0) return held;
    const assigned = assignedIn(body);
    const taken = locks.map((lock) => this.paths.of(lock)).filter((path) => path !== undefined);
    return [...held, ...taken.filter(({ unsteady }) => !unsteady.some((variable) => assigned.has(variable)))];
  }

  private checkWrite(target: Expr, { span }: Stmt, held: readonly Path[]): void {
    if (target.kind !== 'field') return;
    const object = this.names.objects.get(target.object);
    const field = this.names.field(target.object, target.field);
    if (!object || !field?.lock) return;
    const needed = this.paths.of(field.lock, new Map([[0, this.paths.of(target.receiver)]]));
    if (needed && held.some(({ text }) => text === needed.text)) return;
    const lock = this.named(field.lock, [target.receiver]);
    this.report(span, `\`${this.format(target)}\` is written without \`${lock}\`, the lock that protects it (${field.source ?? object.source}:${field.span[0] + 1}); `
      + this.advice(lock));
  }

  private checkCalls(expr: Expr, { span }: Stmt, held: readonly Path[], inEvent: boolean): void {
    visitExpressions(expr, (call) => {
      if (call.kind !== 'call' && call.kind !== 'indirectCall') return;
      for (const callee of this.names.functionValues.calleesOf(call).flatMap((name) => this.names.functions.get(name) ?? [])) {
        if (callee.kind === 'atomic') this.checkCall(call, callee, call.span ?? span, held, inEvent);
      }
    });
  }

  private checkCall(call: Expr & { kind: 'call' | 'indirectCall' }, callee: Func, span: Span, held: readonly Path[], inEvent: boolean): void {
    if (!inEvent) {
      this.report(span, `\`${callee.name}\` is part of its caller's event, and here nothing says why nobody sees the middle of that; `
        + `write \`atomic under (lock) { ${callee.name}(…); }\` or \`atomic because "…" { ${callee.name}(…); }\``, { callee: callee.name, isMissing: true });
    }
    const bindings = new Map(call.args.map((arg, index) => [index, this.paths.of(arg)]));
    for (const lock of callee.locks ?? []) {
      const needed = this.paths.of(lock, bindings);
      if (needed && held.some(({ text }) => text === needed.text)) continue;
      const name = this.named(lock, call.args);
      this.report(span, `\`${callee.name}\` is called without \`${name}\`, which its callers hold (${callee.source}:${callee.span[0] + 1}); `
        + this.advice(name), { callee: callee.name });
    }
  }

  private report(span: Span, message: string, more: Partial<LockProblem> = {}): void {
    this.problems.push({ source: this.routine.source, span, message, ...more });
  }

  private advice(lock: string): string {
    const under = `under (${lock})`;
    if ((this.routine as Partial<Func>).kind !== 'atomic') return `write \`atomic ${under} { … }\``;
    return `write \`${under}\` after the parameters of \`${this.routine.name}\` if its callers hold it, or else \`atomic ${under} { … }\``;
  }

  private format(expr: Expr): string {
    return format(expr, this.routine.variables);
  }

  /** A lock as an author would name it where its first variables have these values: `m.xa_lock`, not `m.entries[0].mapping.xa_lock`. */
  private named(lock: Expr, values: readonly Expr[]): string {
    return this.format(this.shortened(lock, values));
  }

  private shortened(expr: Expr, values: readonly Expr[]): Expr {
    if (expr.kind === 'local') return values[expr.index] ?? expr;
    if (expr.kind !== 'field') return expr;
    const receiver = this.shortened(expr.receiver, values);
    const isParent = this.names.field(expr.object, expr.field)?.init?.kind === 'parent';
    if (isParent && receiver.kind === 'field' && this.names.field(receiver.object, receiver.field)?.modifier === 'own') return receiver.receiver;
    return { ...expr, receiver };
  }
}
