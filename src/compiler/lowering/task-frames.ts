// The call stack of a task while its body is lowered: what names mean in each activation, and which local slots exist. The
// functions that lower statements, calls and loops work on it.
import type { Expr, Func, Routine, Span, Stmt, Type, Variable } from '../../language/tree';
import type { Access } from './access';
import { CompileError, type Place } from '../compile-error';
import { describeBranch, describeSet } from './event-text';
import type { Environment } from './environment';
import { constant } from './fold';
import { GraphBuilder, type OpenEdge } from './graph';
import type { Activation, FieldValue, LocalSlot, LoweredLocation, Lvalue, Node, Op, Site, Text, Value, VisibleVariable } from '../ir';
import type { Shared } from './atomic';
import type { ProcessHooks, StartableTask } from './startable';
import type { Effects, Scope } from './values';

export interface Return {
  readonly value: Value | undefined;
  readonly node: Node;
  readonly end: OpenEdge;
}

export interface Frame extends Scope {
  readonly routine: Routine;
  readonly activation: Activation;
  readonly variables: readonly Variable[];
  readonly returns: Return[];
  readonly loops: { breaks: OpenEdge[]; continues: OpenEdge[] }[];
}

/** The lowering of statements and of calls, passed in because both use this file. */
export interface Lowerings {
  body(task: TaskFrames, statements: readonly Stmt[], isWhole: boolean): void;
  call(task: TaskFrames, func: Func, args: readonly Value[], site: Site): Value;
}

export class TaskFrames implements Effects {
  readonly isOneEvent = false;
  readonly graph: GraphBuilder;
  readonly stack: Frame[] = [];
  private activations = 0;
  /** Slots that are assigned once in an activation: an alias of one is as good as a copy. */
  readonly finals = new Set<LocalSlot>();
  private readonly visible = new Map<Activation, readonly VisibleVariable[]>();
  private readonly created: { readonly object: string; readonly id: number }[] = [];

  constructor(
    readonly shared: Shared,
    readonly access: Access,
    readonly current: Value,
    private readonly lowerings: Lowerings,
    /** Called with the variable by which the scenario names a new object. */
    private readonly nameObject: (object: string, id: number, variable: string) => void,
    /** By index: variables of the task's own routine that are not local to it. */
    private readonly variables: ReadonlyMap<number, Value> = new Map(),
    readonly starts: ReadonlyMap<string, StartableTask> = new Map(),
    private readonly hooks: ProcessHooks = {},
  ) {
    this.graph = new GraphBuilder(shared.selection);
  }

  /** Edges that lead to the end of the task. */
  readonly exits: OpenEdge[] = [];
  private isIdle = false;

  /** What is lowered meanwhile is where the task rests that has nothing to do. */
  idle(func: Func, site: Site): void {
    this.isIdle = true;
    this.call(func, [], site);
    this.isIdle = false;
  }

  get frame(): Frame {
    return this.stack[this.stack.length - 1] as Frame;
  }

  enter(routine: Routine, callSpan: Span | undefined): Frame {
    const parent = this.stack.length > 0 ? this.frame.activation : undefined;
    const activation: Activation = {
      id: this.activations++,
      function: routine.name,
      source: routine.source,
      visible: [],
      ...(parent && { parent }),
      ...(callSpan && { callSpan }),
    };
    if (this.stack.length > 100) throw new CompileError(`\`${routine.name}\` calls itself`, routine.source, routine.span);
    return { routine, source: routine.source, bindings: [], current: this.current, activation, variables: routine.variables, returns: [], loops: [], ...(!parent && { outside: this.variables }) };
  }

  bind(frame: Frame, index: number, value: Value): void {
    frame.bindings[index] = value;
    const variable = frame.variables[index];
    if (variable) frame.activation.visible.push({ name: variable.name, type: variable.type, value });
  }

  location(span: Span, text: Text, more?: Partial<LoweredLocation>): LoweredLocation {
    const visible: (readonly VisibleVariable[])[] = [];
    for (let at: Activation | undefined = this.frame.activation; at; at = at.parent) visible.push(this.visibleIn(at));
    return { activation: this.frame.activation, span, visible, text, ...(this.isIdle && { idle: true }), ...more };
  }

  /** The variables as they are now. Locations share the list while it stays the same: a stack is, if it has the same length and top. */
  private visibleIn(activation: Activation): readonly VisibleVariable[] {
    const { visible } = activation;
    let known = this.visible.get(activation);
    if (known?.length !== visible.length || known.at(-1) !== visible.at(-1)) this.visible.set(activation, known = [...visible]);
    return known;
  }

  lowerValue(expr: Expr): Value {
    return this.shared.values.lower(expr, this.frame, this);
  }

  site(span: Span | undefined): Site {
    return this.shared.values.site(this.frame, span);
  }

  text(stmt: Stmt): Text | undefined {
    return stmt.label && this.shared.values.template(stmt.label, this.frame, this);
  }

  /** Counts an execution of the statement, together with the first operation of it. */
  count(stmt: Stmt): void {
    const { coverageCounters } = this.shared;
    if (coverageCounters) this.graph.defer(coverageCounters.statement(stmt));
  }

  /** Counts that control takes this branch. */
  countArm(stmt: Stmt, arm: number): void {
    const { coverageCounters } = this.shared;
    if (coverageCounters) this.graph.emit(coverageCounters.arm(stmt, arm));
  }

  /** Lowers statements. Their local slots are free again afterwards, and their variables out of scope. `isWhole`: they are the whole body of the routine. */
  body(statements: readonly Stmt[], isWhole = false): void {
    this.lowerings.body(this, statements, isWhole);
  }

  call(func: Func, args: readonly Value[], site: Site): Value {
    // The next one: that of the call.
    const activation = this.activations;
    const value = this.lowerings.call(this, func, args, site);
    const { historyVariables } = this.shared;
    const isInBody = this.stack.length === 1;
    if (historyVariables && isInBody && func.syscall && this.graph.reachable) {
      for (const op of historyVariables.returned(func, args, value, site, activation)) this.graph.emit(op);
    }
    if (this.hooks.afterCall && isInBody && func.syscall && this.graph.reachable) this.lowerings.call(this, this.hooks.afterCall, [], site);
    return value;
  }

  /** Control divides, and comes together after what each side does. The branch is an event only if its condition reads shared state. */
  branch(condition: Value, then: () => Value, otherwise: () => Value, type: Type, site: Site): Value {
    const { graph } = this;
    if (!graph.reachable) return constant(0, type);
    const result = type.kind === 'void' ? undefined : this.variable({ name: 'value', type });
    const node = this.access.shared(condition) ? graph.node(this.location(site.span, describeBranch(condition))) : undefined;
    const ends = graph.branch(node, condition);
    const side = (edges: readonly OpenEdge[], lower: () => Value): OpenEdge[] => {
      graph.addEdges(edges);
      const { top } = graph;
      const value = lower();
      if (result && graph.reachable) graph.emit({ kind: 'set', lvalue: result, value, site });
      graph.top = top;
      return graph.takeEdges();
    };
    graph.addEdges([...side(ends.then, then), ...side(ends.else, otherwise)]);
    return result ?? constant(0, type);
  }

  /** What names mean here, and which slots are taken. */
  get environment(): Environment {
    const { frame, graph, shared } = this;
    return { bindings: [...frame.bindings], counts: shared.numbering.counts, top: graph.top, visible: [...frame.activation.visible] };
  }

  set environment({ bindings, counts, top, visible }: Environment) {
    const { frame, graph, shared } = this;
    frame.bindings.splice(0, Infinity, ...bindings);
    frame.activation.visible.splice(0, Infinity, ...visible);
    shared.numbering.counts = counts;
    graph.top = top;
  }

  /** Where edges wait that leave the code at hand. */
  get leaving(): readonly (readonly [name: string, edges: OpenEdge[]])[] {
    return [['exit', this.exits], ...this.frame.loops.flatMap(({ breaks, continues }, i) => [[`break ${i}`, breaks], [`continue ${i}`, continues]] as const)];
  }

  /** Returns what brings the lowering back to how it is now. */
  save(): () => void {
    const { environment, frame, isIdle, activations } = this;
    const undo = [this.graph.save(), this.shared.numbering.save()];
    const lists: readonly unknown[][] = [this.stack, this.created, frame.returns, frame.loops, ...this.leaving.map(([, edges]) => edges)];
    const lengths = lists.map(({ length }) => length);
    return () => {
      for (const each of undo) each();
      lists.forEach((list, i) => { list.length = lengths[i]!; });
      Object.assign(this, { isIdle, activations });
      this.environment = environment;
    };
  }

  /** How many objects have been made so far; `nameCreated` takes it. */
  get objectsMade(): number {
    return this.created.length;
  }

  /** Names the object made since then, if there is just one of the variable's type: `buf = mmap(…)` names it `reader.buf`. */
  nameCreated(before: number, variable: Variable): void {
    const { type } = variable;
    const made = this.created.slice(before).filter(({ object }) => type.kind === 'object' && object === type.name);
    if (made.length === 1 && made[0]) this.nameObject(made[0].object, made[0].id, variable.name);
  }

  /** The slot of a variable, which exists from its first assignment on. */
  lvalue(index: number, variable: Variable): Lvalue {
    const known = this.frame.bindings[index];
    if (known?.kind === 'slot') return known;
    const field = this.field(index);
    if (field) {
      if (known !== field) this.bind(this.frame, index, field);
      return field;
    }
    const slot = this.graph.slot(variable.name, variable.type);
    if (variable.final) this.finals.add(slot);
    const lvalue: Lvalue = { kind: 'slot', slot, type: variable.type };
    this.bind(this.frame, index, lvalue);
    return lvalue;
  }

  /** The field that a variable is which other tasks use, too. */
  field(index: number): FieldValue | undefined {
    const value = this.stack.length === 1 ? this.variables.get(index) : undefined;
    return value?.kind === 'field' ? value : undefined;
  }

  /** The statement of the task's own body from which the code at `span` has been called. */
  outermost(span: Span): Place {
    let at = this.frame.activation;
    let inside = span;
    for (; at.parent; at = at.parent) inside = at.callSpan ?? inside;
    return [at.source, inside];
  }

  aliasable(value: Value): boolean {
    return !this.access.stateful(value) && slotsOf(value).every((slot) => this.finals.has(slot));
  }

  create(object: string, site: Site): Value {
    const type = { kind: 'object', name: object } as const;
    const id = this.shared.create(object, this.outermost(site.span));
    this.created.push({ object, id });
    this.graph.emit({ kind: 'reset', object, id: constant(id, type), isNew: true, site });
    return constant(id, type);
  }

  keep(value: Value, site: Site): Value {
    return this.access.stateful(value) ? this.copy({ name: 'value', type: value.type }, value, site) : value;
  }

  /** A slot of its own, assigned once. */
  private variable({ name, type }: Pick<Variable, 'name' | 'type'>): Lvalue {
    const slot = this.graph.slot(name, type);
    this.finals.add(slot);
    return { kind: 'slot', slot, type };
  }

  copy(variable: Pick<Variable, 'name' | 'type'>, value: Value, site: Site): Value {
    const lvalue = this.variable(variable);
    const op: Op = { kind: 'set', lvalue, value, site };
    if (this.graph.reachable && this.access.shared(value)) this.graph.node(this.location(site.span, describeSet(lvalue, value))).ops.push(op);
    else this.graph.emit(op);
    return lvalue;
  }
}

function slotsOf(value: Value): LocalSlot[] {
  switch (value.kind) {
    case 'slot': return [value.slot];
    case 'field':
    case 'table': return [...slotsOf(value.id), ...(value.index ? slotsOf(value.index) : [])];
    case 'size': return slotsOf(value.id);
    case 'unary': return slotsOf(value.operand);
    case 'binary': return [...slotsOf(value.left), ...slotsOf(value.right)];
    case 'conditional': return [value.condition, value.then, value.else].flatMap(slotsOf);
    case 'call': return value.args.flatMap(slotsOf);
    default: return [];
  }
}

