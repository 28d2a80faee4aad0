// One event as one transition: a `d_step` that performs the event and its local nodes and sets the locals to 0 that are dead
// at the location where the event ends; then a jump to that location.
import { binary, BOOL, constant } from '../lowering/fold';
import { foldedFrom, type TaskCode } from '../codegen/task-code';
import type { LoweredLocation, Node, Op, Value } from '../ir';
import type { Offsets } from '../codegen/liveness';
import type { Parts } from '../codegen/parts';
import type { Block } from './block';
import { Constants } from './constants';
import { ExpressionPrinter } from './expression-printer';
import { isConst, type Folding } from './folding';
import { PathPrinter, type Alternative } from './path-printer';
import { Resets } from './resets';
import type { SafetyProperties } from './safety-properties';
import { StatementPrinter } from './statement-printer';
import type { Variables } from './state-variables';

/** What the events of all tasks share. */
export interface EventContext {
  readonly parts: Parts;
  readonly variables: Variables;
  readonly properties: SafetyProperties;
  readonly folding: Folding;
  /** The name of the n-th temporary, which is declared once for all events. */
  temp(index: number): string;
  /** The name of the macro for a pure function. */
  macro(func: string): string;
  /** A constant as people read it. */
  format(value: Extract<Value, { kind: 'const' }>): string;
}

/** Prints the events of one task. */
export class EventPrinter {
  private readonly code: TaskCode;
  /** Names of the temporaries and labels of the event being printed. */
  private temps = new Map<string, string>();
  private labels = new Map<string, string>();
  private labelCount = 0;
  private readonly expressions: ExpressionPrinter;
  private statements: StatementPrinter;
  private readonly folding: Folding;

  /** `to`: the variable that says where an event ends that can end at several locations. `labelOf`: the label of a location. */
  constructor(private readonly context: EventContext, private readonly task: number, private readonly to: string, private readonly labelOf: (pc: number) => string) {
    const { parts, variables, macro } = context;
    this.code = parts.codes[task]!;
    this.folding = context.folding;
    this.expressions = new ExpressionPrinter(parts, variables, { local: (offset) => variables.local(task, offset), temp: (name) => this.temp(name), macro });
    this.statements = this.newStatements();
  }

  /**
   * The options of the `if` at a location, one for each alternative of the event, and the program counters of the locations
   * where it can end.
   */
  options(pc: number): { readonly lines: Block; readonly targets: readonly number[] } {
    const node = this.code.locations[pc]!;
    const options = this.members(node).flatMap((member) => alternatives(member).map((alternative) => this.option(member, alternative)));
    return { lines: options.flatMap(({ lines }) => lines), targets: options.flatMap(({ targets }) => targets) };
  }

  /** A value outside of operations: in a guard, in a text. */
  value(value: Value): string {
    return this.expressions.print(this.folding.fold(value, Constants.none()));
  }

  /** An event that takes a member of a set becomes one event for each object, which is enabled if the object is a member. */
  private members(node: Node): Node[] {
    const { location } = node;
    if (!location?.members) return [node];
    const type = node.ops.flatMap((op) => (op.kind === 'choose' && op.lvalue.type.kind === 'object' ? [op.lvalue.type] : []))[0]!;
    return this.context.parts.world.pool(type.name).map(({ id }) => {
      const member = constant(id, type);
      const site = { source: location.activation.source, span: location.span };
      return {
        ...node, location: { ...location, guard: binary('in', member, location.members!, BOOL, site) },
        ops: node.ops.map((op): Op => (op.kind === 'choose' ? { kind: 'set', lvalue: op.lvalue, value: member, site } : op)),
      };
    });
  }

  private option(node: Node, alternative: Alternative): { readonly lines: Block; readonly targets: readonly number[] } {
    const possible = foldedFrom({ ...alternative, id: node.id, ops: [] }).ends.map((end) => this.code.locations.indexOf(end));
    // Constants may rule out some of the possible ends; the variable `to` is needed only if more than one is left.
    const { targets } = this.body(node, alternative, possible);
    const { lines } = this.body(node, alternative, targets);
    const guard = node.location?.guard ? this.value(node.location.guard) : 'true';
    // Temporaries are 0 between events, so they distinguish no states even where Spin cannot hide them.
    const step: Block = [`${guard} ->`, ...lines, ...[...this.temps.values()].map((temp) => `${temp} = 0;`)];
    const [only] = targets;
    if (targets.length === 1) return { targets, lines: [':: d_step {', step, `}; goto ${this.labelOf(only!)}`] };
    const options = targets.map((target) => `:: ${this.to} == ${target} -> ${this.to} = 0; goto ${this.labelOf(target)}`);
    return { targets, lines: [':: atomic { d_step {', step, '};', ['if', ...options, 'fi }']] };
  }

  /** The statements of the event, and the locations where it can end. */
  private body(node: Node, alternative: Alternative, targets: readonly number[]): { lines: Block; targets: readonly number[] } {
    this.temps = new Map();
    this.labels = new Map();
    this.statements = this.newStatements();
    const { locals, joins } = foldedFrom({ ...alternative, id: node.id, ops: [] });
    const written = this.written([node, ...locals]);
    const reached = new Set<number>();
    const path = new PathPrinter(this.statements, this.folding, joins, (name) => this.label(name), (end, known) => {
      const pc = this.code.locations.indexOf(end);
      reached.add(pc);
      return [...this.zero(end, written, known), ...(targets.length > 1 ? [`${this.to} = ${pc};`] : [])];
    });
    return { lines: path.body(node.ops, alternative), targets: [...reached] };
  }

  private newStatements(): StatementPrinter {
    const { parts, variables, properties } = this.context;
    return new StatementPrinter({
      expressions: this.expressions,
      resets: new Resets(parts, variables),
      label: (name) => this.label(name),
      property: (assertion) => properties.assertion(assertion),
    });
  }

  private temp(name: string): string {
    let temp = this.temps.get(name);
    if (temp === undefined) this.temps.set(name, (temp = this.context.temp(this.temps.size)));
    return temp;
  }

  private label(name: string): string {
    let label = this.labels.get(name);
    if (label === undefined) this.labels.set(name, (label = this.context.variables.scope(this.task).name(`on_${++this.labelCount}`)));
    return label;
  }

  /** The locals that may not be 0 where the event ends. */
  private written(nodes: readonly Node[]): Offsets {
    const { before, written } = this.code.live;
    return nodes.reduce((all, { id }) => all | written[id]!, before[nodes[0]!.id]!);
  }

  private zero(end: Node, written: Offsets, known: Constants): Block {
    const dead = written & ~this.code.live.before[end.id]!;
    const lines: string[] = [];
    for (let offset = 0; dead >> BigInt(offset) > 0n; offset++) {
      const value = known.slot(offset);
      if ((dead >> BigInt(offset)) & 1n && !(value && isConst(value, false))) lines.push(`${this.context.variables.local(this.task, offset)} = 0;`);
    }
    return lines;
  }
}

/** A node with `options` has one alternative for each; every other node has one. */
function alternatives(node: Node): Alternative[] {
  if (node.options) return node.options.map((next) => ({ ...(next && { next }) }));
  return [node];
}

/** The text of the event at a location, with function and source line. */
export function describeLocation({ text, activation, span }: LoweredLocation, print: (value: Value) => string): string {
  const words = text.map((part) => (typeof part === 'string' ? part : print(part))).join('');
  return `${words} (${activation.function}, ${activation.source}:${span[0] + 1})`;
}
