// Values and structured code to JavaScript text. The text uses short names for what runtime.ts and link.ts provide: S the
// state, N a checked reference, X a checked index, R a checked range, U what is told of a limit, M a member of a set, K tables, F formatting, T a test of the version, Z `new` and
// `free`, P pure functions, H the coverage counters; W, V, BW, CW and MW are the same for wide sets (set-words.ts), which are BigInts here.
import type { KernelTree, Span } from '../../language/tree';
import { interval, typeInterval } from '../lowering/fold';
import type { FieldValue, Lvalue, Op, Site, Text, Value } from '../ir';
import { FAILED_SLOT, type Layout } from './layout';
import type { VersionSet } from '../version-set';
import { lengthOf, type World } from '../lowering/world';
import { isWide, wordsOf } from '../set-words';

/** A `const` field or `own` children, for all objects of a type; `width` is the largest number of elements. */
export interface TableKey {
  readonly object: string;
  readonly field: string;
  readonly width: number;
}

/**
 * Prints values and operations of one program. It collects the positions, tables and pure functions that the text refers to.
 * Invariant: what does the same with the same slots, from the same positions, has the same text, in whatever program. So it is compiled once (runtime.ts).
 */
export class Generator {
  /** By their numbers. */
  readonly sites = new Map<number, Site>();
  readonly tables = new Map<string, TableKey>();
  /** The pure functions that are called. */
  readonly called = new Set<string>();
  /** The temporaries of the function that is printed, with the values that they begin with. */
  private temps = new Map<string, '0' | '0n'>();
  /** What its temporaries and labels, which are numbered over the whole program, are called in it. */
  private names: Map<string, string> | undefined;
  /** First local slot of the task whose code is generated. */
  area = 0;
  /** Whether the code's parameter `m` is an `AssertionReport` instead of the list of marks. */
  isReporting = false;

  constructor(
    readonly kernel: KernelTree,
    readonly world: World,
    readonly layout: Layout,
  ) {}

  /** The text that `emit` returns, after declarations of the temporaries in it: of all but the parameters of a pure function, which `params` names. */
  scoped(emit: () => string, params: readonly string[] = []): string {
    const { temps, names } = this;
    this.temps = new Map();
    this.names = new Map(params.map((param, i) => [param, parameter(i)]));
    const body = emit();
    const declarations = this.temps.size > 0 ? `let ${[...this.temps].map(([name, first]) => `${name}=${first}`).join(',')};` : '';
    Object.assign(this, { temps, names });
    return declarations + body;
  }

  site(site: Site): number {
    const number = siteNumber(site);
    this.sites.set(number, site);
    return number;
  }

  private table(object: string, field: string): { readonly name: string; readonly width: number } {
    const name = `${object}.${field}`;
    let table = this.tables.get(name);
    if (!table) {
      const width = Math.max(1, ...this.world.pool(object).map((instance) => (instance.constants.get(field) ?? instance.children.get(field) ?? []).length));
      this.tables.set(name, table = { object, field, width });
    }
    return { name: `K[${JSON.stringify(name)}]`, width: table.width };
  }

  private temp(name: string, first: '0' | '0n'): string {
    const known = this.names?.get(name);
    const printed = this.name(name);
    // A parameter has a name before it is used.
    if (known === undefined) this.temps.set(printed, first);
    return printed;
  }

  /** Outside of a function that is `scoped`, temporaries are what they are called. */
  private name(name: string): string {
    const { names } = this;
    if (!names) return name;
    let known = names.get(name);
    if (known === undefined) names.set(name, known = parameter(names.size));
    return known;
  }

  /** A JavaScript expression for a value of any type: a BigInt for a wide set, a number otherwise. */
  value(value: Value): string {
    return this.isWide(value) ? this.wideSet(value) : this.number(value);
  }

  private isWide({ type }: Value): boolean {
    return isWide(type, this.world);
  }

  /** A JavaScript expression for the set as a BigInt. */
  private wideSet(value: Value): string {
    switch (value.kind) {
      case 'const': return `${value.value}n`;
      case 'temp':
        return this.temp(value.temp.name, '0n');
      case 'slot':
      case 'field': return `W(S,${this.place(value)},${wordsOf(value.type, this.world)})`;
      case 'unary': return `BW(${this.number(value.operand)})`;
      case 'binary': return `(${this.wideSet(value.left)}${value.operator === 'union' ? '|' : '&~'}${this.wideSet(value.right)})`;
      case 'conditional': return `(${this.condition(value.condition)}?${this.wideSet(value.then)}:${this.wideSet(value.else)})`;
      // A function that ends without a result returns 0.
      case 'call': return `BigInt(${this.number(value)})`;
      default: throw new Error(`a ${value.kind} is no set`);
    }
  }

  /** How many members the set has: a JavaScript expression. */
  count(set: Value): string {
    return this.isWide(set) ? `CW(${this.wideSet(set)})` : `C(${this.number(set)})`;
  }

  /** A call of a pure function; the first argument is the task. */
  call(name: string, args: readonly string[]): string {
    this.called.add(name);
    return `P[${JSON.stringify(name)}](${['S', ...args].join(',')})`;
  }

  /** A JavaScript expression whose value is the number. */
  number(value: Value): string {
    switch (value.kind) {
      // `1 - -1`, not `1--1`.
      case 'const': return value.value < 0 ? `(${value.value})` : String(value.value);
      case 'temp':
        return this.temp(value.temp.name, '0');
      case 'slot':
      case 'field': return `S[${this.place(value)}]`;
      case 'table': {
        const { name, width } = this.table(value.object, value.field);
        const site = this.site(value.site);
        const index = value.index ? `+${this.index(value.index, String(width), site)}` : '';
        return `E(${name}[${this.number(value.id)}*${width}${index}],${site})`;
      }
      case 'size': return `L(${this.lengths(value.object, value.field)},${this.number(value.id)},${this.site(value.site)})`;
      case 'versions': return `(${this.isAmong(value.versions)}?1:0)`;
      case 'pool': return String(this.world.pool(value.object).length);
      case 'unary':
        switch (value.operator) {
          case '!': return `(${this.condition(value.operand)}?0:1)`;
          case '-': return `(-${this.number(value.operand)})`;
          case 'bit': return `B(${this.number(value.operand)})`;
          case 'count': return this.count(value.operand);
        }
        break;
      case 'binary': return this.binary(value);
      case 'conditional': return `(${this.condition(value.condition)}?${this.number(value.then)}:${this.number(value.else)})`;
      case 'call': return this.call(value.function, [this.number(value.current), ...value.args.map((arg) => this.value(arg))]);
    }
    throw new Error('unknown value');
  }

  private lengths(object: string, field: string): string {
    const lengths = this.world.pool(object).map((instance) => lengthOf(instance, field));
    return `[0,${lengths.join(',')}]`;
  }

  private binary(value: Extract<Value, { kind: 'binary' }>): string {
    switch (value.operator) {
      case '+': case '-': case '*': return `(${this.number(value.left)}${value.operator}${this.number(value.right)})`;
      case '/': case '%': return `D(${this.number(value.left)},${this.number(value.right)},${JSON.stringify(value.operator)},${this.site(value.site)})`;
      case 'union': return `(${this.number(value.left)}|${this.number(value.right)})`;
      case 'minus': return `(${this.number(value.left)}&~${this.number(value.right)})`;
      default: return `(${this.condition(value)}?1:0)`;
    }
  }

  /** A JavaScript expression for whether the version that runs is one of these. */
  isAmong(versions: VersionSet): string {
    return `T(S,${versions})`;
  }

  /** A JavaScript expression that is truthy exactly if the value is true. */
  condition(value: Value): string {
    if (value.kind === 'unary' && value.operator === '!') return `!${this.condition(value.operand)}`;
    if (value.kind === 'binary') {
      const { left, right } = value;
      switch (value.operator) {
        case '&&': case '||': return `(${this.condition(left)}${value.operator}${this.condition(right)})`;
        case '==': case '!=':
          if (this.isWide(left) || this.isWide(right)) return `(${this.wideSet(left)}${value.operator}=${this.wideSet(right)})`;
          return `(${this.number(left)}${value.operator}=${this.number(right)})`;
        case '<': case '<=': case '>': case '>=': return `(${this.number(left)}${value.operator}${this.number(right)})`;
        case 'in':
          if (this.isWide(right)) return `((BW(${this.number(left)})&${this.wideSet(right)})!==0n)`;
          return `((B(${this.number(left)})&${this.number(right)})!==0)`;
      }
    }
    if (value.kind === 'const') return value.value ? 'true' : 'false';
    if (value.kind === 'versions') return this.isAmong(value.versions);
    return `(${this.number(value)}!==0)`;
  }

  private index(index: Value, length: string, site: number): string {
    return index.kind === 'const' && index.value >= 0 && index.value < Number(length) ? String(index.value) : `X(${this.number(index)},${length},${site})`;
  }

  private address(lvalue: FieldValue): string {
    const pool = this.layout.pools.get(lvalue.object);
    const field = pool?.fields.get(lvalue.field);
    if (!pool || !field) throw new Error(`${lvalue.object}.${lvalue.field} has no slot in the state`);
    const site = this.site(lvalue.site);
    const index = lvalue.index ? this.index(lvalue.index, String(field.length), site) : '0';
    const plus = (at: number): string => (/^\d+$/.test(index) ? String(at + Number(index) * field.words) : `${at}+${index}${field.words > 1 ? `*${field.words}` : ''}`);
    if (lvalue.id.kind === 'const' && lvalue.id.value > 0) return plus(pool.base + (lvalue.id.value - 1) * pool.stride + field.offset);
    const at = plus(pool.base - pool.stride + field.offset);
    return `${at}+N(${this.number(lvalue.id)},${site})*${pool.stride}`;
  }

  /** The first slot of what is in the state. */
  private place(lvalue: Exclude<Lvalue, { kind: 'temp' }>): string {
    return lvalue.kind === 'field' ? this.address(lvalue) : String(this.area + lvalue.slot.offset);
  }

  ops(ops: readonly Op[]): string {
    return ops.map((op) => this.op(op)).join('');
  }

  private op(op: Op): string {
    switch (op.kind) {
      case 'set':
        if (!this.isWide(op.lvalue)) return `${this.number(op.lvalue)}=${this.ranged(op)};`;
        if (op.lvalue.kind === 'temp') return `${this.wideSet(op.lvalue)}=${this.wideSet(op.value)};`;
        return `V(S,${this.place(op.lvalue)},${wordsOf(op.lvalue.type, this.world)},${this.wideSet(op.value)});`;
      case 'if': {
        const otherwise = op.else.length > 0 ? `else{${this.ops(op.else)}}` : '';
        return `if(${this.condition(op.condition)}){${this.ops(op.then)}}${otherwise}`;
      }
      case 'loop': {
        const label = this.name(op.label);
        return `${label}:for(;${this.condition(op.condition)};){${label}c:{${this.ops(op.body)}}${this.ops(op.next)}}`;
      }
      case 'labelled': return `${this.name(op.label)}:{${this.ops(op.body)}}`;
      case 'break': return `break ${this.name(op.label)};`;
      case 'continue': return `break ${this.name(op.label)}c;`;
      case 'reset': return `Z[${JSON.stringify(op.object)}](S,${this.number(op.id)},${op.isNew},${this.site(op.site)});`;
      case 'choose': return `${this.number(op.lvalue)}=${this.isWide(op.set) ? 'MW' : 'M'}(${this.value(op.set)},a);`;
      case 'mark': return this.isReporting ? '' : `if(m!==undefined)m.push(${JSON.stringify(op.name)});`;
      case 'count': return this.isReporting ? '' : `H[${op.index}]++;`;
      case 'assert': {
        const reached = this.isReporting ? `m.reached.push(${op.assertion});` : '';
        const message = this.isReporting ? `m.messages.push(${this.text(op.message)});` : '';
        return `${reached}if(!${this.condition(op.condition)}&&S[${FAILED_SLOT}]===0){S[${FAILED_SLOT}]=${op.assertion + 1};${message}}`;
      }
      case 'limit': return `if(!${this.condition(op.condition)})${op.isNull ? `N(0,${this.site(op.site)})` : `U(${this.text(op.message)},${this.site(op.site)})`};`;
      case 'require': return `if(!${this.condition(op.condition)})return ${this.text(op.message)};`;
      case 'return': return `return ${op.value ? this.value(op.value) : '0'};`;
    }
  }

  private ranged(op: Extract<Op, { kind: 'set' }>): string {
    const value = this.number(op.value);
    if (op.lvalue.kind === 'temp') return value;
    const [min, max] = op.lvalue.kind === 'slot' ? [op.lvalue.slot.min, op.lvalue.slot.max] : typeInterval(op.lvalue.type);
    if (max === Infinity) return value;
    const [low, high] = interval(op.value);
    return low >= min && high <= max ? value : `R(${value},${min},${max},${this.site(op.site)},${JSON.stringify(nameOf(op.lvalue))})`;
  }

  text(text: Text): string {
    const parts = text.map((part) => (typeof part === 'string' ? JSON.stringify(part) : `F(${this.value(part)},${JSON.stringify(part.type)})`));
    return parts.length > 0 ? parts.join('+') : '""';
  }
}

/** `page.refcount`, or the name of a variable. */
function nameOf(lvalue: Lvalue): string {
  if (lvalue.kind === 'field') return `${lvalue.object}.${lvalue.field}`;
  return lvalue.kind === 'slot' ? `\`${lvalue.slot.name}\`` : 'a value';
}

/** What the i-th parameter of a pure function is called. */
export function parameter(i: number): string {
  return `v${i}`;
}

/** The same number for the same place of a tree, in all programs that are made from it. */
function siteNumber({ source, span }: Site): number {
  const known = siteNumbers.get(span);
  if (known?.source === source) return known.number;
  const number = nextSite++;
  if (!known) siteNumbers.set(span, { source, number });
  return number;
}

const siteNumbers = new WeakMap<Span, { readonly source: string; readonly number: number }>();
let nextSite = 0;
