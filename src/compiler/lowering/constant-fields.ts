// Fields that nothing in the program changes. They have the value that they begin with, are no part of the state, and what they rule out
// is not compiled: a feature of the model kernel costs nothing in a scenario that does not use it.
// An optimistic analysis (Wegman and Zadeck, "Constant propagation with conditional branches", 1991): at first no field is written, and code behind
// a condition that is then false is not reached; each write found may make more code reachable, until no more are found.
// Invariant: no event is added and none goes away. So a plain field that a statement of its own reads, which is an event, stays in the state.
import { AFTER_CALL, AT_END, BEGIN, CLONE } from '../../language/kernel-hooks';
import type { Expr, Field, Func, Gate, KernelTree, Routine, ScenarioTree, Stmt } from '../../language/tree';
import { childExpressions, childStatements, isOneEvent, ownExpressions } from '../../language/checker/walk';
import { foldBinary } from './fold';
import type { Selection } from './selection';

/** The values, in the form that states have, by object type and field. */
export type ConstantFields = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** `kernel`: with the additions of the scenario, and without fields that the compiler adds. */
export function constantFields(kernel: KernelTree, scenario: ScenarioTree, selection: Selection): ConstantFields {
  return new FieldWrites(kernel, scenario, selection).find();
}

/** A field that may turn out to be constant. */
interface Candidate {
  readonly field: Field;
  /** At the beginning. */
  readonly value: number;
  isWritten: boolean;
  /** A plain one is read or written where that is an event. */
  isInEvents: boolean;
  /** Where its value has decided a condition, so that there is more to reach if it is written. */
  readonly decided: Set<Routine>;
}

class FieldWrites {
  /** By object type and name. */
  readonly #candidates = new Map<string, Map<string, Candidate>>();
  /** Functions by the names of the members that hold them in some table. */
  readonly #members = new Map<string, { readonly gate: Gate; readonly value: Expr }[]>();
  /** What is reached, and whether always as part of one event. */
  readonly #reached = new Map<Routine, boolean>();
  readonly #waiting = new Set<Routine>();
  /** What the parameters of functions are in all calls that are known: a value, or undefined where that differs. */
  readonly #parameters = new Map<Routine, (number | undefined)[]>();
  /** What is being looked at, and the routine whose parameters `local` expressions are. */
  #routine: Routine | undefined;
  #frame: Routine | undefined;

  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, private readonly selection: Selection) {
    for (const { name, fields } of kernel.objects) {
      const candidates = fields.flatMap((field): Candidate[] => {
        const value = initialValue(field);
        return ['own', 'const', 'derived'].includes(field.modifier) || value === undefined ? [] : [{ field, value, isWritten: false, isInEvents: false, decided: new Set() }];
      });
      this.#candidates.set(name, new Map(candidates.map((each) => [each.field.name, each])));
    }
    for (const table of kernel.tables) {
      for (const { member, value } of table.entries) this.#members.set(member, [...(this.#members.get(member) ?? []), { gate: table.gate, value }]);
    }
  }

  find(): ConstantFields {
    for (const boot of this.kernel.boot) if (this.selection.has(boot.gate)) this.#reach(boot, true);
    for (const routine of [...this.scenario.processes, ...this.selection.agents]) this.#reach(routine, false);
    for (const name of [AFTER_CALL, AT_END]) this.#call(name, undefined, false);
    for (const routine of this.#waiting) {
      this.#waiting.delete(routine);
      this.#routine = this.#frame = routine;
      for (const stmt of routine.body) this.#statement(stmt, this.#reached.get(routine)!);
    }
    const isConstant = ({ field, isWritten, isInEvents }: Candidate): boolean => !isWritten && !(field.modifier === 'plain' && isInEvents);
    return new Map([...this.#candidates].map(([object, candidates]) => [
      object, new Map([...candidates.values()].filter(isConstant).map(({ field, value }) => [field.name, value])),
    ]));
  }

  /** It is looked at if it has not been before, or if what it reads may make events now. */
  #reach(routine: Routine, isOne: boolean): void {
    const known = this.#reached.get(routine);
    if (known === undefined || (known && !isOne)) {
      this.#reached.set(routine, isOne);
      this.#waiting.add(routine);
    }
  }

  /** `args` are undefined where nobody knows them. */
  #call(name: string, args: readonly Expr[] | undefined, isOne: boolean): void {
    const func = this.selection.function(name);
    if (!func || func.kind === 'pure') return;
    const values = func.variables.slice(0, func.arity).map(({ final }, i) => (final && args?.[i] ? this.#known(args[i]) : undefined));
    const known = this.#parameters.get(func);
    if (!known) this.#parameters.set(func, values);
    known?.forEach((value, i) => {
      if (value === undefined || value === values[i]) return;
      known[i] = undefined;
      this.#waiting.add(func);
    });
    this.#reach(func, isOne || func.kind === 'atomic');
  }

  /** `isOne`: it is part of one event, so what it reads makes no event of its own. */
  #statement(stmt: Stmt, isOne: boolean): void {
    for (const expr of ownExpressions(stmt)) this.#expression(expr, isOne || isOneEvent(stmt));
    if (stmt.kind === 'assign' && stmt.target.kind === 'field') this.#write(stmt.target, stmt.value);
    if (stmt.kind === 'start') for (const name of [CLONE, BEGIN]) this.#call(name, undefined, false);
    if (stmt.kind === 'if') {
      const condition = this.#known(stmt.condition);
      if (condition !== 0) this.#statement(stmt.then, isOne);
      if (!condition && stmt.else) this.#statement(stmt.else, isOne);
      return;
    }
    if (stmt.kind === 'while' && this.#known(stmt.condition) === 0) return;
    for (const child of childStatements(stmt)) this.#statement(child, isOne || isOneEvent(stmt));
  }

  /** The value that the field has anyway changes nothing. */
  #write(target: Extract<Expr, { kind: 'field' }>, value: Expr): void {
    const candidate = this.#candidate(target);
    if (!candidate || candidate.isWritten) return;
    const isIt = (expr: Expr): boolean => expr.kind === 'field' && this.#candidate(expr) === candidate;
    if ((value.kind === 'literal' && value.value === candidate.value) || isIt(value)) return;
    if (value.kind === 'binary' && value.operator === 'minus' && candidate.value === 0 && isIt(value.left)) return;
    candidate.isWritten = true;
    for (const routine of candidate.decided) this.#waiting.add(routine);
  }

  #expression(expr: Expr, isOne: boolean): void {
    if (expr.kind === 'conditional') {
      const condition = this.#known(expr.condition);
      if (condition !== undefined) return this.#expression(condition ? expr.then : expr.else, isOne);
    }
    if (expr.kind === 'binary' && (expr.operator === '&&' || expr.operator === '||')) {
      const left = this.#known(expr.left);
      this.#expression(expr.left, isOne);
      if (left === undefined || (left !== 0) === (expr.operator === '&&')) this.#expression(expr.right, isOne);
      return;
    }
    if (expr.kind === 'field' && !isOne) {
      const candidate = this.#candidate(expr);
      if (candidate) candidate.isInEvents = true;
    }
    if (expr.kind === 'call' || expr.kind === 'function') {
      if (expr.kind === 'call') this.#call(expr.function, expr.args, isOne);
      else this.#call(expr.name, undefined, isOne);
    }
    if (expr.kind === 'member') for (const { gate, value } of this.#members.get(expr.member) ?? []) if (this.selection.has(gate)) this.#expression(value, isOne);
    for (const child of childExpressions(expr)) this.#expression(child, isOne);
  }

  /** The value of a condition as far as is known now, or undefined. */
  #known(expr: Expr): number | undefined {
    switch (expr.kind) {
      case 'literal': return expr.value;
      case 'local': return this.#frame && this.#parameters.get(this.#frame)?.[expr.index];
      case 'kernel': return Number(this.selection.compare(expr.operator, expr.version));
      case 'field': return this.#value(this.#candidate(expr));
      case 'unary': {
        const value = this.#known(expr.operand);
        return value === undefined ? undefined : expr.operator === '!' ? Number(value === 0) : -value;
      }
      case 'binary': {
        const [left, right] = [this.#known(expr.left), this.#known(expr.right)];
        if (expr.operator === '&&' && (left === 0 || right === 0)) return 0;
        if (expr.operator === '||' && (left || right)) return 1;
        return left === undefined || right === undefined ? undefined : foldBinary(expr.operator, left, right);
      }
      case 'call': return this.#result(this.selection.function(expr.function));
      default: return undefined;
    }
  }

  /** Of a pure function that is one `return`. */
  #result(func: Func | undefined): number | undefined {
    const [stmt, ...rest] = func?.kind === 'pure' ? func.body : [];
    if (stmt?.kind !== 'return' || !stmt.value || rest.length > 0) return undefined;
    const outer = this.#frame;
    this.#frame = func;
    const value = this.#known(stmt.value);
    this.#frame = outer;
    return value;
  }

  #value(candidate: Candidate | undefined): number | undefined {
    if (!candidate || candidate.isWritten) return undefined;
    if (this.#routine) candidate.decided.add(this.#routine);
    return candidate.value;
  }

  #candidate({ object, field }: Extract<Expr, { kind: 'field' }>): Candidate | undefined {
    return this.#candidates.get(object)?.get(field);
  }
}

/** Undefined where it depends on the object. */
function initialValue({ type, init }: Field): number | undefined {
  if (init) return init.kind === 'literal' ? init.value : undefined;
  return type.kind === 'int' && (type.min > 0 || type.max < 0) ? type.min : 0;
}
