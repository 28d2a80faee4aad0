// Code that no task performs as an event: invariants, `boot` and pure functions. All of it is structured code.
import type { Func, Invariant } from '../../language/tree';
import { derivedFieldOf } from '../../language/derived-fields';
import type { Lvalue, Op, Site, Value } from '../ir';
import { AtomicLowering, type Shared } from './atomic';
import { keyOf } from './code-key';
import { binary, BOOL, constant } from './fold';
import { joined } from './numbering';
import type { Form } from './selection';
import type { VersionSet } from '../version-set';

/** A pure function; `params` are the names of its temporaries, `current` first. */
export interface PureFunction {
  readonly name: string;
  readonly params: readonly string[];
  readonly ops: readonly Op[];
}

type Temporary = Extract<Lvalue, { kind: 'temp' }>;

/** An invariant, or a part of `boot`. `current` is null in it. */
export function lowerTaskless(shared: Shared, routine: Invariant): Op[] {
  const { gate, source, body, variables } = routine;
  const current = constant(0, { kind: 'null' });
  const lowering = new AtomicLowering(shared, current, (variable) => temporary(shared, variable.type));
  return forVersions(shared, shared.selection.admitted(gate), () => lowering.collect(() => lowering.statements(body, { routine, source, bindings: [], current }, variables, {
    return: () => lowering.emit({ kind: 'return' }),
  }, true)));
}

/** Code that only these versions have. */
function forVersions({ selection }: Shared, versions: VersionSet, lower: () => Op[]): Op[] {
  const then = selection.within(versions, lower);
  return versions === selection.all ? then : [{ kind: 'if', condition: { kind: 'versions', versions, type: BOOL }, then, else: [] }];
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

/** All forms of a pure function: that of the version is executed. */
export function lowerPureForms(shared: Shared, forms: readonly Form[], taskType: string): PureFunction {
  const { numbering, selection } = shared;
  const { counts } = numbering;
  // Every form begins with the same temporaries, its parameters.
  const lowered = forms.flatMap(([form, versions]) => {
    numbering.counts = counts;
    return form?.kind === 'pure' ? [selection.within(versions, () => ({ ...lowerPure(shared, form, taskType), versions, counts: numbering.counts }))] : [];
  });
  numbering.counts = joined(lowered.map((each) => each.counts));
  const merged = new Map<string, { versions: VersionSet; readonly ops: readonly Op[] }>();
  for (const { ops, versions } of lowered) {
    const same = merged.get(keyOf(ops));
    if (same) same.versions |= versions;
    else merged.set(keyOf(ops), { versions, ops });
  }
  const { name, params } = lowered.reduce((longest, each) => (each.params.length > longest.params.length ? each : longest));
  return { name, params, ops: [...merged.values()].flatMap(({ ops, versions }) => forVersions(shared, versions, () => [...ops])) };
}

/** `taskType`: the object type that declares processes. */
function lowerPure(shared: Shared, func: Func, taskType: string): PureFunction {
  const { name, source, span, body, variables, arity } = func;
  const current = temporary(shared, { kind: 'object', name: taskType });
  const params = variables.slice(0, arity).map(({ type }) => temporary(shared, type));
  const lowering = new AtomicLowering(shared, current, (variable) => temporary(shared, variable.type));
  const ops = lowering.collect(() => {
    if (derivedFieldOf(name)) lowering.emit(notNull(params[0]!, { source, span }));
    lowering.statements(body, { routine: func, source, bindings: [...params], current }, variables, {
      return: (value) => lowering.emit({ kind: 'return', ...(value && { value }) }),
    }, true);
  });
  return { name, params: [current, ...params].map(({ temp }) => temp.name), ops };
}

/** Null has no derived fields either, even if what they are computed from would give a value for it. */
function notNull(object: Value, site: Site): Op {
  const condition = binary('!=', object, constant(0, object.type), BOOL, site);
  return { kind: 'limit', condition, message: [], isNull: true, site };
}

function temporary(shared: Shared, type: Value['type']): Temporary {
  return { kind: 'temp', temp: shared.numbering.temp(), type };
}
