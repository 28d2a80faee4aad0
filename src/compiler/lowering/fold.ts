// Constructors of values with constant folding. Through them code of other versions, of other file systems and of branches
// that a constant argument rules out never becomes part of the program.
import type { BinaryOperator, Type } from '../../language/tree';
import type { Site, Value } from '../ir';
import { WORD_BITS } from '../set-words';

/** The type of conditions. */
export const BOOL: Type = { kind: 'bool' };
export const INT: Type = { kind: 'int', min: -1024, max: 1023 };

/** `value` in the form that states have: an enum member by index, an object by id (0 for null), a set by its bits. */
export function constant(value: number, type: Type): Value {
  return { kind: 'const', value, type };
}

/** `true` as 1, `false` as 0. */
export function boolean(value: boolean): Value {
  return constant(value ? 1 : 0, BOOL);
}

/** Folded if the operand is constant; the set of an object that is in no set of one word is not. */
export function unary(operator: '!' | '-' | 'bit' | 'count', operand: Value, type: Type): Value {
  if (operand.kind === 'const' && !(operator === 'bit' && operand.value > WORD_BITS)) return constant(foldUnary(operator, operand.value), type);
  return { kind: 'unary', operator, operand, type };
}

/** The operator applied to a number; `bit` makes the set of one object (up to WORD_BITS), `count` the size of a set. */
export function foldUnary(operator: '!' | '-' | 'bit' | 'count', value: number): number {
  switch (operator) {
    case '!': return value === 0 ? 1 : 0;
    case '-': return -value;
    case 'bit': return value === 0 ? 0 : 1 << (value - 1);
    case 'count': return [...value.toString(2)].filter((digit) => digit === '1').length;
  }
}

/** Folded if both operands are constant, or if the left one decides `&&` or `||`. */
export function binary(operator: BinaryOperator, left: Value, right: Value, type: Type, site: Site): Value {
  if (operator === '&&' && left.kind === 'const') return left.value ? right : left;
  if (operator === '||' && left.kind === 'const') return left.value ? left : right;
  if (operator === 'in' && right.kind === 'const' && right.value === 0) return boolean(false);
  if (left.kind === 'const' && right.kind === 'const') {
    const value = foldBinary(operator, left.value, right.value);
    if (value !== undefined) return constant(value, type);
  }
  return { kind: 'binary', operator, left, right, type, site };
}

/** Undefined for a division by zero, which has to fail when the program runs. */
export function foldBinary(operator: BinaryOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case '||': return left || right ? 1 : 0;
    case '&&': return left && right ? 1 : 0;
    case '==': return left === right ? 1 : 0;
    case '!=': return left !== right ? 1 : 0;
    case '<': return left < right ? 1 : 0;
    case '<=': return left <= right ? 1 : 0;
    case '>': return left > right ? 1 : 0;
    case '>=': return left >= right ? 1 : 0;
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return right === 0 ? undefined : Math.trunc(left / right);
    case '%': return right === 0 ? undefined : left % right;
    case 'in': return left !== 0 && left <= WORD_BITS && (right & (1 << (left - 1))) !== 0 ? 1 : 0;
    case 'union': return left | right;
    case 'minus': return left & ~right;
  }
}

/** One of the two values if the condition is constant. */
export function conditional(condition: Value, then: Value, otherwise: Value, type: Type): Value {
  if (condition.kind === 'const') return condition.value ? then : otherwise;
  return { kind: 'conditional', condition, then, else: otherwise, type };
}

/** Bounds of a value; a store needs no check where they are within the range of what it stores into. */
export function interval(value: Value): readonly [min: number, max: number] {
  switch (value.kind) {
    case 'const': return [value.value, value.value];
    case 'slot': return [value.slot.min, value.slot.max];
    case 'binary':
      if (value.operator === '+' || value.operator === '-') {
        const [a, b] = interval(value.left);
        const [c, d] = interval(value.right);
        return value.operator === '+' ? [a + c, b + d] : [a - d, b - c];
      }
      break;
    case 'unary':
      if (value.operator === '-') {
        const [a, b] = interval(value.operand);
        return [-b, -a];
      }
      break;
    case 'conditional': {
      const [a, b] = interval(value.then);
      const [c, d] = interval(value.else);
      return [Math.min(a, c), Math.max(b, d)];
    }
  }
  return typeInterval(value.type);
}

/** The range of a type whose size does not depend on the scenario. */
export function typeInterval(type: Type): readonly [min: number, max: number] {
  if (type.kind === 'int') return [type.min, type.max];
  if (type.kind === 'bool') return [0, 1];
  return [-Infinity, Infinity];
}
