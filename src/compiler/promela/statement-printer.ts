// Structured code to the statements of Promela inside a `d_step`.
import { interval, typeInterval } from '../lowering/fold';
import type { Op, Value } from '../ir';
import type { ExpressionPrinter } from './expression-printer';
import type { Block } from './block';
import type { Resets } from './resets';

/** What the statements of one event refer to. */
export interface StatementContext {
  readonly expressions: ExpressionPrinter;
  readonly resets: Resets;
  /** The label in the process for a label of the structured code. */
  label(name: string): string;
  /** The variable under whose name a failed assertion is reported. */
  property(assertion: number): string;
}

export class StatementPrinter {
  /** The labels that a statement jumps to. */
  private readonly used = new Set<string>();
  private readonly loops: string[] = [];

  constructor(private readonly context: StatementContext) {}

  block(ops: readonly Op[]): Block {
    return ops.flatMap((op) => this.op(op));
  }

  /** An `if` of two branches, either of which may be empty. */
  choice(condition: Value, then: Block, otherwise: Block): Block {
    if (then.length === 0 && otherwise.length === 0) return [];
    return ['if', `:: ${this.print(condition)} ->`, orSkip(then), ...(otherwise.length > 0 ? [':: else ->', otherwise] : [':: else']), 'fi;'];
  }

  private print(value: Value): string {
    return this.context.expressions.print(value);
  }

  private op(op: Op): Block {
    switch (op.kind) {
      case 'set': return this.set(op);
      case 'if': return this.choice(op.condition, this.block(op.then), this.block(op.else));
      case 'loop': return this.loop(op);
      case 'labelled': return this.labelled(op);
      case 'break': return this.loops.at(-1) === op.label ? ['break;'] : [`goto ${this.use(op.label)};`];
      case 'continue': return [`goto ${this.use(`${op.label}c`)};`];
      case 'reset': return this.context.resets.statements(op, this.print(op.id));
      case 'assert': return this.assertion(op);
      case 'limit': return op.condition.kind === 'const' && op.condition.value !== 0 ? [] : [`assert(${this.print(op.condition)}); /* a limit of the model */`];
      case 'mark':
      case 'count': return [];
      case 'choose':
      case 'require':
      case 'return': throw new Error(`\`${op.kind}\` in an event`);
    }
  }

  private set({ lvalue, value }: Extract<Op, { kind: 'set' }>): Block {
    const target = this.context.expressions.lvalue(lvalue);
    const text = this.print(value);
    if (target === undefined || target === text) return [];
    const [min, max] = lvalue.kind === 'temp' ? [-Infinity, Infinity] : lvalue.kind === 'slot' ? [lvalue.slot.min, lvalue.slot.max] : typeInterval(lvalue.type);
    const [low, high] = max === Infinity ? [min, max] : interval(value);
    const limits = [...(low < min ? [`${text} >= ${min}`] : []), ...(high > max ? [`${text} <= ${max}`] : [])];
    return [...(limits.length > 0 ? [`assert(${limits.join(' && ')});`] : []), `${target} = ${text};`];
  }

  private loop({ label, condition, body, next }: Extract<Op, { kind: 'loop' }>): Block {
    this.loops.push(label);
    const inner = this.block(body);
    this.loops.pop();
    const isEndless = condition.kind === 'const' && condition.value !== 0;
    return [
      'do',
      `:: ${isEndless ? 'true' : this.print(condition)} ->`, orSkip([...inner, ...this.target(`${label}c`), ...this.block(next)]),
      ...(isEndless ? [] : [':: else -> break']),
      'od;',
      ...this.target(label),
    ];
  }

  private labelled({ label, body }: Extract<Op, { kind: 'labelled' }>): Block {
    const last = body.at(-1);
    // A jump to the end as the last operation is superfluous.
    const needed = last?.kind === 'break' && last.label === label ? body.slice(0, -1) : body;
    return [...this.block(needed), ...this.target(label)];
  }

  private assertion({ condition, assertion }: Extract<Op, { kind: 'assert' }>): Block {
    if (condition.kind === 'const' && condition.value !== 0) return [];
    const property = this.context.property(assertion);
    const failed = this.context.expressions.variables.failed();
    return [
      `${property} = ${this.print(condition)};`,
      'if', `:: !${property} && ${failed} == 0 ->`, [`${failed} = ${assertion + 1};`, `assert(${property});`], ':: else', 'fi;',
    ];
  }

  private use(label: string): string {
    this.used.add(label);
    return this.context.label(label);
  }

  private target(label: string): Block {
    return this.used.has(label) ? [`${this.context.label(label)}: skip;`] : [];
  }
}

function orSkip(block: Block): Block {
  return block.length > 0 ? block : ['skip;'];
}
