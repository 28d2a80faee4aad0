// Constant folding of values with what is known about variables, and with all that the objects of the program have in common.
import { binary, BOOL, boolean, conditional, constant, unary } from '../lowering/fold';
import type { Site, Value } from '../ir';
import { lengthOf, type World } from '../lowering/world';

/** What variables can be replaced by at some point of the program. */
export interface Knowledge {
  temp(name: string): Value | undefined;
  slot?(offset: number): Value | undefined;
}

const NOWHERE: Site = { source: '', span: [0, 0, 0, 0] };

export class Folding {
  constructor(private readonly world: World) {}

  fold(value: Value, known: Knowledge): Value {
    const inner = (part: Value): Value => this.fold(part, known);
    switch (value.kind) {
      case 'temp': return known.temp(value.temp.name) ?? value;
      case 'slot': return known.slot?.(value.slot.offset) ?? value;
      case 'field': return { ...value, id: inner(value.id), ...(value.index && { index: inner(value.index) }) };
      case 'table': {
        const [id, index] = [inner(value.id), value.index && inner(value.index)];
        const fixed = id.kind === 'const' && (!index || index.kind === 'const') ? this.lookUp(value, id.value, index?.value ?? 0) : undefined;
        return fixed === undefined ? { ...value, id, ...(index && { index }) } : constant(fixed, value.type);
      }
      case 'size': {
        const id = inner(value.id);
        const instance = id.kind === 'const' ? this.world.instance(value.object, id.value) : undefined;
        return instance ? constant(lengthOf(instance, value.field), value.type) : { ...value, id };
      }
      case 'versions': return boolean(true);
      case 'pool': return constant(this.world.pool(value.object).length, value.type);
      case 'unary': return value.operator === '!' ? not(inner(value.operand)) : unary(value.operator, inner(value.operand), value.type);
      case 'binary': return this.binary(value, inner(value.left), inner(value.right));
      case 'conditional': return conditional(inner(value.condition), inner(value.then), inner(value.else), value.type);
      case 'call': return { ...value, current: inner(value.current), args: value.args.map(inner) };
      case 'const': return value;
    }
  }

  private binary({ operator, type, site }: Extract<Value, { kind: 'binary' }>, left: Value, right: Value): Value {
    if (operator === '&&') return and(left, right);
    if (operator === '||') return or(left, right);
    if ((operator === '+' || operator === '-') && isZero(right)) return left;
    if (operator === '+' && isZero(left)) return right;
    const known = operator === '<=' ? this.atMost(left, right) : undefined;
    return known === undefined ? binary(operator, left, right, type, site) : boolean(known);
  }

  /** Whether a counter is within a bound, if that is the same for all objects and in all states. It decides when the unrolling of a loop ends. */
  private atMost(counter: Value, bound: Value): boolean | undefined {
    if (counter.kind !== 'const') return undefined;
    const [min, max] = this.range(bound);
    return counter.value <= min ? true : counter.value > max ? false : undefined;
  }

  private range(value: Value): readonly [number, number] {
    if (value.kind === 'const') return [value.value, value.value];
    if (value.kind === 'size') {
      const sizes = this.world.pool(value.object).map((instance) => lengthOf(instance, value.field));
      return [Math.min(...sizes), Math.max(...sizes)];
    }
    if (value.kind === 'binary' && (value.operator === '+' || value.operator === '-')) {
      const [[min, max], [low, high]] = [this.range(value.left), this.range(value.right)];
      return value.operator === '+' ? [min + low, max + high] : [min - high, max - low];
    }
    if (value.kind === 'conditional') {
      const [[min, max], [low, high]] = [this.range(value.then), this.range(value.else)];
      return [Math.min(min, low), Math.max(max, high)];
    }
    return [-Infinity, Infinity];
  }

  private lookUp({ object, field }: Extract<Value, { kind: 'table' }>, id: number, index: number): number | undefined {
    const instance = this.world.instance(object, id);
    return (instance?.constants.get(field) ?? instance?.children.get(field))?.[index];
  }
}

export function isConst(value: Value, truth: boolean): boolean {
  return value.kind === 'const' && (value.value !== 0) === truth;
}

function isZero(value: Value): boolean {
  return value.kind === 'const' && value.value === 0;
}

export function not(value: Value): Value {
  return value.kind === 'unary' && value.operator === '!' ? value.operand : unary('!', value, BOOL);
}

export function and(left: Value, right: Value): Value {
  return isConst(right, true) ? left : isConst(right, false) ? right : binary('&&', left, right, BOOL, NOWHERE);
}

export function or(left: Value, right: Value): Value {
  return isConst(right, false) ? left : isConst(right, true) ? right : binary('||', left, right, BOOL, NOWHERE);
}
