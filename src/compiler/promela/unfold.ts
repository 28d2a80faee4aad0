// Structured code without effects (pure functions, invariants) to one expression: loops are unrolled, variables replaced by
// what was assigned to them. Promela has no functions, and a guard must be an expression.
// Invariant: exits are in the order of the program; the condition of each presupposes that no exit before it was taken.
import { CompileError } from '../compile-error';
import { binary, BOOL, boolean, conditional, constant, unary } from '../fold';
import type { Op, Site, Value } from '../ir';
import type { World } from '../world';
import { sizeOf } from './variables';

/** What the temporaries are at some point. */
type Bindings = ReadonlyMap<string, Value>;

interface Exit {
  readonly kind: 'return' | 'refuse' | 'break' | 'continue';
  readonly label?: string;
  readonly when: Value;
  readonly value?: Value;
  readonly bindings: Bindings;
}

interface Outcome {
  readonly exits: readonly Exit[];
  /** Where control goes on; undefined where one of the exits is always taken. */
  readonly onward: Bindings | undefined;
}

/** Rounds of a loop; beyond, the expression would be of no use. */
const MAX_ROUNDS = 300;
const NOWHERE: Site = { source: '', span: [0, 0, 0, 0] };
const ZERO = constant(0, { kind: 'int', min: 0, max: 0 });

export class Unfolding {
  constructor(private readonly world: World) {}

  /** The value that a pure function returns. Its parameters stay as they are. */
  result(ops: readonly Op[]): Value {
    const { exits } = this.run(ops, new Map());
    return exits.reduceRight((rest, { when, value }) => conditional(when, value ?? ZERO, rest, (value ?? rest).type), ZERO as Value);
  }

  /** The conditions that all hold exactly if the invariant does. */
  clauses(ops: readonly Op[]): Value[] {
    const clauses: Value[] = [];
    let over: Value = boolean(false);
    for (const { kind, when } of this.run(ops, new Map()).exits) {
      if (kind === 'return') over = or(over, when);
      else clauses.push(not(and(not(over), when)));
    }
    return clauses.filter((clause) => !isConst(clause, true));
  }

  private run(ops: readonly Op[], start: Bindings): Outcome {
    const exits: Exit[] = [];
    let onward: Bindings | undefined = start;
    for (const op of ops) {
      if (!onward) break;
      const outcome: Outcome = this.op(op, onward);
      exits.push(...outcome.exits);
      onward = outcome.onward;
    }
    return { exits: exits.filter(({ when }) => !isConst(when, false)), onward };
  }

  private op(op: Op, bindings: Bindings): Outcome {
    const exit = (kind: Exit['kind'], more: Partial<Exit> = {}): Exit => ({ kind, when: boolean(true), bindings, ...more });
    switch (op.kind) {
      case 'set':
        if (op.place.kind !== 'temp') throw new CompileError('this code must not change the state', op.site.source, op.site.span);
        return { exits: [], onward: new Map([...bindings, [op.place.temp.name, this.value(op.value, bindings)]]) };
      case 'if': {
        const condition = this.value(op.condition, bindings);
        if (condition.kind === 'const') return this.run(condition.value ? op.then : op.else, bindings);
        return choose(condition, this.run(op.then, bindings), this.run(op.else, bindings));
      }
      case 'labelled': return absorb(this.run(op.body, bindings), 'break', op.label);
      case 'loop': return this.loop(op, bindings);
      case 'break':
      case 'continue': return { exits: [exit(op.kind, { label: op.label })], onward: undefined };
      case 'require': {
        const refuse = exit('refuse', { when: not(this.value(op.condition, bindings)) });
        return { exits: [refuse], onward: isConst(refuse.when, true) ? undefined : bindings };
      }
      case 'return': return { exits: [exit('return', { ...(op.value && { value: this.value(op.value, bindings) }) })], onward: undefined };
      case 'mark': return { exits: [], onward: bindings };
      case 'assert':
      case 'reset': throw new Error(`\`${op.kind}\` in code without effects`);
    }
  }

  private loop(loop: Extract<Op, { kind: 'loop' }>, start: Bindings): Outcome {
    const exits: Exit[] = [];
    let onward: Bindings | undefined = start;
    for (let round = 0; onward; round++) {
      if (round > MAX_ROUNDS) throw new CompileError(`a loop of more than ${MAX_ROUNDS} rounds cannot be an expression of Promela`, '');
      const condition: Value = this.value(loop.condition, onward);
      if (isConst(condition, false)) break;
      if (condition.kind !== 'const') exits.push({ kind: 'break', label: loop.label, when: not(condition), bindings: onward });
      const body = absorb(this.run(loop.body, onward), 'continue', loop.label);
      exits.push(...body.exits);
      onward = body.onward && this.run(loop.next, body.onward).onward;
    }
    return absorb({ exits, onward }, 'break', loop.label);
  }

  /** The value with what is known put in. */
  private value(value: Value, bindings: Bindings): Value {
    const inner = (part: Value): Value => this.value(part, bindings);
    switch (value.kind) {
      case 'temp': return bindings.get(value.temp.name) ?? value;
      case 'field': return { ...value, id: inner(value.id), ...(value.index && { index: inner(value.index) }) };
      case 'table': {
        const [id, index] = [inner(value.id), value.index && inner(value.index)];
        const known = id.kind === 'const' && (!index || index.kind === 'const') ? this.lookUp(value, id.value, index?.value ?? 0) : undefined;
        return known === undefined ? { ...value, id, ...(index && { index }) } : constant(known, value.type);
      }
      case 'size': return this.size(value, inner(value.id));
      case 'pool': return constant(this.world.pool(value.object).length, value.type);
      case 'unary': return value.operator === '!' ? not(inner(value.operand)) : unary(value.operator, inner(value.operand), value.type);
      case 'binary': {
        const [left, right] = [inner(value.left), inner(value.right)];
        if (value.operator === '&&') return and(left, right);
        if (value.operator === '||') return or(left, right);
        const known = value.operator === '<=' ? this.atMost(left, right) : undefined;
        return known === undefined ? binary(value.operator, left, right, value.type, value.site) : boolean(known);
      }
      case 'conditional': return conditional(inner(value.condition), inner(value.then), inner(value.else), value.type);
      case 'call': return { ...value, current: inner(value.current), args: value.args.map(inner) };
      default: return value;
    }
  }

  /** Whether a counter is within a bound, where all objects agree on it: what ends a loop. */
  private atMost(counter: Value, bound: Value): boolean | undefined {
    if (counter.kind !== 'const') return undefined;
    const [min, max] = this.range(bound);
    return counter.value <= min ? true : counter.value > max ? false : undefined;
  }

  private range(value: Value): readonly [number, number] {
    if (value.kind === 'const') return [value.value, value.value];
    if (value.kind === 'size') {
      const sizes = this.world.pool(value.object).map((instance) => sizeOf(instance, value.field));
      return [Math.min(...sizes), Math.max(...sizes)];
    }
    if (value.kind === 'binary' && value.operator === '-' && value.right.kind === 'const') {
      const [min, max] = this.range(value.left);
      return [min - value.right.value, max - value.right.value];
    }
    return [-Infinity, Infinity];
  }

  private lookUp({ object, field }: Extract<Value, { kind: 'table' }>, id: number, index: number): number | undefined {
    const instance = this.world.instance(object, id);
    return (instance?.constants.get(field) ?? instance?.children.get(field))?.[index];
  }

  private size(value: Extract<Value, { kind: 'size' }>, id: Value): Value {
    const instance = id.kind === 'const' ? this.world.instance(value.object, id.value) : undefined;
    return instance ? constant(sizeOf(instance, value.field), value.type) : { ...value, id };
  }
}

function choose(condition: Value, then: Outcome, otherwise: Outcome): Outcome {
  const only = (taken: Value, { exits }: Outcome): Exit[] => exits.map((exit) => ({ ...exit, when: and(taken, exit.when) }));
  const exits = [...only(condition, then), ...only(not(condition), otherwise)];
  if (!then.onward || !otherwise.onward) return { exits, onward: then.onward ?? otherwise.onward };
  return { exits, onward: merge(condition, then.onward, otherwise.onward) };
}

/** Exits of a kind lead to where control goes on. */
function absorb({ exits, onward }: Outcome, kind: Exit['kind'], label: string): Outcome {
  const isAbsorbed = (exit: Exit): boolean => exit.kind === kind && exit.label === label;
  let gone: Value = boolean(false);
  const left: Exit[] = [];
  for (const exit of exits) {
    if (isAbsorbed(exit)) gone = or(gone, exit.when);
    else left.push({ ...exit, when: and(not(gone), exit.when) });
  }
  const all = exits.filter(isAbsorbed).reduceRight<Bindings | undefined>(
    (rest, exit) => (rest ? merge(exit.when, exit.bindings, rest) : exit.bindings), onward,
  );
  return { exits: left.filter(({ when }) => !isConst(when, false)), onward: all };
}

function merge(condition: Value, then: Bindings, otherwise: Bindings): Bindings {
  const names = new Set([...then.keys(), ...otherwise.keys()]);
  return new Map([...names].map((name) => [name, either(condition, then.get(name) ?? ZERO, otherwise.get(name) ?? ZERO)]));
}

/** `c ? n + k : n` is n and perhaps k: what a loop adds up must not double in every round. */
function either(condition: Value, then: Value, otherwise: Value): Value {
  if (isSame(then, otherwise)) return then;
  if (then.kind === 'binary' && (then.operator === '+' || then.operator === 'union') && isSame(then.left, otherwise)) {
    return binary(then.operator, otherwise, conditional(condition, then.right, ZERO, then.right.type), then.type, then.site);
  }
  if (isConst(then, true) && otherwise.type.kind === 'bool') return or(condition, otherwise);
  return conditional(condition, then, otherwise, then.type);
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'const' && b.kind === 'const' && a.value === b.value);
}

function isConst(value: Value, truth: boolean): boolean {
  return value.kind === 'const' && (value.value !== 0) === truth;
}

function not(value: Value): Value {
  return value.kind === 'unary' && value.operator === '!' ? value.operand : unary('!', value, BOOL);
}

function and(left: Value, right: Value): Value {
  return isConst(right, true) ? left : isConst(right, false) ? right : binary('&&', left, right, BOOL, NOWHERE);
}

function or(left: Value, right: Value): Value {
  return isConst(right, false) ? left : isConst(right, true) ? right : binary('||', left, right, BOOL, NOWHERE);
}
