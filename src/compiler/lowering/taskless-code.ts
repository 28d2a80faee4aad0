// Code that no task performs as an event: invariants, `boot` and pure functions. All of it is structured code.
import type { Func, Invariant } from '../../language/tree';
import { derivedFieldOf } from '../../language/derived-fields';
import type { Lvalue, Op, Site, Value } from '../ir';
import { AtomicLowering, type Shared } from './atomic';
import { binary, BOOL, constant } from './fold';

/** A pure function; `params` are the names of its temporaries, `current` first. */
export interface PureFunction {
  readonly name: string;
  readonly params: readonly string[];
  readonly ops: readonly Op[];
}

type Temporary = Extract<Lvalue, { kind: 'temp' }>;

/** An invariant, or a part of `boot`. `current` is null in it. */
export function lowerTaskless(shared: Shared, { source, body, variables }: Invariant): Op[] {
  const current = constant(0, { kind: 'null' });
  const lowering = new AtomicLowering(shared, current, (variable) => temporary(shared, variable.type));
  return lowering.collect(() => lowering.statements(body, { source, bindings: [], current }, variables, {
    return: () => lowering.emit({ kind: 'return' }),
  }));
}

/** At boot an assertion that fails refuses the scenario, with the assertion's message. */
export function refusing(ops: readonly Op[]): Op[] {
  return ops.map((op): Op => {
    switch (op.kind) {
      case 'assert': return { kind: 'require', condition: op.condition, message: op.message };
      case 'if': return { ...op, then: refusing(op.then), else: refusing(op.else) };
      case 'loop': return { ...op, body: refusing(op.body) };
      case 'labelled': return { ...op, body: refusing(op.body) };
      default: return op;
    }
  });
}

/** `taskType`: the object type that declares processes. */
export function lowerPure(shared: Shared, { name, source, span, body, variables, arity }: Func, taskType: string): PureFunction {
  const current = temporary(shared, { kind: 'object', name: taskType });
  const params = variables.slice(0, arity).map(({ type }) => temporary(shared, type));
  const lowering = new AtomicLowering(shared, current, (variable) => temporary(shared, variable.type));
  const ops = lowering.collect(() => {
    if (derivedFieldOf(name)) lowering.emit(notNull(params[0]!, { source, span }));
    lowering.statements(body, { source, bindings: [...params], current }, variables, {
      return: (value) => lowering.emit({ kind: 'return', ...(value && { value }) }),
    });
  });
  return { name, params: [current, ...params].map(({ temp }) => temp.name), ops };
}

/** Null has no derived fields either, even if what they are computed from would give a value for it. */
function notNull(object: Value, site: Site): Op {
  const condition = binary('!=', object, constant(0, object.type), BOOL, site);
  return { kind: 'limit', condition, message: [], isNull: true, site };
}

function temporary(shared: Shared, type: Value['type']): Temporary {
  return { kind: 'temp', temp: shared.temp(), type };
}
