// Constant propagation along one path through an event: branches that are never taken are not in the exported model.
import type { Lvalue, Op, Value } from '../ir';
import { isConst, type Folding, type Knowledge } from './folding';

/** The variables whose values are known at some point of a path. */
export class Constants implements Knowledge {
  private constructor(private readonly known: Map<string, Value>) {}

  static none(): Constants {
    return new Constants(new Map());
  }

  copy(): Constants {
    return new Constants(new Map(this.known));
  }

  temp(name: string): Value | undefined {
    return this.known.get(name);
  }

  slot(offset: number): Value | undefined {
    return this.known.get(`#${offset}`);
  }

  assign(lvalue: Lvalue, value: Value): void {
    const key = keyOf(lvalue);
    if (key === undefined) return;
    if (value.kind === 'const') this.known.set(key, value);
    else this.known.delete(key);
  }

  /** Keeps what both know. */
  meet(other: Constants): void {
    for (const [key, value] of this.known) {
      const same = other.known.get(key);
      if (same?.kind !== 'const' || value.kind !== 'const' || same.value !== value.value) this.known.delete(key);
    }
  }

  /** Forgets what the operations may assign. */
  forget(ops: readonly Op[]): void {
    for (const op of ops) {
      if (op.kind === 'set') this.known.delete(keyOf(op.lvalue) ?? '');
      if (op.kind === 'if') this.forget([...op.then, ...op.else]);
      if (op.kind === 'loop') this.forget([...op.body, ...op.next]);
      if (op.kind === 'labelled') this.forget(op.body);
    }
  }
}

function keyOf(lvalue: Lvalue): string | undefined {
  return lvalue.kind === 'temp' ? lvalue.temp.name : lvalue.kind === 'slot' ? `#${lvalue.slot.offset}` : undefined;
}

/** The operations with constants put in and without branches that are never taken. `known` becomes what is known after them. */
export function propagate(ops: readonly Op[], known: Constants, folding: Folding): Op[] {
  return ops.flatMap((op): Op[] => {
    const fold = <T extends Value>(value: T): T => folding.fold(value, known) as T;
    switch (op.kind) {
      case 'set': {
        const value = fold(op.value);
        const lvalue = op.lvalue.kind === 'field' ? fold(op.lvalue) : op.lvalue;
        known.assign(lvalue, value);
        return [{ ...op, lvalue, value }];
      }
      case 'if': {
        const condition = fold(op.condition);
        if (condition.kind === 'const') return propagate(isConst(condition, true) ? op.then : op.else, known, folding);
        const other = known.copy();
        const then = propagate(op.then, known, folding);
        const otherwise = propagate(op.else, other, folding);
        known.meet(other);
        return [{ kind: 'if', condition, then, else: otherwise }];
      }
      case 'loop': {
        known.forget([op]);
        const condition = folding.fold(op.condition, known);
        const [body, next] = [op.body, op.next].map((part) => propagate(part, known.copy(), folding));
        return [{ ...op, condition, body: body!, next: next! }];
      }
      case 'labelled': {
        // Control may leave from the middle of the body, so what is known at its end is not known after it.
        const body = propagate(op.body, known.copy(), folding);
        known.forget(op.body);
        return [{ ...op, body }];
      }
      case 'reset': return [{ ...op, id: fold(op.id) }];
      case 'assert':
      case 'limit': return [{ ...op, condition: fold(op.condition) }];
      default: return [op];
    }
  });
}
