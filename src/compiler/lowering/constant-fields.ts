// Fields that nothing in the program changes. They have the value that they begin with, are no part of the state, and what they rule out
// is not compiled: a feature of the model kernel costs nothing in a scenario that does not use it.
// An optimistic analysis (Wegman and Zadeck, "Constant propagation with conditional branches", 1991): at first no field is written, and code behind
// a condition that is then false is not reached; each write found may make more code reachable, until no more are found.
// What others may do beside the scenario (`CompileOptions.others`) counts as done.
// Invariant: no event is added and none goes away. So a plain field that a statement of its own reads, which is an event, stays in the state.
import { AFTER_CALL, AT_END, BEGIN, CLONE } from '../../language/kernel-hooks';
import type { Expr, Field, Func, KernelTree, OperationsTable, Routine, ScenarioTree, Stmt } from '../../language/tree';
import { childExpressions, childStatements, isOneEvent, ownExpressions } from '../../language/checker/walk';
import { foldBinary } from './fold';
import type { Selection } from './selection';
import { KnownValues } from './known-values';
import { Divided, type VersionSet } from '../version-set';

/** A field that is constant in some versions. The value has the form that states have. */
interface Constant {
  readonly value: number;
  versions: VersionSet;
}

export class ConstantFields {
  /** By object type and field. */
  readonly #constants = new Map<string, Map<string, Constant>>();
  /** The types of which something that is reached makes objects. */
  readonly made: ReadonlySet<string>;

  /** `kernel`: with the additions of the scenario, and without fields that the compiler adds. `others`: functions that somebody else may call, with whatever arguments. */
  constructor(kernel: KernelTree, scenario: ScenarioTree, private readonly selection: Selection, others: readonly string[]) {
    const { all } = selection;
    const writes = new FieldWrites(kernel, scenario, selection, others);
    const candidates = writes.find();
    this.made = writes.made;
    for (const { object, field, value, written, inEvents } of candidates) {
      const versions = all & ~written & ~(field.modifier === 'plain' ? inEvents : 0);
      if (versions === 0) continue;
      const constants = this.#constants.get(object) ?? new Map<string, Constant>();
      this.#constants.set(object, constants.set(field.name, { value, versions }));
    }
  }

  /** The value of a field that is constant in the versions at hand. */
  value(object: string, field: string): number | undefined {
    const constant = this.#constants.get(object)?.get(field);
    return constant && this.selection.among(constant.versions) ? constant.value : undefined;
  }

  /** Whether it is constant in all versions, and so no part of the state. */
  has(object: string, field: string): boolean {
    return this.#constants.get(object)?.get(field)?.versions === this.selection.all;
  }
}

/** A field that may turn out to be constant. */
interface Candidate {
  readonly object: string;
  readonly field: Field;
  /** At the beginning. */
  readonly value: number;
  /** The versions in which it is written. */
  written: VersionSet;
  /** Those in which a plain one is read or written where that is an event. */
  inEvents: VersionSet;
  /** Where its value has decided a condition, so that there is more to reach if it is written. */
  readonly decided: Set<Routine>;
}

/** The versions in which something is reached, and those in which not always as part of one event. */
interface Reached {
  versions: VersionSet;
  inEvents: VersionSet;
}

/** Notes that it is reached in these versions, too. Returns those in which it was not, or never but as part of one event. */
function noted(known: Reached, versions: VersionSet, isOne: boolean): VersionSet {
  const fresh = versions & ~(isOne ? known.versions : known.inEvents);
  known.versions |= versions;
  if (!isOne) known.inEvents |= versions;
  return fresh;
}

/** What is found is found for the versions at hand; finding it once more, for some of them, changes nothing. */
class FieldWrites {
  /** By object type and name. */
  readonly #candidates = new Map<string, Map<string, Candidate>>();
  /**
   * The tables that something can hold, and in which versions: those that the declarations of the scenario name, or fields, or code that is reached; and those in them. So a file
   * system that nothing is mounted of writes nothing.
   */
  readonly #held = new Map<OperationsTable, VersionSet>();
  /** The members that code asks for. */
  readonly #asked = new Map<string, Reached>();
  readonly #reached = new Map<Routine, Reached>();
  /** What is to be looked at, and for which versions. */
  readonly #waiting = new Map<Routine, VersionSet>();
  /** What the parameters of functions are in all calls that are known. */
  readonly #parameters = new Map<Routine, KnownValues[]>();
  readonly made = new Set<string>();
  /** What is being looked at, and the routine whose parameters `local` expressions are. */
  #routine: Routine | undefined;
  #frame: Routine | undefined;

  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, private readonly selection: Selection, private readonly others: readonly string[]) {
    for (const { name: object, fields } of kernel.objects) {
      const candidates = fields.flatMap((field): Candidate[] => {
        const value = initialValue(field);
        return ['own', 'const', 'derived'].includes(field.modifier) || value === undefined ? [] : [{ object, field, value, written: 0, inEvents: 0, decided: new Set() }];
      });
      this.#candidates.set(object, new Map(candidates.map((each) => [each.field.name, each])));
    }
  }

  find(): Candidate[] {
    const { kernel, scenario, selection, others } = this;
    for (const { properties } of scenario.declarations) for (const each of properties) this.#tablesIn(each);
    for (const { fields } of kernel.objects) for (const { init } of fields) if (init) this.#tablesIn(init);
    for (const boot of kernel.boot) selection.within(selection.admitted(boot.gate), () => this.#reach(boot, true));
    for (const routine of [...scenario.processes, ...kernel.agents]) selection.within(selection.admitted(routine.gate), () => this.#reach(routine, false));
    for (const name of [AFTER_CALL, AT_END, ...others]) this.#inParts(() => this.#call(name, undefined, false));
    for (const [routine, versions] of this.#waiting) {
      this.#waiting.delete(routine);
      this.#routine = this.#frame = routine;
      const { inEvents } = this.#reached.get(routine)!;
      for (const [part, isOne] of [[versions & inEvents, false], [versions & ~inEvents, true]] as const) {
        this.#for(part, () => { for (const stmt of routine.body) this.#statement(stmt, isOne); });
      }
    }
    return [...this.#candidates.values()].flatMap((candidates) => [...candidates.values()]);
  }

  /** For these versions, or where they differ for each part of them. */
  #for(versions: VersionSet, look: () => void): void {
    if (versions !== 0) this.selection.within(versions, () => this.#inParts(look));
  }

  /** The same, for the versions at hand. */
  #inParts(look: () => void): void {
    const frame = this.#frame;
    try {
      look();
    } catch (error) {
      if (!(error instanceof Divided)) throw error;
      this.#frame = frame;
      for (const part of error.parts) this.selection.within(part, () => this.#inParts(look));
    }
  }

  #wait(routine: Routine, versions: VersionSet): void {
    if (versions !== 0) this.#waiting.set(routine, (this.#waiting.get(routine) ?? 0) | versions);
  }

  /** It is looked at if it has not been before, or if what it reads may make events now. */
  #reach(routine: Routine, isOne: boolean): void {
    const known = this.#reached.get(routine) ?? { versions: 0, inEvents: 0 };
    this.#reached.set(routine, known);
    this.#wait(routine, noted(known, this.selection.now, isOne));
  }

  /** `args` are undefined where nobody knows them. */
  #call(name: string, args: readonly Expr[] | undefined, isOne: boolean): void {
    const func = this.selection.function(name);
    if (!func || func.kind === 'pure') return;
    const values = func.variables.slice(0, func.arity).map(({ final }, i) => (final && args?.[i] ? this.#known(args[i]) : undefined));
    const known = this.#parameters.get(func) ?? values.map(() => new KnownValues());
    this.#parameters.set(func, known);
    values.forEach((value, i) => this.#wait(func, known[i]!.join(value, this.selection.now)));
    this.#reach(func, isOne || func.kind === 'atomic');
  }

  /** `isOne`: it is part of one event, so what it reads makes no event of its own. */
  #statement(stmt: Stmt, isOne: boolean): void {
    this.#inParts(() => this.#look(stmt, isOne));
  }

  #look(stmt: Stmt, isOne: boolean): void {
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
    const fresh = candidate ? this.selection.now & ~candidate.written : 0;
    if (!candidate || fresh === 0) return;
    const isIt = (expr: Expr): boolean => expr.kind === 'field' && this.#candidate(expr) === candidate;
    if ((value.kind === 'literal' && value.value === candidate.value) || isIt(value)) return;
    if (value.kind === 'binary' && value.operator === 'minus' && candidate.value === 0 && isIt(value.left)) return;
    candidate.written |= fresh;
    for (const routine of candidate.decided) this.#wait(routine, fresh & this.#reached.get(routine)!.versions);
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
      if (candidate) candidate.inEvents |= this.selection.now;
    }
    if (expr.kind === 'call' || expr.kind === 'function') {
      if (expr.kind === 'call') this.#call(expr.function, expr.args, isOne);
      else this.#call(expr.name, undefined, isOne);
    }
    if (expr.kind === 'new') this.made.add(expr.object);
    if (expr.kind === 'table') this.#hold(expr.name);
    if (expr.kind === 'member') this.#ask(expr.member, isOne);
    for (const child of childExpressions(expr)) this.#expression(child, isOne);
  }

  #ask(member: string, isOne: boolean): void {
    const known = this.#asked.get(member) ?? { versions: 0, inEvents: 0 };
    this.#asked.set(member, known);
    const fresh = noted(known, this.selection.now, isOne);
    for (const [{ entries }, versions] of this.#held) {
      for (const each of entries) if (each.member === member) this.#for(versions & fresh, () => this.#expression(each.value, isOne));
    }
  }

  #hold(name: string): void {
    for (const table of this.kernel.tables) {
      const known = this.#held.get(table) ?? 0;
      const fresh = table.name === name ? this.selection.now & this.selection.admitted(table.gate) & ~known : 0;
      if (fresh === 0) continue;
      this.#held.set(table, known | fresh);
      for (const { member, value } of table.entries) {
        this.#for(fresh, () => this.#tablesIn(value));
        const { versions, inEvents } = this.#asked.get(member) ?? { versions: 0, inEvents: 0 };
        this.#for(fresh & inEvents, () => this.#expression(value, false));
        this.#for(fresh & versions & ~inEvents, () => this.#expression(value, true));
      }
    }
  }

  #tablesIn(expr: Expr): void {
    if (expr.kind === 'table') this.#hold(expr.name);
    for (const child of childExpressions(expr)) this.#tablesIn(child);
  }

  /** The value of a condition as far as is known now, or undefined. */
  #known(expr: Expr): number | undefined {
    switch (expr.kind) {
      case 'literal': return expr.value;
      case 'local': return this.#frame && this.#parameters.get(this.#frame)?.[expr.index]?.value(this.selection.now);
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
    if (!candidate || this.selection.among(candidate.written)) return undefined;
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
