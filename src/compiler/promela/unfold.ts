// Structured code without effects (pure functions, invariants) to one expression by symbolic execution: loops are unrolled and
// variables replaced by the values assigned to them. Promela has no functions, and a guard has to be an expression.
// Invariant: exits are in the order of the program, and the condition of each assumes that no exit before it is taken.
import { CompileError } from '../compile-error';
import { binary, boolean, conditional, constant } from '../lowering/fold';
import type { Op, Site, Value } from '../ir';
import { and, type Folding, isConst, not, or } from './folding';

/** The values of the temporaries at some point. */
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
  /** The bindings where control continues; undefined if one of the exits is always taken. */
  readonly onward: Bindings | undefined;
}

/** The largest number of rounds of a loop; with more, the expression would be too long to be of use. */
const MAX_ROUNDS = 300;
const ZERO = constant(0, { kind: 'int', min: 0, max: 0 });

export class Unfolding {
  constructor(private readonly folding: Folding) {}

  /** The value that a pure function returns, as an expression over its parameters. */
  result(ops: readonly Op[]): Value {
    const { exits } = this.run(ops, new Map());
    return exits.reduceRight((rest, { when, value }) => conditional(when, value ?? ZERO, rest, (value ?? rest).type), ZERO as Value);
  }

  /** Conditions whose conjunction is the invariant. */
  clauses(ops: readonly Op[]): Value[] {
    const clauses: Value[] = [];
    let over: Value = boolean(false);
    for (const { kind, when } of this.run(ops, new Map()).exits) {
      if (kind === 'return') over = or(over, when);
      else clauses.push(not(and(not(over), when)));
    }
    return clauses.filter((clause) => !isConst(clause, true));
  }

  private value(value: Value, bindings: Bindings): Value {
    return this.folding.fold(value, { temp: (name) => bindings.get(name) });
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
        if (op.lvalue.kind !== 'temp') throw new CompileError('this code must not change the state', op.site.source, op.site.span);
        return { exits: [], onward: new Map([...bindings, [op.lvalue.temp.name, this.value(op.value, bindings)]]) };
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
      case 'mark':
      case 'count': return { exits: [], onward: bindings };
      case 'limit':
        // An error of the model, which is never a verdict: what has been checked here has no error.
        if (op.isNull) return { exits: [], onward: bindings };
        throw new Error('`limit` in code without effects');
      case 'choose':
      case 'assert':
      case 'reset': throw new Error(`\`${op.kind}\` in code without effects`);
    }
  }

  private loop(loop: Extract<Op, { kind: 'loop' }>, start: Bindings): Outcome {
    const exits: Exit[] = [];
    let onward: Bindings | undefined = start;
    for (let round = 0; onward; round++) {
      if (round > MAX_ROUNDS) throw endless(loop.site);
      const condition: Value = this.value(loop.condition, onward);
      if (isConst(condition, false)) break;
      if (condition.kind !== 'const') exits.push({ kind: 'break', label: loop.label, when: not(condition), bindings: onward });
      const body = absorb(this.run(loop.body, onward), 'continue', loop.label);
      exits.push(...body.exits);
      onward = body.onward && this.run(loop.next, body.onward).onward;
    }
    return absorb({ exits, onward }, 'break', loop.label);
  }
}

function endless({ source, span }: Site): CompileError {
  return new CompileError(
    `only the state ends this loop, or more than ${MAX_ROUNDS} rounds do; Promela can say neither in an expression. Let it run over all objects of a type, or over a range with fixed ends`,
    source, span,
  );
}

function choose(condition: Value, then: Outcome, otherwise: Outcome): Outcome {
  const only = (taken: Value, { exits }: Outcome): Exit[] => exits.map((exit) => ({ ...exit, when: and(taken, exit.when) }));
  const exits = [...only(condition, then), ...only(not(condition), otherwise)];
  if (!then.onward || !otherwise.onward) return { exits, onward: then.onward ?? otherwise.onward };
  return { exits, onward: merge(condition, then.onward, otherwise.onward) };
}

/** Lets the exits of a kind lead to where control continues. */
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

/** Makes `c ? n + k : n` into `n + (c ? k : 0)`: otherwise a sum would double its length in every round of a loop. */
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
