// Values that are functions or tables. Each is a constant, or a choice between such values: what a `const` field holds is known of
// every object, so all that a call can come to is known when a program is compiled.
import type { Expr, Type } from '../../language/tree';
import { BOOL, binary, conditional, constant } from './fold';
import type { Site, Value } from '../ir';
import type { World } from './world';

export class CodeValues {
  constructor(private readonly world: World) {}

  /** What a `const` field of some object holds: the only value that there is, or a choice of which one it is. */
  possible(field: Extract<Value, { kind: 'table' }>, site: Site): Value {
    const { type } = field;
    const values = this.world.codeIn(field.object, field.field).map((number) => constant(number, type));
    const last = values.pop();
    if (!last) return field;
    return values.reduceRight((rest, value) => conditional(binary('==', field, value, BOOL, site), value, rest, type), last);
  }

  /** A member of a table, or of each of those that are possible. `lower` is for what a table has, which is constant in a version. */
  member(expr: Extract<Expr, { kind: 'member' }>, table: Value, lower: (entry: Expr) => Value): Value {
    const { type } = expr;
    if (table.kind === 'conditional') {
      return either(table.condition, this.member(expr, table.then, lower), this.member(expr, table.else, lower), type);
    }
    if (table.kind !== 'const') return { ...table, type };
    const entry = this.world.code.entry(table.value, expr.member);
    return entry ? lower(entry) : constant(0, type);
  }
}

/** One of the two values; the condition is not evaluated where they are the same constant that says what is called. */
export function either(condition: Value, then: Value, otherwise: Value, type: Type): Value {
  const isCode = type.kind === 'function' || type.kind === 'operations';
  if (isCode && then.kind === 'const' && otherwise.kind === 'const' && then.value === otherwise.value) return then;
  return conditional(condition, then, otherwise, type);
}
