// Values to Promela expressions. Null is 0 and object n is element n - 1, so following null is an index of -1, which Spin itself
// reports, in the simulation and in the verifier, and only if the expression is evaluated.
import type { FieldValue, Value } from '../ir';
import type { Parts } from '../codegen/parts';
import { lengthOf } from '../lowering/world';
import type { FieldArray, Variables } from './state-variables';

/** The names in expressions that depend on where the expression is. */
export interface ExpressionContext {
  local(offset: number): string;
  temp(name: string): string;
  macro(func: string): string;
}

/** Macros that expressions use. */
export const HELPERS = [
  '/* Hidden from the state, except with -DCORES: Spin cannot hide anything when it uses several cores or searches breadth first. */',
  '#ifdef CORES',
  '#define HIDDEN',
  '#else',
  '#define HIDDEN hidden',
  '#endif',
  '#define bit_of(x) ((x) == 0 -> 0 : 1 << ((x) - 1)) /* the set of one object */',
  '#define within(i, n) ((i) >= 0 && (i) < (n) -> (i) : -99999) /* Spin reports the index that results */',
  '#define divisor(x) ((x) + nothing[(x) == 0]) /* Spin reports the index that results */',
  'HIDDEN byte nothing[1] = 0;',
];

export class ExpressionPrinter {
  constructor(private readonly parts: Parts, readonly variables: Variables, private readonly context: ExpressionContext) {}

  print(value: Value): string {
    switch (value.kind) {
      case 'const': return value.value < 0 ? `(${value.value})` : String(value.value);
      case 'temp': return this.context.temp(value.temp.name);
      case 'slot': return this.context.local(value.slot.offset);
      case 'field': return this.field(value);
      case 'table': return this.element(this.variables.table(value.object, value.field), value.id, value.index);
      case 'size': return value.id.kind === 'const' && value.id.value > 0
        ? String(lengthOf(this.parts.world.instance(value.object, value.id.value)!, value.field))
        : `${this.variables.sizes(value.object, value.field)}[${this.before(value.id)}]`;
      // A model is of one version.
      case 'versions': return 'true';
      case 'pool': return String(this.parts.world.pool(value.object).length);
      case 'unary': return this.unary(value);
      case 'binary': return this.binary(value);
      case 'conditional': return `(${this.print(value.condition)} -> ${this.print(value.then)} : ${this.print(value.else)})`;
      case 'call': return `${this.context.macro(value.function)}(${[value.current, ...value.args].map((arg) => this.print(arg)).join(', ')})`;
    }
  }

  /** The left side of an assignment; undefined if no object has such a field. */
  lvalue(lvalue: FieldValue | Extract<Value, { kind: 'slot' | 'temp' }>): string | undefined {
    if (lvalue.kind !== 'field') return this.print(lvalue);
    return this.variables.field(lvalue.object, lvalue.field) && this.field(lvalue, false);
  }

  private field(value: FieldValue, foldFixed = true): string {
    const { pools } = this.parts.layout;
    const pool = pools.get(value.object);
    const extent = pool?.fields.get(value.field);
    if (foldFixed && pool && extent && value.id.kind === 'const' && value.id.value > 0 && (!value.index || value.index.kind === 'const')) {
      const index = value.index?.kind === 'const' ? value.index.value : 0;
      const fixed = index >= 0 && index < extent.length ? this.variables.fixed(pool.base + (value.id.value - 1) * pool.stride + extent.offset + index) : undefined;
      if (fixed !== undefined) return fixed < 0 ? `(${fixed})` : String(fixed);
    }
    return this.element(this.variables.field(value.object, value.field), value.id, value.index);
  }

  private element(array: FieldArray | undefined, id: Value, index: Value | undefined): string {
    // No object has the field, so the id is null, and the index of -1 is the error.
    if (!array) return `nothing[${this.before(id)}]`;
    const { name, width, sizes } = array;
    if (id.kind === 'const' && (!index || index.kind === 'const')) return `${name}[${(id.value - 1) * width + (index?.value ?? 0)}]`;
    if (width === 1 && !index) return `${name}[${this.before(id)}]`;
    const first = width === 1 ? this.before(id) : id.kind === 'const' ? String((id.value - 1) * width) : `(${this.print(id)} - 1) * ${width}`;
    if (!index || (index.kind === 'const' && index.value === 0 && !sizes)) return `${name}[${first}]`;
    const at = index.kind === 'const' && index.value < width && !sizes ? String(index.value) : `within(${this.print(index)}, ${sizes ? `${sizes}[${this.before(id)}]` : width})`;
    return `${name}[${first === '0' ? '' : `${first} + `}${at}]`;
  }

  private before(id: Value): string {
    return id.kind === 'const' ? String(id.value - 1) : `${this.print(id)} - 1`;
  }

  private unary({ operator, operand }: Extract<Value, { kind: 'unary' }>): string {
    const inner = this.print(operand);
    switch (operator) {
      case '!': return `!(${inner})`;
      case '-': return `(-(${inner}))`;
      case 'bit': return `bit_of(${inner})`;
      case 'count': {
        const members = operand.type.kind === 'set' ? this.parts.world.pool(operand.type.name).length : 31;
        return `(${Array.from({ length: Math.max(1, members) }, (_, bit) => `((${inner} >> ${bit}) & 1)`).join(' + ')})`;
      }
    }
  }

  private binary({ operator, left, right }: Extract<Value, { kind: 'binary' }>): string {
    const [a, b] = [this.print(left), this.print(right)];
    switch (operator) {
      case '/': case '%': return `(${a} ${operator} divisor(${b}))`;
      case 'in': return `((bit_of(${a}) & ${b}) != 0)`;
      case 'union': return `(${a} | ${b})`;
      case 'minus': return `(${a} & ~${b})`;
      default: return `(${a} ${operator} ${b})`;
    }
  }
}
