// Which values read shared state. A statement that evaluates such a value is an event of its own.
import type { Stmt, Expr, Func } from '../../language/tree';
import type { Value } from '../ir';
import type { Selection } from './selection';
import type { World } from './world';

/** Answers for one program; what pure functions read is remembered. */
export class Access {
  private readonly pureReads = new Map<string, boolean>();

  constructor(
    private readonly world: World,
    private readonly selection: Selection,
  ) {}

  /** Does evaluating the value read a plain field of any object? */
  shared(value: Value): boolean {
    switch (value.kind) {
      case 'const':
      case 'temp':
      case 'slot':
      case 'pool':
        return false;
      case 'field':
        return !value.stable || this.shared(value.id) || (value.index !== undefined && this.shared(value.index));
      case 'table':
        return this.shared(value.id) || (value.index !== undefined && this.shared(value.index));
      case 'size':
        return this.shared(value.id);
      case 'unary':
        return this.shared(value.operand);
      case 'binary':
        return this.shared(value.left) || this.shared(value.right);
      case 'conditional':
        return this.shared(value.condition) || this.shared(value.then) || this.shared(value.else);
      case 'call':
        return this.readsShared(value.function) || value.args.some((arg) => this.shared(arg));
    }
  }

  /** Can the value change although no local is assigned to? Then an alias of it will not do where a copy is meant. */
  stateful(value: Value): boolean {
    switch (value.kind) {
      case 'const':
      case 'slot':
      case 'pool':
        return false;
      case 'field':
      case 'call':
      case 'temp':
        return true;
      case 'table':
        return this.stateful(value.id) || (value.index !== undefined && this.stateful(value.index));
      case 'size':
        return this.stateful(value.id);
      case 'unary':
        return this.stateful(value.operand);
      case 'binary':
        return this.stateful(value.left) || this.stateful(value.right);
      case 'conditional':
        return this.stateful(value.condition) || this.stateful(value.then) || this.stateful(value.else);
    }
  }

  /** Does a pure function read a plain field of any object? */
  readsShared(name: string): boolean {
    const known = this.pureReads.get(name);
    if (known !== undefined) return known;
    this.pureReads.set(name, false);
    const func = this.selection.function(name) as Func;
    const result = func.body.some((stmt) => this.stmt(stmt));
    this.pureReads.set(name, result);
    return result;
  }

  private stmt(stmt: Stmt): boolean {
    const any = (...exprs: (Expr | undefined)[]): boolean => exprs.some((expr) => expr !== undefined && this.expr(expr));
    switch (stmt.kind) {
      case 'block':
      case 'atomic': return stmt.body.some((inner) => this.stmt(inner));
      case 'if': return any(stmt.condition) || this.stmt(stmt.then) || (stmt.else !== undefined && this.stmt(stmt.else));
      case 'while': return any(stmt.condition) || this.stmt(stmt.body);
      case 'forRange': return any(stmt.from, stmt.to) || this.stmt(stmt.body);
      case 'forEach': return any(stmt.receiver) || this.stmt(stmt.body);
      case 'forAll':
      case 'repeat': return this.stmt(stmt.body);
      case 'return': return any(stmt.value);
      case 'assign': return any(stmt.target, stmt.value);
      case 'expression': return any(stmt.value);
      default: return false;
    }
  }

  private expr(expr: Expr): boolean {
    switch (expr.kind) {
      case 'field': {
        const own = this.world.field(expr.object, expr.field).modifier;
        return own === 'plain' || this.expr(expr.receiver) || (expr.index !== undefined && this.expr(expr.index));
      }
      case 'unary':
      case 'count': return this.expr(expr.operand);
      case 'binary': return this.expr(expr.left) || this.expr(expr.right);
      case 'conditional': return [expr.condition, expr.then, expr.else].some((part) => this.expr(part));
      case 'member': return this.expr(expr.receiver);
      // Any of the functions may be meant.
      case 'indirectCall': return true;
      case 'call':
        return (this.selection.function(expr.function)?.kind === 'pure' && this.readsShared(expr.function)) || expr.args.some((arg) => this.expr(arg));
      default: return false;
    }
  }
}
