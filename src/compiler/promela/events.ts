// One event as one transition: a `d_step` that does what the event does and what folds into it, and zeroes what is dead where
// the task comes to rest; then control goes there.
import { foldedFrom, type TaskCode } from '../generate-steps';
import type { Node, Op, Rest, Value } from '../ir';
import type { Offsets } from '../liveness';
import type { Parts } from '../parts';
import { Expressions } from './expressions';
import type { Properties } from './properties';
import { Resets } from './resets';
import { Statements, type Block } from './statements';
import type { Variables } from './variables';

/** Where the task goes on from a node, on the alternative chosen. */
type Alternative = Pick<Node, 'next' | 'branch'>;

export interface EventContext {
  readonly parts: Parts;
  readonly variables: Variables;
  readonly properties: Properties;
  /** Declares the n-th temporary. */
  temp(index: number): string;
  macro(func: string): string;
  /** A constant as people read it. */
  format(value: Extract<Value, { kind: 'const' }>): string;
}

export class EventPrinter {
  private readonly code: TaskCode;
  /** Labels and temporaries of the event being printed. */
  private temps = new Map<string, string>();
  private labels = new Map<string, string>();
  private labelCount = 0;
  private readonly expressions: Expressions;
  private statements: Statements;

  constructor(private readonly context: EventContext, private readonly task: number, private readonly to: string, private readonly restLabel: (pc: number) => string) {
    const { parts, variables, macro } = context;
    this.code = parts.codes[task]!;
    this.expressions = new Expressions(parts, variables, { local: (offset) => variables.local(task, offset), temp: (name) => this.temp(name), macro });
    this.statements = this.newStatements();
  }

  /** The options of the `if` at a resting place, one for each alternative that the event has there. */
  options(pc: number): Block {
    const node = this.code.rests[pc]!;
    return alternatives(node).flatMap((alternative) => this.option(node, alternative));
  }

  /** A value where nothing is being done: in a guard, in a text. */
  value(value: Value): string {
    return this.expressions.print(value);
  }

  private option(node: Node, alternative: Alternative): Block {
    this.temps = new Map();
    this.labels = new Map();
    this.statements = this.newStatements();
    const { locals, joins, rests } = foldedFrom({ ...alternative, id: node.id, ops: [] });
    const written = this.written([node, ...locals]);
    const targets = rests.map((rest) => this.code.rests.indexOf(rest));
    const path = new PathPrinter(this.statements, joins, (name) => this.label(name), (rest) => [
      ...this.zero(rest, written),
      ...(targets.length > 1 ? [`${this.to} = ${this.code.rests.indexOf(rest)};`] : []),
    ]);
    const body = path.body(node.ops, alternative);
    const { rest } = node;
    const step: Block = [
      `${rest?.guard ? this.value(rest.guard) : 'true'} ->`,
      ...[...this.temps.values()].map((temp) => `${temp} = 0;`),
      ...body,
    ];
    const [only] = targets;
    if (targets.length === 1) return [':: d_step {', step, `}; goto ${this.restLabel(only!)}`];
    const ways = targets.map((target) => `:: ${this.to} == ${target} -> ${this.to} = 0; goto ${this.restLabel(target)}`);
    return [':: atomic { d_step {', step, '};', ['if', ...ways, 'fi }']];
  }

  private newStatements(): Statements {
    const { parts, variables, properties } = this.context;
    return new Statements({
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
    if (label === undefined) this.labels.set(name, (label = `on_${++this.labelCount}`));
    return label;
  }

  /** The locals that may hold something where the event ends. */
  private written(nodes: readonly Node[]): Offsets {
    const { before, written } = this.code.live;
    return nodes.reduce((all, { id }) => all | written[id]!, before[nodes[0]!.id]!);
  }

  private zero(rest: Node, written: Offsets): Block {
    const dead = written & ~this.code.live.before[rest.id]!;
    const lines: string[] = [];
    for (let offset = 0; dead >> BigInt(offset) > 0n; offset++) {
      if ((dead >> BigInt(offset)) & 1n) lines.push(`${this.context.variables.local(this.task, offset)} = 0;`);
    }
    return lines;
  }
}

/** A node with `options` has one alternative for each; every other node has one. */
function alternatives(node: Node): Alternative[] {
  if (node.options) return node.options.map((next) => ({ ...(next && { next }) }));
  return [node];
}

/** The nodes that follow each other within one event. Where paths meet, the second one jumps. */
class PathPrinter {
  constructor(
    private readonly statements: Statements,
    private readonly joins: ReadonlySet<Node>,
    private readonly label: (name: string) => string,
    private readonly comeToRest: (rest: Node) => Block,
  ) {}

  body(ops: readonly Op[], start: Alternative): Block {
    const jumpsOut = this.joins.size > 0;
    const main = this.along(ops, start);
    if (!jumpsOut) return main;
    const out = `goto ${this.label('out')};`;
    const joined = [...this.joins].flatMap((join): Block => [out, `${this.name(join)}: skip;`, ...this.along(join.ops, join)]);
    return [...main, ...joined, `${this.label('out')}: skip;`];
  }

  private along(ops: readonly Op[], { branch, next }: Alternative): Block {
    const done = this.statements.block(ops);
    if (branch) return [...done, ...this.statements.choice(branch.condition, this.go(branch.then), this.go(branch.else))];
    return [...done, ...this.go(next)];
  }

  private go(target: Node | undefined): Block {
    if (!target) return ['assert(false); /* control ends here */'];
    if (target.rest) return this.comeToRest(target);
    return this.joins.has(target) ? [`goto ${this.name(target)};`] : this.along(target.ops, target);
  }

  private name(join: Node): string {
    return this.label(`join ${join.id}`);
  }
}

/** The source line and the text of the event at a resting place. */
export function describeRest({ text, activation, span }: Rest, print: (value: Value) => string): string {
  const words = text.map((part) => (typeof part === 'string' ? part : print(part))).join('');
  return `${words} (${activation.function}, ${activation.source}:${span[0] + 1})`;
}
