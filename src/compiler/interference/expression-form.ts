// What can be told of an expression from its form alone, without knowing what slots may hold.
import type { BinaryOperator } from '../../language/tree';
import { foldBinary } from '../lowering/fold';
import type { Value } from '../ir';

/** Operators whose result is not a truth value. */
export function isArithmetic(operator: BinaryOperator): boolean {
  return ['+', '-', '*', '/', '%', 'union', 'minus'].includes(operator);
}

/** Do two lvalues have one address, whatever it is? They are evaluated one after the other, with no write between. */
export function sameAddress(one: Value, other: Value): boolean {
  switch (one.kind) {
    case 'const': return other.kind === 'const' && one.value === other.value;
    case 'temp': return other.kind === 'temp' && one.temp.name === other.temp.name;
    case 'slot': return other.kind === 'slot' && one.slot.offset === other.slot.offset;
    case 'field':
    case 'table':
      return (other.kind === 'field' || other.kind === 'table') && one.kind === other.kind && one.object === other.object && one.field === other.field
        && sameAddress(one.id, other.id) && (one.index ? other.index !== undefined && sameAddress(one.index, other.index) : !other.index);
    default: return false;
  }
}

/** What the value is where its slot holds `held`; undefined where the program fails. */
export function computed(value: Value, held: number): number | undefined {
  if (value.kind === 'const') return value.value;
  if (value.kind !== 'binary') return held;
  const [left, right] = [computed(value.left, held), computed(value.right, held)];
  return left === undefined || right === undefined ? undefined : foldBinary(value.operator, left, right);
}
