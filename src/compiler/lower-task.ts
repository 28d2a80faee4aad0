// A task's body to a graph of events. Calls are expanded in place, so each node knows its whole call stack and every
// argument that is constant stays constant all the way down.
import type { Expr, Func, Routine, Span, Stmt, Variable } from '../language/tree';
import type { Access } from './access';
import { CompileError } from './compile-error';
import { binary, BOOL, constant } from './fold';
import { counterRange, GraphBuilder, type LooseEnd } from './graph';
import type { Activation, LocalSlot, Node, Op, Place, Rest, Site, TaskGraph, Text, Value, VisibleVariable } from './ir';
import { AtomicLowering, type Exits, type Shared } from './lower-atomic';
import type { Effects, Scope } from './lower-values';
import { describeBranch, describeSet } from './event-text';

interface Frame extends Scope {
  readonly activation: Activation;
  readonly variables: readonly Variable[];
  readonly returns: { value: Value | undefined; node: Node; end: LooseEnd }[];
  readonly loops: { breaks: LooseEnd[]; continues: LooseEnd[] }[];
}

export class TaskLowering implements Effects {
  private readonly graph = new GraphBuilder();
  private readonly stack: Frame[] = [];
  private activations = 0;
  /** Slots that are written once in an activation: another name for one is as good as a copy. */
  private readonly finals = new Set<LocalSlot>();
  private readonly created: { readonly object: string; readonly id: number }[] = [];

  constructor(
    private readonly shared: Shared,
    private readonly access: Access,
    private readonly current: Value,
    /** Tells what the scenario calls a new object. */
    private readonly christen: (object: string, id: number, variable: string) => void,
  ) {}

  /** Lowers a process, or an agent, which begins anew at its end. `bindings` are the routine's first variables. */
  lower(routine: Routine, bindings: readonly Value[], repeats: boolean): TaskGraph {
    const { graph } = this;
    const frame = this.enter(routine, undefined);
    bindings.forEach((value, i) => this.bind(frame, i, value));
    this.stack.push(frame);
    graph.node();
    this.body(routine.body);
    graph.give(frame.returns.map((site) => site.end));
    if (repeats) graph.tie(graph.start);
    else if (graph.reachable) graph.node({ ...this.rest(routine.span, ['end']), ended: true });
    return graph.finish();
  }

  private get frame(): Frame {
    return this.stack[this.stack.length - 1] as Frame;
  }

  private enter(routine: Routine, callSpan: Span | undefined): Frame {
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
    return { source: routine.source, bindings: [], current: this.current, activation, variables: routine.variables, returns: [], loops: [] };
  }

  private bind(frame: Frame, index: number, value: Value): void {
    frame.bindings[index] = value;
    const variable = frame.variables[index];
    if (variable) frame.activation.visible.push({ name: variable.name, type: variable.type, value });
  }

  private rest(span: Span, text: Text, more?: Partial<Rest>): Rest {
    const visible: VisibleVariable[][] = [];
    for (let at: Activation | undefined = this.frame.activation; at; at = at.parent) visible.push([...at.visible]);
    return { activation: this.frame.activation, span, visible, text, ...more };
  }

  private lowerValue(expr: Expr): Value {
    return this.shared.values.lower(expr, this.frame, this);
  }

  private site(span: Span | undefined): Site {
    return this.shared.values.site(this.frame, span);
  }

  private text(stmt: Stmt): Text | undefined {
    return stmt.label && this.shared.values.template(stmt.label, this.frame, this);
  }

  private body(statements: readonly Stmt[]): void {
    const { graph, frame } = this;
    const [top, visible] = [graph.top, frame.activation.visible.length];
    for (const stmt of statements) {
      if (!graph.reachable) break;
      this.statement(stmt);
    }
    graph.top = top;
    frame.activation.visible.length = visible;
  }

  private statement(stmt: Stmt): void {
    const { graph } = this;
    switch (stmt.kind) {
      case 'block': return this.body(stmt.body);
      case 'atomic': return this.atomic(stmt, stmt.body, this.rest(stmt.span, this.text(stmt) ?? ['atomic']));
      case 'await': return this.await(stmt);
      case 'choose': return this.choose(stmt);
      case 'if': {
        const ends = this.condition(stmt.condition, stmt.span, this.text(stmt));
        graph.give(ends.then);
        this.body([stmt.then]);
        const after = graph.take();
        graph.give(ends.else);
        if (stmt.else) this.body([stmt.else]);
        return graph.give(after);
      }
      case 'while': {
        const head = this.join();
        const ends = this.condition(stmt.condition, stmt.span, this.text(stmt));
        graph.give(ends.then);
        const loop = this.loop(stmt.body);
        graph.give(loop.continues);
        graph.tie(head);
        graph.give([...ends.else, ...loop.breaks]);
        return;
      }
      case 'forRange':
      case 'forAll':
      case 'forEach':
      case 'repeat': return this.count(stmt);
      case 'return': return this.return(stmt.value && this.lowerValue(stmt.value), stmt);
      case 'break':
      case 'continue': {
        const loop = this.frame.loops[this.frame.loops.length - 1];
        if (!loop) throw new CompileError(`\`${stmt.kind}\` outside a loop`, this.frame.source, stmt.span);
        (stmt.kind === 'break' ? loop.breaks : loop.continues).push(...graph.take());
        return;
      }
      case 'mark': return graph.emit({ kind: 'mark', name: stmt.name });
      case 'assert': {
        const condition = this.lowerValue(stmt.condition);
        const assertion = this.shared.assertion(stmt.name, this.frame.source, stmt.span);
        return this.act({ kind: 'assert', condition, assertion }, this.access.shared(condition), stmt, describeBranch(condition));
      }
      case 'free': {
        const id = this.lowerValue(stmt.target);
        if (stmt.target.type.kind !== 'object') return;
        const op: Op = { kind: 'reset', object: stmt.target.type.name, id, live: false, site: this.site(stmt.span) };
        return this.act(op, this.access.shared(id), stmt, ['free ', id]);
      }
      case 'assign': return this.assign(stmt);
      case 'expression': {
        const value = this.lowerValue(stmt.value);
        if (this.access.shared(value)) this.act({ kind: 'set', place: this.temporary(value), value, site: this.site(stmt.span) }, true, stmt, ['read ', value]);
        return;
      }
      case 'require':
        throw new CompileError('`require` belongs in an invariant', this.frame.source, stmt.span);
      case 'empty': return;
    }
  }

  /** An event if the operation touches shared state, else part of the event before. */
  private act(op: Op, shared: boolean, stmt: Stmt, fallback: Text): void {
    if (!this.graph.reachable) return;
    if (shared) this.graph.node(this.rest(stmt.span, this.text(stmt) ?? fallback)).ops.push(op);
    else this.graph.emit(op);
  }

  private assign(stmt: Extract<Stmt, { kind: 'assign' }>): void {
    const before = this.created.length;
    const value = this.lowerValue(stmt.value);
    if (this.stack.length === 1 && stmt.target.kind === 'local') this.nameCreated(before, this.frame.variables[stmt.target.index] as Variable);
    const site = this.site(stmt.span);
    if (!this.graph.reachable) return;
    if (stmt.target.kind !== 'local') {
      const place = this.lowerValue(stmt.target) as Place;
      const shared = place.kind === 'field' && !place.stable;
      return this.act({ kind: 'set', place, value, site }, shared || this.access.shared(place) || this.access.shared(value), stmt, describeSet(place, value));
    }
    const { index } = stmt.target;
    const variable = this.frame.variables[index] as Variable;
    if (variable.final && value.kind === 'const' && this.frame.bindings[index] === undefined) {
      this.bind(this.frame, index, value);
      return;
    }
    if (variable.final && this.aliasable(value)) return this.bind(this.frame, index, value);
    const place = this.place(index, variable);
    this.act({ kind: 'set', place, value, site }, this.access.shared(value), stmt, describeSet(place, value));
  }

  /** `buf = mmap(…)` makes the one mapping that the call made `reader.buf`. */
  private nameCreated(before: number, variable: Variable): void {
    const { type } = variable;
    const made = this.created.slice(before).filter(({ object }) => type.kind === 'object' && object === type.name);
    if (made.length === 1 && made[0]) this.christen(made[0].object, made[0].id, variable.name);
  }

  /** The slot of a variable, made at its first assignment. */
  private place(index: number, variable: Variable): Place {
    const known = this.frame.bindings[index];
    if (known?.kind === 'slot') return known;
    const slot = this.graph.slot(variable.name, variable.type);
    if (variable.final) this.finals.add(slot);
    const place: Place = { kind: 'slot', slot, type: variable.type };
    this.bind(this.frame, index, place);
    return place;
  }

  private aliasable(value: Value): boolean {
    return !this.access.stateful(value) && slotsOf(value).every((slot) => this.finals.has(slot));
  }

  /** Both ends of a condition; the test is an event if it reads shared state. */
  private condition(expr: Expr, span: Span, text?: Text): { then: LooseEnd[]; else: LooseEnd[] } {
    const { graph } = this;
    const acts = this.shared.values.acts(expr, this.frame);
    if (acts && expr.kind === 'unary' && expr.operator === '!') {
      const ends = this.condition(expr.operand, span, text);
      return { then: ends.else, else: ends.then };
    }
    if (acts && expr.kind === 'binary' && (expr.operator === '&&' || expr.operator === '||')) {
      const left = this.condition(expr.left, span, text);
      graph.give(expr.operator === '&&' ? left.then : left.else);
      const right = this.condition(expr.right, span, text);
      return expr.operator === '&&'
        ? { then: right.then, else: [...left.else, ...right.else] }
        : { then: [...left.then, ...right.then], else: right.else };
    }
    const value = this.lowerValue(expr);
    if (!graph.reachable) return { then: [], else: [] };
    if (value.kind === 'const') return value.value ? { then: graph.take(), else: [] } : { then: [], else: graph.take() };
    const node = this.access.shared(value)
      ? graph.node(this.rest(expr.span ?? span, text ?? describeBranch(value)))
      : undefined;
    return graph.branch(node, value);
  }

  private join(): Node {
    this.graph.give(this.graph.take());
    return this.graph.node();
  }

  private loop(body: Stmt): { breaks: LooseEnd[]; continues: LooseEnd[] } {
    const loop = { breaks: [] as LooseEnd[], continues: [] as LooseEnd[] };
    this.frame.loops.push(loop);
    this.body([body]);
    this.frame.loops.pop();
    return loop;
  }

  private count(stmt: Extract<Stmt, { kind: 'forRange' | 'forAll' | 'forEach' | 'repeat' }>): void {
    const { graph } = this;
    const site = this.site(stmt.span);
    const top = graph.top;
    const visible = this.frame.activation.visible.length;
    const { from, to, element } = this.bounds(stmt, site);
    if (!graph.reachable) return;
    if (from.kind === 'const' && to.kind === 'const' && from.value > to.value) return;
    const slot = graph.slot(stmt.kind === 'repeat' ? 'round' : 'i', from.type, counterRange(from, to));
    this.finals.add(slot);
    const counter: Place = { kind: 'slot', slot, type: from.type };
    graph.emit({ kind: 'set', place: counter, value: from, site });
    const head = this.join();
    const ends = graph.branch(head, binary('<=', counter, to, BOOL, site));
    graph.give(ends.then);
    if (stmt.kind !== 'repeat') this.bind(this.frame, stmt.variable, element(counter));
    const loop = this.loop(stmt.body);
    graph.give(loop.continues);
    if (graph.reachable) {
      graph.emit({ kind: 'set', place: counter, value: binary('+', counter, constant(1, from.type), from.type, site), site });
      graph.tie(head);
    }
    graph.give([...ends.else, ...loop.breaks]);
    graph.top = top;
    this.frame.activation.visible.length = visible;
  }

  private bounds(stmt: Extract<Stmt, { kind: 'forRange' | 'forAll' | 'forEach' | 'repeat' }>, site: Site): { from: Value; to: Value; element: (counter: Value) => Value } {
    const { values } = this.shared;
    switch (stmt.kind) {
      case 'forRange': {
        const from = this.lowerValue(stmt.from);
        return { from: this.keep(from, site), to: this.keep(this.lowerValue(stmt.to), site), element: (i) => i };
      }
      case 'forAll': {
        const type = { kind: 'object', name: stmt.type } as const;
        return { from: constant(1, type), to: { kind: 'pool', object: stmt.type, type }, element: (i) => i };
      }
      case 'repeat': {
        const type = { kind: 'int', min: 0, max: stmt.count + 1 } as const;
        return { from: constant(1, type), to: constant(stmt.count, type), element: (i) => i };
      }
      case 'forEach': {
        const receiver = this.keep(this.lowerValue(stmt.receiver), site);
        const scope = this.frame;
        const size = values.size(stmt.object, stmt.field, receiver, scope, stmt.span);
        const type = this.frame.variables[stmt.variable]?.type ?? size.type;
        return {
          from: constant(0, size.type),
          to: binary('-', size, constant(1, size.type), size.type, site),
          element: (index) => values.field({ kind: 'field', receiver: { kind: 'literal', value: 0, type }, object: stmt.object, field: stmt.field, type, span: stmt.span }, receiver, index, scope),
        };
      }
    }
  }

  private choose(stmt: Extract<Stmt, { kind: 'choose' }>): void {
    const { graph } = this;
    const node = graph.node(this.rest(stmt.span, this.text(stmt) ?? ['choose']));
    graph.take();
    const options: (Node | undefined)[] = stmt.options.map(() => undefined);
    node.options = options;
    const after: LooseEnd[] = [];
    stmt.options.forEach((option, i) => {
      graph.give([(first) => (options[i] = first)]);
      graph.node();
      this.body(option);
      after.push(...graph.take());
    });
    graph.give(after);
  }

  private await(stmt: Extract<Stmt, { kind: 'await' }>): void {
    const { values } = this.shared;
    const guard = this.lowerValue(stmt.condition);
    const reason = stmt.reason && values.template(stmt.reason, this.frame, this);
    const holders = stmt.holders && this.lowerValue(stmt.holders);
    const text = this.text(stmt) ?? describeBranch(guard);
    this.atomic(stmt, stmt.body, this.rest(stmt.span, text, { guard, ...(reason && { reason }), ...(holders && { holders }) }));
  }

  /** One event of structured code; `return`, `break` and `continue` in it leave through a branch after it. */
  private atomic(stmt: Stmt, body: readonly Stmt[], rest: Rest): void {
    const { graph, frame, shared } = this;
    const site = this.site(stmt.span);
    const exit: Place = { kind: 'temp', temp: shared.temp(), type: { kind: 'int', min: 0, max: 3 } };
    const label = shared.temp().name;
    let result: Place | undefined;
    const used = new Set<number>();
    const inner = new AtomicLowering(shared, this.current, (variable) => this.place(frame.variables.indexOf(variable), variable));
    const leave = (code: number) => (): void => {
      used.add(code);
      inner.emit({ kind: 'set', place: exit, value: constant(code, exit.type), site });
      inner.emit({ kind: 'break', label });
    };
    const exits: Exits = {
      return: (value) => {
        if (value) {
          result ??= { kind: 'temp', temp: shared.temp(), type: value.type };
          inner.emit({ kind: 'set', place: result, value, site });
        }
        leave(1)();
      },
      break: leave(2),
      continue: leave(3),
    };
    const ops = inner.collect(() => inner.statements(body, frame, frame.variables, exits));
    const node = graph.node(rest);
    if (used.size === 0) {
      node.ops.push(...ops);
      return;
    }
    node.ops.push({ kind: 'set', place: exit, value: constant(0, exit.type), site }, { kind: 'labelled', label, body: ops });
    for (const code of used) {
      const ends = graph.branch(undefined, binary('==', exit, constant(code, exit.type), BOOL, site));
      graph.give(ends.then);
      if (code === 1) this.return(result, stmt);
      else {
        const loop = frame.loops[frame.loops.length - 1];
        if (!loop) throw new CompileError('`break` or `continue` outside a loop', frame.source, stmt.span);
        (code === 2 ? loop.breaks : loop.continues).push(...graph.take());
      }
      graph.give(ends.else);
    }
  }

  private return(value: Value | undefined, stmt: Stmt): void {
    const { graph } = this;
    if (!graph.reachable) return;
    const shared = value !== undefined && this.access.shared(value);
    const node = graph.node(shared ? this.rest(stmt.span, this.text(stmt) ?? ['return ', value]) : undefined);
    const [end] = graph.take();
    this.frame.returns.push({ value, node, end: end as LooseEnd });
  }

  call(func: Func, args: readonly Value[], site: Site): Value {
    return func.kind === 'atomic' ? this.callAtomic(func, args, site) : this.callPlain(func, args, site);
  }

  private callPlain(func: Func, args: readonly Value[], site: Site): Value {
    const { graph } = this;
    const top = graph.top;
    const frame = this.enter(func, site.span);
    func.variables.slice(0, func.arity).forEach((variable, i) => {
      const arg = args[i] as Value;
      const plain = variable.final && (arg.kind === 'slot' || !this.access.stateful(arg)) ? arg : this.copy(variable, arg, site);
      this.bind(frame, i, plain);
    });
    if (!graph.reachable) return constant(0, func.result);
    this.stack.push(frame);
    this.body(func.body);
    this.stack.pop();
    const value = this.result(func, frame, top, site);
    graph.give(frame.returns.map(({ end }) => end));
    return value;
  }

  /** All returns alike and constant: so is the call. Else each return stores into a slot of the caller's. */
  private result(func: Func, frame: Frame, top: number, site: Site): Value {
    const { graph } = this;
    graph.top = top;
    const [first] = frame.returns;
    if (func.result.kind === 'void' || !first?.value) return constant(0, func.result);
    const { value } = first;
    if (value.kind === 'const' && frame.returns.every((each) => each.value?.kind === 'const' && each.value.value === value.value)) return value;
    const slot = graph.slot(`${func.name}()`, func.result);
    this.finals.add(slot);
    const place: Place = { kind: 'slot', slot, type: func.result };
    for (const each of frame.returns) {
      if (each.value) each.node.ops.push({ kind: 'set', place, value: each.value, site });
    }
    return place;
  }

  private callAtomic(func: Func, args: readonly Value[], site: Site): Value {
    const { graph, shared } = this;
    if (!graph.reachable) return constant(0, func.result);
    const frame = this.enter(func, site.span);
    func.variables.slice(0, func.arity).forEach((_, i) => this.bind(frame, i, args[i] as Value));
    const first = func.body[0]?.label;
    const label = first && shared.values.template(first, frame, this);
    this.stack.push(frame);
    const rest = this.rest(func.body[0]?.span ?? func.span, label ?? callText(func, args));
    this.stack.pop();
    const inner = new AtomicLowering(shared, this.current, () => { throw new Error('an expanded call has its own variables'); });
    let result: Value = constant(0, func.result);
    const ops = inner.collect(() => (result = inner.call(func, args, site)));
    const node = graph.node(rest);
    node.ops.push(...ops);
    if (func.result.kind === 'void') return result;
    const slot = graph.slot(`${func.name}()`, func.result);
    this.finals.add(slot);
    const place: Place = { kind: 'slot', slot, type: func.result };
    node.ops.push({ kind: 'set', place, value: result, site });
    return place;
  }

  create(object: string, site: Site): Value {
    const type = { kind: 'object', name: object } as const;
    const id = this.shared.create(object);
    this.created.push({ object, id });
    this.graph.emit({ kind: 'reset', object, id: constant(id, type), live: true, site });
    return constant(id, type);
  }

  keep(value: Value, site: Site): Value {
    return this.access.stateful(value) ? this.copy({ name: 'value', type: value.type }, value, site) : value;
  }

  private copy(variable: Pick<Variable, 'name' | 'type'>, value: Value, site: Site): Value {
    const slot = this.graph.slot(variable.name, variable.type);
    this.finals.add(slot);
    const place: Place = { kind: 'slot', slot, type: variable.type };
    const op: Op = { kind: 'set', place, value, site };
    if (this.graph.reachable && this.access.shared(value)) this.graph.node(this.rest(site.span, describeSet(place, value))).ops.push(op);
    else this.graph.emit(op);
    return place;
  }

  private temporary(value: Value): Place {
    return { kind: 'temp', temp: this.shared.temp(), type: value.type };
  }
}

function callText(func: Func, args: readonly Value[]): Text {
  return [`${func.name}(`, ...args.flatMap((arg, i): Text => (i > 0 ? [', ', arg] : [arg])), ')'];
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

