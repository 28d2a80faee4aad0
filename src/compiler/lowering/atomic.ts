// Statements to structured code: what happens inside one event (`atomic` blocks and functions, the body of an `await`),
// in pure functions, invariants and at boot. Locals are JavaScript variables here and no part of the state.
import type { Expr, Func, Stmt, Variable } from '../../language/tree';
import { CompileError, type Place } from '../compile-error';
import { binary, boolean, BOOL, constant, INT, unary } from './fold';
import type { Lvalue, Op, Site, Value } from '../ir';
import type { Environment } from './environment';
import type { Numbering } from './numbering';
import { lowerOneEvent, type EventLowering } from './one-event';
import type { Selection } from './selection';
import type { Effects, Scope, ValueLowering } from './values';
import type { AuxiliaryVariables } from './auxiliary-variables';
import type { CoverageCounters } from './coverage-counters';
import type { HistoryVariables } from './history-variables';
import type { World } from './world';

/** What is emitted where control leaves the structured code. */
export interface Exits {
  return(value: Value | undefined): void;
  break?(): void;
  continue?(): void;
}

/** What the lowering of a whole program shares: the objects, and the numbering of temporaries, assertions and new objects. */
export interface Shared {
  readonly world: World;
  readonly values: ValueLowering;
  /** Those of the task being lowered; undefined if the program is to have none. */
  readonly historyVariables: HistoryVariables | undefined;
  /** Undefined if the program is not to count what is executed. */
  readonly coverageCounters: CoverageCounters | undefined;
  /** What the scenario's conditions ask of tasks. */
  readonly auxiliary: AuxiliaryVariables;
  readonly selection: Selection;
  readonly numbering: Numbering;
  /** Whether the program can be violated by assertions of this name. */
  records(assertion: string): boolean;
  /** The id of the object that this `new` makes; `place` is told where there is no room for it. */
  create(object: string, place: Place): number;
}

/** The lowering of the code around an event. */
export interface Restorable {
  environment: Environment;
  save(): () => void;
}

export class AtomicLowering implements Effects, EventLowering {
  readonly isOneEvent = true;
  private out: Op[] = [];
  private depth = 0;

  constructor(
    readonly shared: Shared,
    private readonly current: Value,
    /** Where a variable lives that is assigned more than once: in a slot of the task if code outside the event reads it. */
    private readonly variable: (variable: Variable) => Lvalue,
    /** The task whose event it is, if its variables can be those of the code around the event. */
    private readonly task?: Restorable,
  ) {}

  /** The operations that are emitted while `emit` runs. */
  collect(emit: () => void): Op[] {
    const outer = this.out;
    const ops: Op[] = this.out = [];
    try {
      emit();
    } finally {
      this.out = outer;
    }
    return ops;
  }

  emit(op: Op): void {
    this.out.push(op);
  }

  /** `isWhole`: they are the whole body of a routine, so what its names mean does not matter afterwards. */
  statements(body: readonly Stmt[], scope: Scope, variables: readonly Variable[], exits: Exits, isWhole = false): void {
    lowerOneEvent(this, body, scope, isWhole, (stmt) => this.statement(stmt, scope, variables, exits));
  }

  /** What names mean here; of a task, which slots are taken, too. */
  environment(scope: Scope): Environment {
    return this.task?.environment ?? { bindings: [...scope.bindings], counts: this.shared.numbering.counts, top: 0, visible: [] };
  }

  resume(scope: Scope, environment: Environment): void {
    if (this.task) this.task.environment = environment;
    else scope.bindings.splice(0, Infinity, ...environment.bindings);
    this.shared.numbering.counts = environment.counts;
  }

  /** Returns what brings the lowering back to how it is now. */
  save(scope: Scope): () => void {
    const { out, depth, shared, task } = this;
    const { length } = out;
    const environment = this.environment(scope);
    const undo = [shared.numbering.save(), ...(task ? [task.save()] : [])];
    return () => {
      for (const each of undo) each();
      this.depth = depth;
      out.length = length;
      this.resume(scope, environment);
    };
  }

  private statement(stmt: Stmt, scope: Scope, variables: readonly Variable[], exits: Exits): void {
    const { values, coverageCounters } = this.shared;
    const arm = (number: number): Op[] => (coverageCounters ? [coverageCounters.arm(stmt, number)] : []);
    for (const counter of coverageCounters?.statement(stmt) ?? []) this.emit(counter);
    const lower = (expr: Expr): Value => values.lower(expr, scope, this);
    const nested = (inner: Stmt, loop?: Pick<Exits, 'break' | 'continue'>): Op[] =>
      this.collect(() => this.statement(inner, scope, variables, loop ? { ...exits, ...loop } : exits));
    switch (stmt.kind) {
      case 'block':
      case 'atomic':
        return this.statements(stmt.body, scope, variables, exits);
      case 'assign':
        return this.assign(stmt, scope, variables);
      case 'expression':
        lower(stmt.value);
        return;
      case 'if': {
        const condition = lower(stmt.condition);
        if (condition.kind === 'const') {
          const taken = condition.value ? stmt.then : stmt.else;
          for (const counter of arm(condition.value ? 0 : 1)) this.emit(counter);
          if (taken) this.statement(taken, scope, variables, exits);
          return;
        }
        const [then, otherwise] = [[...arm(0), ...nested(stmt.then)], [...arm(1), ...(stmt.else ? nested(stmt.else) : [])]];
        if (then.length + otherwise.length > 0) this.emit({ kind: 'if', condition, then, else: otherwise });
        return;
      }
      case 'while': {
        const label = this.shared.numbering.label();
        const body = this.collect(() => {
          const condition = lower(stmt.condition);
          this.emit({ kind: 'if', condition: unary('!', condition, BOOL), then: [...arm(1), { kind: 'break', label }], else: [] });
          for (const op of [...arm(0), ...nested(stmt.body, this.jumps(label))]) this.emit(op);
        });
        this.emit({ kind: 'loop', label, condition: boolean(true), body, next: [], site: this.shared.values.site(scope, stmt.span) });
        return;
      }
      case 'forRange':
        return this.count(stmt.variable, lower(stmt.from), lower(stmt.to), (i) => i, stmt, scope, variables, exits);
      case 'forAll': {
        const type = { kind: 'object', name: stmt.type } as const;
        const last: Value = { kind: 'pool', object: stmt.type, type };
        return this.count(stmt.variable, constant(1, INT), last, (i) => i, stmt, scope, variables, exits);
      }
      case 'forEach': {
        const receiver = this.keep(lower(stmt.receiver), values.site(scope, stmt.span));
        const size = values.size(stmt.object, stmt.field, receiver, scope, stmt.span);
        const site = values.site(scope, stmt.span);
        const last = binary('-', size, constant(1, size.type), size.type, site);
        const type = variables[stmt.variable]?.type ?? size.type;
        const element = (index: Value): Value =>
          values.field({ kind: 'field', receiver: { kind: 'literal', value: 0, type }, object: stmt.object, field: stmt.field, type, span: stmt.span }, receiver, index, scope);
        return this.count(stmt.variable, constant(0, size.type), last, element, stmt, scope, variables, exits);
      }
      case 'repeat': {
        const { type } = constant(0, { kind: 'int', min: 0, max: stmt.count });
        return this.count(undefined, constant(1, type), constant(stmt.count, type), (i) => i, stmt, scope, variables, exits);
      }
      case 'return':
        return exits.return(stmt.value && lower(stmt.value));
      case 'break':
      case 'continue': {
        const exit = stmt.kind === 'break' ? exits.break : exits.continue;
        if (!exit) throw new CompileError(`\`${stmt.kind}\` outside a loop`, scope.source, stmt.span);
        return exit();
      }
      case 'mark':
        if (this.shared.historyVariables) this.emit(this.shared.historyVariables.mark(stmt.name, values.site(scope, stmt.span)));
        for (const op of this.shared.auxiliary.passed(stmt.name, this.current, values.site(scope, stmt.span))) this.emit(op);
        return this.emit({ kind: 'mark', name: stmt.name });
      case 'assert': {
        if (!this.shared.records(stmt.name)) return void lower(stmt.condition);
        const message = values.template(stmt.message ?? [], scope, this);
        const assertion = this.shared.numbering.assertion({ name: stmt.name, site: values.site(scope, stmt.span), message });
        return this.emit({ kind: 'assert', property: stmt.name, condition: lower(stmt.condition), assertion, message });
      }
      case 'limit':
        return this.emit({ kind: 'limit', condition: lower(stmt.condition), message: values.template(stmt.message, scope, this), site: values.site(scope, stmt.span) });
      case 'require':
        return this.emit({ kind: 'require', condition: lower(stmt.condition), message: values.template(stmt.message, scope, this) });
      case 'free': {
        const id = lower(stmt.target);
        if (stmt.target.type.kind !== 'object') return;
        return this.emit({ kind: 'reset', object: stmt.target.type.name, id, isNew: false, site: values.site(scope, stmt.span) });
      }
      case 'empty':
        return;
      case 'start': throw new CompileError('a task is started by a process only', scope.source, stmt.span);
      case 'await':
      case 'choose':
      case 'chooseFrom':
        throw new CompileError(`\`${stmt.kind === 'await' ? 'await' : 'choose'}\` inside one event: it would have to be an event of its own`, scope.source, stmt.span);
    }
  }

  private assign(stmt: Extract<Stmt, { kind: 'assign' }>, scope: Scope, variables: readonly Variable[]): void {
    const { values } = this.shared;
    const site = values.site(scope, stmt.span);
    const value = values.lower(stmt.value, scope, this);
    if (stmt.target.kind !== 'local') {
      const target = values.lower(stmt.target, scope, this);
      // A constant field is given the value that it has.
      return target.kind === 'const' ? undefined : this.emit({ kind: 'set', lvalue: target as Lvalue, value, site });
    }
    const { index } = stmt.target;
    const variable = variables[index] as Variable;
    if (variable.final && value.kind === 'const') {
      scope.bindings[index] = value;
      return;
    }
    const lvalue = (scope.bindings[index] as Lvalue | undefined) ?? (variable.final ? this.fresh(variable) : this.variable(variable));
    scope.bindings[index] = lvalue;
    this.emit({ kind: 'set', lvalue, value, site });
  }

  private count(
    index: number | undefined, from: Value, to: Value, element: (counter: Value) => Value,
    stmt: Extract<Stmt, { body: Stmt }>, scope: Scope, variables: readonly Variable[], exits: Exits,
  ): void {
    const site = this.shared.values.site(scope, stmt.span);
    const label = this.shared.numbering.label();
    const last = this.keep(to, site);
    // The counter of a loop over all objects is an object; the value that it begins with is a number.
    const type = to.kind === 'pool' ? to.type : from.type;
    const counter: Lvalue = { kind: 'temp', temp: this.shared.numbering.temp(), type };
    if (index !== undefined) scope.bindings[index] = element(counter);
    const body = this.collect(() => this.statement(stmt.body, scope, variables, { ...exits, ...this.jumps(label) }));
    if (body.length === 0) return;
    this.emit({ kind: 'set', lvalue: counter, value: from, site });
    const next: Op[] = [{ kind: 'set', lvalue: counter, value: binary('+', counter, constant(1, from.type), type, site), site }];
    this.emit({ kind: 'loop', label, condition: binary('<=', counter, last, BOOL, site), body, next, site });
  }

  private jumps(label: string): Pick<Exits, 'break' | 'continue'> {
    return { break: () => this.emit({ kind: 'break', label }), continue: () => this.emit({ kind: 'continue', label }) };
  }

  private fresh(variable: { type: Value['type'] }): Lvalue {
    return { kind: 'temp', temp: this.shared.numbering.temp(), type: variable.type };
  }

  /** Parameters and locals of the call are temporaries, since the call ends within the event. */
  call(func: Func, args: readonly Value[], site: Site): Value {
    if (++this.depth > 100) throw new CompileError(`\`${func.name}\` calls itself`, site.source, site.span);
    const scope: Scope = { routine: func, source: func.source, bindings: [], current: this.current };
    func.variables.slice(0, func.arity).forEach((variable, i) => {
      scope.bindings[i] = variable.final ? this.keep(args[i] as Value, site) : this.copy(args[i] as Value, variable, site);
    });
    const result = this.fresh({ type: func.result });
    const label = this.shared.numbering.label();
    const inner = new AtomicLowering(this.shared, this.current, (variable) => this.fresh(variable));
    inner.depth = this.depth;
    const body = inner.collect(() => inner.statements(func.body, scope, func.variables, {
      return: (value) => {
        if (value) inner.emit({ kind: 'set', lvalue: result, value, site });
        inner.emit({ kind: 'break', label });
      },
    }, true));
    this.emit({ kind: 'labelled', label, body });
    this.depth--;
    return result;
  }

  branch(condition: Value, then: () => Value, otherwise: () => Value, type: Value['type'], site: Site): Value {
    const result = this.fresh({ type });
    const side = (lower: () => Value): Op[] => this.collect(() => {
      const value = lower();
      if (type.kind !== 'void') this.emit({ kind: 'set', lvalue: result, value, site });
    });
    this.emit({ kind: 'if', condition, then: side(then), else: side(otherwise) });
    return type.kind === 'void' ? constant(0, type) : result;
  }

  create(object: string, site: Site): Value {
    const id = constant(this.shared.create(object, [site.source, site.span]), { kind: 'object', name: object });
    this.emit({ kind: 'reset', object, id, isNew: true, site });
    return id;
  }

  keep(value: Value, site: Site): Value {
    return value.kind === 'const' || value.kind === 'temp' || value.kind === 'slot' || value.kind === 'pool' ? value : this.copy(value, value, site);
  }

  private copy(value: Value, like: { type: Value['type'] }, site: Site): Value {
    const lvalue = this.fresh(like);
    this.emit({ kind: 'set', lvalue, value, site });
    return lvalue;
  }
}
