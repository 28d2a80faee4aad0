// Abstract evaluation of expressions: the values of shared slots are known only as sets, and what is read is noted. A condition
// splits the path in two, each of which knows what the slots must hold for it.
import { foldBinary, foldUnary } from '../lowering/fold';
import type { FieldValue, Op, Value } from '../ir';
import type { Env } from './env';
import { computed, isArithmetic } from './expression-form';
import type { Memory } from './memory';
import { combined, compared, mapped, mayFail, mayHold, numbers, only, single, union, type ValueSet } from './value-sets';

const ZERO = single(0);
const DEEPEST = 60;

/** The program cannot be analysed: a loop that is too long, a function that calls itself. */
export class TooHard extends Error {}

/** A value, and the path on which it is that. */
export interface Result {
  readonly value: ValueSet;
  readonly env: Env;
}

type Compare = (a: number, b: number) => number | undefined;

export class AbstractValues {
  #depth = 0;
  readonly #pures: ReadonlyMap<string, { readonly params: readonly string[]; readonly ops: readonly Op[] }>;

  constructor(
    readonly memory: Memory,
    /** Runs operations; gives the paths on which they end. */
    private readonly run: (ops: readonly Op[], envs: readonly Env[]) => readonly Env[],
    /** Is told about each path on which the model fails. */
    private readonly failed: (env: Env) => void,
  ) {
    this.#pures = new Map(memory.parts.pures.called().map((pure) => [pure.name, pure]));
  }

  /** All that the value can be. */
  value(value: Value, env: Env): ValueSet {
    return this.#wide(value, this.#value(value, env));
  }

  /** Of a wide set, what is known of its slots or from numbers. */
  #wide({ type }: Value, result: ValueSet): ValueSet {
    return result.length === 0 || only(result) === 0 || !this.memory.isWide(type) ? result : 'any';
  }

  #value(value: Value, env: Env): ValueSet {
    switch (value.kind) {
      case 'const': return single(value.value);
      case 'temp': return env.temps.get(value.temp.name) ?? ZERO;
      case 'slot': return env.locals[value.slot.offset] ?? ZERO;
      case 'field': return this.read(this.slots(value, env), env);
      case 'table': return this.#table(value, env);
      case 'size': return this.#sizes(value.object, value.field, this.value(value.id, env));
      case 'pool': return single(this.memory.pool(value.object));
      case 'unary': {
        const { operator } = value;
        const result = mapped(this.value(value.operand, env), (operand) => foldUnary(operator, operand));
        return operator === '!' && result === 'any' ? [0, 1] : result;
      }
      default: {
        if (value.kind === 'binary' && isArithmetic(value.operator)) {
          const { operator } = value;
          return combined(this.value(value.left, env), this.value(value.right, env), (a, b) => foldBinary(operator, a, b));
        }
        return this.results(value, env.copy()).reduce<ValueSet>((all, { value: each, env: path }) => {
          env.absorb(path);
          return union(all, each);
        }, []);
      }
    }
  }

  /** What the value can be, each on a path whose condition says when. The environment is used up. */
  results(value: Value, env: Env): readonly Result[] {
    switch (value.kind) {
      case 'call': return this.#call(value, env);
      case 'conditional': {
        const { yes, no } = this.test(value.condition, env);
        return [...yes.flatMap((each) => this.results(value.then, each)), ...no.flatMap((each) => this.results(value.else, each))];
      }
      case 'binary': {
        if (isArithmetic(value.operator)) break;
        const { yes, no } = this.test(value, env);
        return [...yes.map((each) => ({ value: single(1), env: each })), ...no.map((each) => ({ value: single(0), env: each }))];
      }
    }
    const result = this.value(value, env);
    if (result.length > 0) return [{ value: result, env }];
    this.failed(env);
    return [];
  }

  /** The paths on which the condition holds, and those on which it does not. The environment is used up. */
  test(condition: Value, env: Env): { readonly yes: readonly Env[]; readonly no: readonly Env[] } {
    if (condition.kind === 'unary' && condition.operator === '!') {
      const { yes, no } = this.test(condition.operand, env);
      return { yes: no, no: yes };
    }
    if (condition.kind === 'binary') {
      const { operator, left, right } = condition;
      switch (operator) {
        case '&&': {
          const first = this.test(left, env);
          const second = first.yes.map((each) => this.test(right, each));
          return { yes: second.flatMap(({ yes }) => yes), no: [...first.no, ...second.flatMap(({ no }) => no)] };
        }
        case '||': {
          const first = this.test(left, env);
          const second = first.no.map((each) => this.test(right, each));
          return { yes: [...first.yes, ...second.flatMap(({ yes }) => yes)], no: second.flatMap(({ no }) => no) };
        }
        case '==': case '!=': case '<': case '<=': case '>': case '>=': case 'in':
          return this.#compare(left, right, operator === 'in', (a, b) => foldBinary(operator, a, b), env);
      }
    }
    if (condition.kind === 'call' || condition.kind === 'conditional') {
      const results = this.results(condition, env);
      return {
        yes: results.flatMap(({ value, env: each }) => (mayHold(value) ? [mayFail(value) ? each.copy() : each] : [])),
        no: results.flatMap(({ value, env: each }) => (mayFail(value) ? [each] : [])),
      };
    }
    return this.#compare(condition, undefined, false, (value) => (value === 0 ? 0 : 1), env);
  }

  #compare(left: Value, right: Value | undefined, isMembership: boolean, compare: Compare, env: Env): { yes: Env[]; no: Env[] } {
    const yes: Env[] = [];
    const no: Env[] = [];
    const split = (result: ValueSet, path: Env, know: (path: Env, holds: boolean) => void): void => {
      if (result.length === 0) this.failed(path);
      const other = mayHold(result) && mayFail(result) ? path.copy() : path;
      if (mayHold(result)) {
        know(path, true);
        yes.push(path);
      }
      if (mayFail(result)) {
        know(other, false);
        no.push(other);
      }
    };
    if (isMembership && right?.kind === 'field') {
      const members = this.value(left, env);
      const sets = this.#wide(right, this.read(this.slots(right, env), env, members));
      const member = only(members);
      split(compared(members, sets, compare), env, (path, holds) => {
        if (member !== undefined) this.#need(right, path, (set) => (compare(member, set) !== 0) === holds);
      });
      return { yes, no };
    }
    // The side that is a slot, with constants added perhaps, is only tested, if the other is known.
    const [slot, other, isLeft] = this.#tested(left, env) !== undefined || !right ? [left, right, true] : [right, left, false];
    const tested = this.#tested(slot, env);
    for (const known of other ? this.results(other, env) : [{ value: ZERO, env }]) {
      const constant = only(known.value);
      const against = (value: number): number | undefined => (isLeft ? compare(value, constant!) : compare(constant!, value));
      const values = tested !== undefined && constant !== undefined && !known.env.stores.has(tested) ? known.env.needs.get(tested) ?? this.memory.at(tested) : 'any';
      if (values !== 'any') {
        const fits = (held: number, holds: boolean): boolean => {
          const result = computed(slot, held);
          const truth = result === undefined ? undefined : against(result);
          return truth !== undefined && (truth !== 0) === holds;
        };
        known.env.tests.add(tested!);
        const failing = values.filter((value) => !fits(value, true) && !fits(value, false));
        if (failing.length > 0) {
          const path = known.env.copy();
          path.needs.set(tested!, failing);
          this.failed(path);
        }
        const truths = [...(values.some((value) => fits(value, true)) ? [1] : []), ...(values.some((value) => fits(value, false)) ? [0] : [])];
        if (truths.length > 0) split(truths, known.env, (path, holds) => { path.needs.set(tested!, values.filter((value) => fits(value, holds))); });
        continue;
      }
      for (const one of this.results(slot, known.env)) {
        split(isLeft ? compared(one.value, known.value, compare) : compared(known.value, one.value, compare), one.env, (path, holds) => {
          // Of a number that may be anything, one value at least can be told.
          if (constant === undefined || tested === undefined || one.value !== 'any' || path.stores.has(tested) || slot.kind !== 'field') return;
          if (holds && against(constant) === 1 && against(constant + 1) === 0 && against(constant - 1) === 0) path.needs.set(tested, single(constant));
        });
      }
    }
    return { yes, no };
  }

  /** The slot on which alone the value depends, if its address is certain. */
  #tested(value: Value, env: Env): number | undefined {
    if (value.kind === 'field') {
      const paths = env.copy();
      const slots = this.slots(value, paths);
      return slots.length === 1 && paths.accesses.reads.size === env.accesses.reads.size && paths.tests.size === env.tests.size ? slots[0] : undefined;
    }
    if (value.kind === 'binary' && isArithmetic(value.operator)) {
      if (value.right.kind === 'const') return this.#tested(value.left, env);
      if (value.left.kind === 'const') return this.#tested(value.right, env);
    }
    return undefined;
  }

  /** Like `results`; a value that depends on one slot alone is each that it can be, on a path of its own. */
  alternatives(value: Value, env: Env): readonly Result[] {
    const slot = this.#tested(value, env);
    const held = slot === undefined || env.stores.has(slot) ? 'any' : env.needs.get(slot) ?? this.memory.at(slot);
    if (slot === undefined || held === 'any' || held.length < 2) return this.results(value, env);
    const byResult = new Map<number, number[]>();
    for (const each of held) {
      const result = computed(value, each);
      if (result === undefined) return this.results(value, env);
      byResult.set(result, [...byResult.get(result) ?? [], each]);
    }
    return [...byResult].map(([result, values]) => {
      const path = env.copy();
      path.tests.add(slot);
      path.needs.set(slot, values);
      return { value: single(result), env: path };
    });
  }

  #need(lvalue: Value, env: Env, fits: (value: number) => boolean): void {
    if (lvalue.kind !== 'field') return;
    const slots = this.slots(lvalue, env);
    if (slots.length !== 1 || env.stores.has(slots[0]!)) return;
    const before = env.needs.get(slots[0]!) ?? this.memory.at(slots[0]!);
    if (before !== 'any') env.needs.set(slots[0]!, before.filter(fits));
  }

  slots(field: FieldValue, env: Env): number[] {
    return this.memory.slots(field, this.value(field.id, env), field.index ? this.value(field.index, env) : ZERO);
  }

  /** What one of these slots holds; of sets, only whether the members are in them is looked at. */
  read(slots: readonly number[], env: Env, members?: ValueSet): ValueSet {
    let result: ValueSet = [];
    for (const slot of slots) {
      for (const cell of this.memory.cellsOf(slot, members)) env.accesses.reads.add(cell);
      result = union(env.stores.get(slot) ?? env.needs.get(slot) ?? this.memory.at(slot), result);
    }
    return result;
  }

  #table(value: Extract<Value, { kind: 'table' }>, env: Env): ValueSet {
    const { world } = this.memory.parts;
    const ids = this.value(value.id, env);
    const indices = value.index ? this.value(value.index, env) : ZERO;
    return numbers(ids, this.memory.pool(value.object)).reduce<ValueSet>((found, id) => {
      const instance = world.instance(value.object, id);
      const row = instance?.constants.get(value.field) ?? instance?.children.get(value.field) ?? [];
      return row.reduce((all, entry, index) => (indices === 'any' || indices.includes(index) ? union(all, single(entry)) : all), found);
    }, []);
  }

  #sizes(object: string, field: string, ids: ValueSet): ValueSet {
    const { world } = this.memory.parts;
    return numbers(ids, this.memory.pool(object)).reduce<ValueSet>((sizes, id) => {
      const instance = world.instance(object, id);
      return union(sizes, single((instance?.children.get(field) ?? instance?.constants.get(field))?.length ?? instance?.sizes.get(field) ?? 0));
    }, []);
  }

  #call(value: Extract<Value, { kind: 'call' }>, env: Env): readonly Result[] {
    const pure = this.#pures.get(value.function);
    if (!pure || this.#depth >= DEEPEST) throw new TooHard(value.function);
    const args = [value.current, ...value.args].map((arg) => this.value(arg, env));
    if (args.some((arg) => arg.length === 0)) {
      this.failed(env);
      return [];
    }
    this.#depth++;
    const ends = this.run(pure.ops, [env.inside(new Map(pure.params.map((name, index) => [name, args[index] ?? ZERO])))]);
    this.#depth--;
    return ends.map((end) => ({
      value: end.exit?.kind === 'return' ? end.exit.value : ZERO,
      env: end.outside(new Map(env.temps), env.locals.slice()),
    }));
  }
}
