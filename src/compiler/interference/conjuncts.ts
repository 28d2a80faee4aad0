// The invariants as conjunctions: one conjunct for each `require` in each round of the loops around it, with the conditions on the
// path to it. A conjunct that can never be false, whatever the slots may hold, is left out.
import { conditional, constant, unary } from '../lowering/fold';
import type { Op, Value } from '../ir';
import type { AbstractOps } from './abstract-ops';
import { Env } from './env';
import type { Memory } from './memory';
import type { Conjunct } from '../local-state';
import { mayHold, only } from './value-sets';

/** A conjunct, negated: where all of these hold it is false. */
type Negation = readonly Value[];

/** Code of a shape that is not taken apart: it may be false at any time. */
class Indivisible extends Error {}

const ROUNDS = 1000;

export class Conjuncts {
  readonly all: readonly Conjunct[];
  readonly #negations: Negation[] = [];
  /** By slot: the conjuncts that look at it. */
  readonly #of = new Map<number, number[]>();

  constructor(private readonly memory: Memory, private readonly ops: AbstractOps, invariants: readonly (readonly Op[])[]) {
    const slots: (readonly number[])[] = [];
    for (const invariant of invariants) {
      const before = this.#negations.length;
      try {
        this.#takeApart(invariant, new Map(), []);
      } catch (error) {
        if (!(error instanceof Indivisible)) throw error;
        this.#negations.length = before;
        this.#negations.push([]);
        slots[before] = this.#reads((env) => { this.ops.run(invariant, [env]); });
      }
    }
    this.all = this.#negations.map((negation, index): Conjunct => {
      const own = slots[index] ?? this.#reads((env) => { this.#mayBeFalse(negation, env); });
      for (const slot of own) this.#of.set(slot, [...this.#of.get(slot) ?? [], index]);
      return {
        slots: own,
        mayBeFalse: (held) => this.memory.with(new Map(own.map((slot) => [slot, held(slot)])), () => this.#mayBeFalse(negation)),
      };
    });
  }

  isVisible(slot: number): boolean {
    return this.#of.has(slot);
  }

  conjunctsOn(slot: number): readonly number[] {
    return this.#of.get(slot) ?? [];
  }

  #mayBeFalse(negation: Negation, env = new Env()): boolean {
    return negation.every((condition) => mayHold(this.ops.values.value(condition, env)));
  }

  #reads(action: (env: Env) => void): number[] {
    this.memory.asked = new Set();
    action(new Env());
    return [...this.memory.asked];
  }

  /** `names`: what the temporaries stand for. It is changed by assignments. */
  #takeApart(ops: readonly Op[], names: Map<string, Value>, path: readonly Value[]): void {
    for (const op of ops) {
      switch (op.kind) {
        case 'set':
          if (op.lvalue.kind !== 'temp') throw new Indivisible();
          names.set(op.lvalue.temp.name, this.#known(replaced(op.value, names)));
          break;
        case 'if': {
          const condition = this.#known(replaced(op.condition, names));
          const [then, otherwise] = [new Map(names), new Map(names)];
          this.#branch(op.then, then, [...path, condition]);
          this.#branch(op.else, otherwise, [...path, unary('!', condition, condition.type)]);
          for (const [name, before] of names) {
            const [one, other] = [then.get(name)!, otherwise.get(name)!];
            if (one !== before || other !== before) names.set(name, conditional(condition, one, other, one.type));
          }
          break;
        }
        case 'loop':
          for (let round = 0; ; round++) {
            const condition = this.#known(replaced(op.condition, names));
            if (condition.kind !== 'const' || round > ROUNDS) throw new Indivisible();
            if (!condition.value) break;
            this.#takeApart(op.body, names, path);
            this.#takeApart(op.next, names, path);
          }
          break;
        case 'require': {
          const condition = replaced(op.condition, names);
          const negation = [...path, unary('!', condition, condition.type)];
          if (this.#mayBeFalse(negation)) this.#negations.push(negation);
          break;
        }
        case 'mark': break;
        default: throw new Indivisible();
      }
    }
  }

  #branch(ops: readonly Op[], names: Map<string, Value>, path: readonly Value[]): void {
    if (this.#mayBeFalse(path)) this.#takeApart(ops, names, path);
  }

  /** A constant, if it is one and depends on no slot. */
  #known(value: Value): Value {
    const asked = this.memory.asked = new Set();
    const result = only(this.ops.values.value(value, new Env()));
    return result !== undefined && asked.size === 0 ? constant(result, value.type) : value;
  }
}

/** The value with other values for its temporaries. */
export function replaced(value: Value, names: ReadonlyMap<string, Value>): Value {
  const inner = (part: Value): Value => replaced(part, names);
  switch (value.kind) {
    case 'temp': return names.get(value.temp.name) ?? constant(0, value.type);
    case 'field':
    case 'table': return { ...value, id: inner(value.id), ...(value.index && { index: inner(value.index) }) };
    case 'size': return { ...value, id: inner(value.id) };
    case 'unary': return { ...value, operand: inner(value.operand) };
    case 'binary': return { ...value, left: inner(value.left), right: inner(value.right) };
    case 'conditional': return { ...value, condition: inner(value.condition), then: inner(value.then), else: inner(value.else) };
    case 'call': return { ...value, current: inner(value.current), args: value.args.map(inner) };
    default: return value;
  }
}

