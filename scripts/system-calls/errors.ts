// Which errors a function can return, by following values through the checked bodies: literals, variables, fields, results and arguments.
// What a branch excludes is excluded (`if (result != -ERESTARTSYS) return result;`); else the order of statements does not count, so an
// error can be listed that no execution returns.
import { FunctionValues } from '../../src/language/checker/call-sites';
import type { Expr, Func, KernelTree, Stmt } from '../../src/language/tree';
import { childStatements } from '../../src/language/checker/walk';

/** A negative number, or the parameter of an index: its errors are the caller's. */
type Value = number | `parameter ${number}`;
/** What a variable cannot be in a branch. */
type Excluded = ReadonlyMap<number, (value: Value) => boolean>;

/** The errors of each function by its name: `-22` for EINVAL. */
export function errorsOf(kernel: KernelTree): (name: string) => readonly number[] {
  const analysis = new Analysis(kernel);
  return (name) => [...analysis.results.get(name) ?? []].filter((value) => typeof value === 'number').sort((a, b) => b - a);
}

class Analysis {
  readonly results = new Map<string, Set<Value>>();
  readonly #fields = new Map<string, Set<Value>>();
  readonly #values: FunctionValues;
  #changed = true;

  constructor(kernel: KernelTree) {
    this.#values = new FunctionValues(kernel);
    while (this.#changed) {
      this.#changed = false;
      for (const func of kernel.functions) this.#follow(func);
    }
  }

  #follow({ name, body, arity }: Func): void {
    const variables = new Map<number, Set<Value>>(Array.from({ length: arity }, (_, index) => [index, new Set<Value>([`parameter ${index}`])]));
    for (let size = -1; size !== total(variables);) {
      size = total(variables);
      this.#visit(body, name, variables, new Map());
    }
  }

  #visit(body: readonly Stmt[], name: string, variables: Map<number, Set<Value>>, excluded: Excluded): void {
    for (const statement of body) {
      if (statement.kind === 'return' && statement.value) this.#add(this.results, name, this.#of(statement.value, variables, excluded));
      if (statement.kind === 'assign') {
        const { target } = statement;
        const found = this.#of(statement.value, variables, excluded);
        if (target.kind === 'local') variables.set(target.index, new Set([...variables.get(target.index) ?? [], ...found]));
        if (target.kind === 'field') this.#add(this.#fields, `${target.object}.${target.field}`, found.filter((value) => typeof value === 'number'));
      }
      if (statement.kind === 'if') {
        this.#visit([statement.then], name, variables, excluding(excluded, statement.condition, true));
        if (statement.else) this.#visit([statement.else], name, variables, excluding(excluded, statement.condition, false));
      } else this.#visit(childStatements(statement), name, variables, excluded);
    }
  }

  #add(known: Map<string, Set<Value>>, key: string, found: readonly Value[]): void {
    const values = known.get(key) ?? new Set();
    known.set(key, values);
    for (const value of found) {
      if (values.has(value)) continue;
      values.add(value);
      this.#changed = true;
    }
  }

  #of(expr: Expr, variables: ReadonlyMap<number, ReadonlySet<Value>>, excluded: Excluded): Value[] {
    switch (expr.kind) {
      case 'literal': return expr.value < 0 ? [expr.value] : [];
      case 'unary': return expr.operator === '-' && expr.operand.kind === 'literal' && expr.operand.value > 0 ? [-expr.operand.value] : [];
      case 'local': return [...variables.get(expr.index) ?? []].filter((value) => !excluded.get(expr.index)?.(value));
      case 'field': return [...this.#fields.get(`${expr.object}.${expr.field}`) ?? []];
      case 'conditional': return [
        ...this.#of(expr.then, variables, excluding(excluded, expr.condition, true)), ...this.#of(expr.else, variables, excluding(excluded, expr.condition, false)),
      ];
      case 'call': case 'indirectCall': {
        const given = this.#values.calleesOf(expr).flatMap((callee) => [...this.results.get(callee) ?? []]);
        return given.flatMap((value) => {
          if (typeof value === 'number') return [value];
          const argument = expr.args[Number(value.slice('parameter '.length))];
          return argument ? this.#of(argument, variables, excluded) : [];
        });
      }
      default: return [];
    }
  }
}

function total(variables: ReadonlyMap<number, ReadonlySet<Value>>): number {
  return [...variables.values()].reduce((sum, values) => sum + values.size, 0);
}

/** What a comparison of a variable with a number says of it where it is true, or false. */
function excluding(before: Excluded, condition: Expr, isTrue: boolean): Excluded {
  if (condition.kind !== 'binary' || condition.left.kind !== 'local') return before;
  const number = condition.right.kind === 'literal' ? condition.right.value
    : condition.right.kind === 'unary' && condition.right.operator === '-' && condition.right.operand.kind === 'literal' ? -condition.right.operand.value : undefined;
  if (number === undefined) return before;
  const { operator, left: { index } } = condition;
  const isOut = operator === (isTrue ? '!=' : '==') ? (value: Value) => value === number
    : operator === (isTrue ? '==' : '!=') ? (value: Value) => value !== number
      : number >= 0 && (isTrue ? ['>', '>='] : number === 0 ? ['<'] : []).includes(operator) ? () => true : undefined;
  if (!isOut) return before;
  const earlier = before.get(index);
  return new Map([...before, [index, (value: Value) => isOut(value) || earlier?.(value) === true]]);
}
