// Which values read shared state. A statement that evaluates such a value is an event of its own.
import { childExpressions, childStatements, ownExpressions } from '../../language/checker/walk';
import type { Expr, Stmt } from '../../language/tree';
import type { Value } from '../ir';
import type { Selection } from './selection';
import type { VersionSet } from '../version-set';
import type { World } from './world';

/** Answers for one program; what pure functions read is remembered. */
export class Access {
  private readonly pureReads = new Map<string, VersionSet>();

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
      case 'versions':
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
      case 'versions':
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
    return this.selection.among(this.reading(name));
  }

  /** The versions in which the function is pure. */
  pureForms(name: string): VersionSet {
    return this.selection.forms(name).reduce((found, [form, versions]) => (form?.kind === 'pure' ? found | versions : found), 0);
  }

  /** The versions in which a pure function reads a plain field of any object. */
  private reading(name: string): VersionSet {
    const known = this.pureReads.get(name);
    if (known !== undefined) return known;
    this.pureReads.set(name, 0);
    let result = 0;
    for (const [form, versions] of this.selection.forms(name)) for (const stmt of form?.kind === 'pure' ? form.body : []) result |= versions & this.stmt(stmt);
    this.pureReads.set(name, result);
    return result;
  }

  /** The versions in which the statement reads one. */
  private stmt(stmt: Stmt): VersionSet {
    return [...childStatements(stmt).map((each) => this.stmt(each)), ...ownExpressions(stmt).map((each) => this.expr(each))].reduce((found, each) => found | each, 0);
  }

  private expr(expr: Expr): VersionSet {
    const { all } = this.selection;
    // Any of the functions may be meant.
    if (expr.kind === 'indirectCall') return all;
    if (expr.kind === 'field' && this.world.field(expr.object, expr.field).modifier === 'plain') return all;
    const inner = expr.kind === 'call' ? this.pureForms(expr.function) & this.reading(expr.function) : 0;
    return childExpressions(expr).reduce((found, each) => found | this.expr(each), inner);
  }
}
