// Abstract execution of operations on sets of values: every path that an event may take, and everything that may be read and written
// on it. A local that can be one of a few values is each of them in turn, so what follows is exact for each.
import { foldBinary, foldUnary } from '../lowering/fold';
import type { Lvalue, Op } from '../ir';
import { FAILED_SLOT } from '../codegen/layout';
import { AbstractValues, TooHard } from './abstract-values';
import { distinct, type Env } from './env';
import { sameAddress } from './expression-form';
import { fitting, range, type Memory } from './memory';
import { combined, numbers, single, union, within, type ValueSet } from './value-sets';

/** A variable with more values than this is not looked at value by value. */
const VALUES = 32;
/** Rounds after which paths that come back to where they were are dropped, and after which a loop is too long. */
const COUNTED = 40;
const ROUNDS = 4096;

export class AbstractOps {
  readonly values: AbstractValues;
  /** The paths on which the model has failed. */
  failures: Env[] = [];

  constructor(private readonly memory: Memory) {
    this.values = new AbstractValues(memory, (ops, envs) => this.run(ops, envs), (env) => this.#fail(env));
  }

  #fail(env: Env): readonly Env[] {
    this.failures.push(env);
    return [];
  }

  /** The paths on which the operations end; one that leaves by an exit has its `exit`. The environments are used up. */
  run(ops: readonly Op[], envs: readonly Env[]): readonly Env[] {
    let running = envs;
    const left: Env[] = [];
    for (const op of ops) {
      const after: Env[] = [];
      for (const env of running) {
        for (const each of this.#op(op, env)) (each.exit ? left : after).push(each);
      }
      running = after.length > running.length ? distinct(after) : after;
      if (running.length === 0) break;
    }
    return left.length === 0 ? running : distinct([...left, ...running]);
  }

  #op(op: Op, env: Env): readonly Env[] {
    const { values } = this;
    switch (op.kind) {
      case 'set': return this.#update(op, env)
        ?? (op.lvalue.kind === 'field' ? values.results(op.value, env) : values.alternatives(op.value, env)).flatMap(({ value, env: each }) => this.#set(op.lvalue, value, each));
      case 'if': {
        const { yes, no } = values.test(op.condition, env);
        return [...this.run(op.then, yes), ...this.run(op.else, no)];
      }
      case 'loop': return this.#loop(op, env);
      case 'labelled': return this.run(op.body, [env]).map((each) => caught(each, 'break', op.label));
      case 'break':
      case 'continue':
        env.exit = { kind: op.kind, label: op.label };
        return [env];
      case 'return':
        if (!op.value) {
          env.exit = { kind: 'return', value: single(0) };
          return [env];
        }
        return values.results(op.value, env).map(({ value, env: each }) => {
          each.exit = { kind: 'return', value };
          return each;
        });
      case 'mark':
      case 'count': return [env];
      case 'choose': return values.results(op.set, env).flatMap(({ value, env: each }) => this.#set(op.lvalue, this.#members(value, op.lvalue), each));
      case 'reset': {
        const ids = numbers(values.value(op.id, env), this.memory.pool(op.object));
        for (const id of ids) this.#reset(op.object, id, op.isNew, env, ids.length === 1);
        return ids.length > 0 ? [env] : this.#fail(env);
      }
      case 'assert': {
        const { yes, no } = values.test(op.condition, env);
        for (const each of no) {
          values.read([FAILED_SLOT], each);
          this.#store(FAILED_SLOT, single(op.assertion + 1), each, false);
        }
        return [...yes, ...no];
      }
      case 'limit': {
        const { yes, no } = values.test(op.condition, env);
        for (const each of no) this.#fail(each);
        return yes;
      }
      case 'require': {
        const { yes } = values.test(op.condition, env);
        return yes;
      }
    }
  }

  #loop(op: Extract<Op, { kind: 'loop' }>, env: Env): readonly Env[] {
    const ended: Env[] = [];
    const seen = new Set<string>();
    let running: readonly Env[] = [env];
    for (let round = 0; running.length > 0; round++) {
      if (round > ROUNDS) throw new TooHard('a loop');
      const inside: Env[] = [];
      for (const each of running) {
        const { yes, no } = this.values.test(op.condition, each);
        inside.push(...yes);
        ended.push(...no);
      }
      const after: Env[] = [];
      for (const each of this.run(op.body, inside).map((end) => caught(end, 'continue', op.label))) {
        if (each.exit) ended.push(caught(each, 'break', op.label));
        else after.push(each);
      }
      // A loop that counts ends by itself; any other comes back to where it was.
      running = round < COUNTED ? this.run(op.next, after) : this.run(op.next, after).filter((each) => {
        const key = `${each.key}|${each.needsKey}`;
        return !seen.has(key) && seen.add(key);
      });
    }
    return distinct(ended);
  }

  #set(lvalue: Lvalue, value: ValueSet, env: Env): readonly Env[] {
    if (lvalue.kind !== 'field') {
      const fit = lvalue.kind === 'slot' ? within(value, lvalue.slot.min, lvalue.slot.max) : value;
      if (fit.length === 0) return this.#fail(env);
      const each = fit === 'any' || fit.length > VALUES ? [fit] : fit.map(single);
      return each.map((one, index) => {
        const next = index === each.length - 1 ? env : env.copy();
        if (lvalue.kind === 'temp') next.temps.set(lvalue.temp.name, one);
        else next.locals[lvalue.slot.offset] = one;
        return next;
      });
    }
    const slots = this.values.slots(lvalue, env);
    const fit = fitting(value, lvalue.type);
    if (slots.length === 0 || fit.length === 0) return this.#fail(env);
    for (const slot of slots) this.#store(slot, fit, env, slots.length === 1);
    return [env];
  }

  /** The objects that may be in one of these sets. */
  #members(sets: ValueSet, { type }: Lvalue): ValueSet {
    const most = type.kind === 'object' ? this.memory.pool(type.name) : 0;
    return numbers('any', most).filter((id) => sets === 'any' || sets.some((set) => foldBinary('in', id, set) !== 0));
  }

  /** An assignment that changes a set by some members, or adds to a number, whatever there was before; undefined for any other. */
  #update({ lvalue, value }: Extract<Op, { kind: 'set' }>, env: Env): readonly Env[] | undefined {
    const { values, memory } = this;
    if (lvalue.kind !== 'field' || value.kind !== 'binary' || memory.isWide(lvalue.type) || !sameAddress(value.left, lvalue)) return undefined;
    const { operator, right } = value;
    if ((operator === 'union' || operator === 'minus') && right.kind === 'unary' && right.operator === 'bit') {
      const slots = values.slots(lvalue, env);
      const members = values.value(right.operand, env);
      if (members.length === 0) return this.#fail(env);
      for (const slot of slots) {
        const after = combined(this.#held(slot, env), members, (set, id) => foldBinary(operator, set, foldUnary('bit', id)));
        for (const cell of memory.cellsOf(slot, members)) env.accesses.writes.add(cell);
        this.#hold(slot, after, env, slots.length === 1);
      }
      return slots.length > 0 ? [env] : this.#fail(env);
    }
    if (operator !== '+' && operator !== '-') return undefined;
    const amount = values.value(right, env);
    const sign = signOf(amount) * (operator === '+' ? 1 : -1);
    if (sign === 0) return undefined;
    const slots = values.slots(lvalue, env);
    for (const slot of slots) {
      for (const cell of memory.cellsOf(slot)) env.accesses[sign > 0 ? 'increments' : 'decrements'].add(cell);
      this.#hold(slot, range(lvalue.type), env, slots.length === 1);
    }
    return slots.length > 0 ? [env] : this.#fail(env);
  }

  /** `isSure`: no other slot can be meant. */
  #store(slot: number, value: ValueSet, env: Env, isSure: boolean): void {
    for (const cell of this.memory.cellsOf(slot)) env.accesses.writes.add(cell);
    this.#hold(slot, value, env, isSure);
  }

  #hold(slot: number, value: ValueSet, env: Env, isSure: boolean): void {
    env.stores.set(slot, isSure ? value : union(this.#held(slot, env), value));
    this.memory.add(slot, value);
  }

  #held(slot: number, env: Env): ValueSet {
    return env.stores.get(slot) ?? env.needs.get(slot) ?? this.memory.at(slot);
  }

  /** `new` and `free`: every field of the object and of its children is as at boot. */
  #reset(object: string, id: number, isNew: boolean, env: Env, isSure: boolean): void {
    const { world, layout } = this.memory.parts;
    const pool = layout.pools.get(object);
    const instance = world.instance(object, id);
    if (!pool || !instance) return;
    const base = pool.base + (id - 1) * pool.stride;
    for (const [name, { offset, length, words }] of pool.fields) {
      for (let at = 0; at < length * words; at++) this.#store(base + offset + at, single(instance.initial.get(name) ?? 0), env, isSure);
    }
    if (pool.inUse !== undefined) {
      this.values.read([base + pool.inUse], env);
      this.#store(base + pool.inUse, single(isNew ? 1 : 0), env, isSure);
    }
    for (const field of instance.type.fields) {
      if (field.modifier !== 'own' || field.type.kind !== 'object') continue;
      for (const child of instance.children.get(field.name) ?? []) this.#reset(field.type.name, child, isNew, env, isSure);
    }
  }
}

function caught(env: Env, kind: 'break' | 'continue', label: string): Env {
  if (env.exit?.kind === kind && env.exit.label === label) env.exit = undefined;
  return env;
}

/** Whether all are at least 0 (1), or at most (-1), or not known (0). */
function signOf(amount: ValueSet): number {
  if (amount === 'any' || amount.length === 0) return 0;
  if (amount.every((value) => value >= 0)) return 1;
  return amount.every((value) => value <= 0) ? -1 : 0;
}
