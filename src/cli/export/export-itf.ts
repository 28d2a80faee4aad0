// `daxscn export --to itf`: an execution in the Informal Trace Format, which Apalache, Quint and their viewers read.
// https://apalache-mc.org/docs/adr/015adr-trace.html
import type { InstanceField, ObjectInstance, ObjectPool, Program, State } from '../../compiler/program';
import type { Type } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import type { Execution } from '../../machine/execution/execution';
import { isInUse } from '../../machine/execution/in-use';
import { membersOf, valuesOf } from '../../machine/execution/field-values';
import { outcomeOf } from '../../machine/explain/outcome';
import { livelockOf } from '../../machine/verdict/livelock';
import { verdictText } from '../../explorer/verdict-words';

/** A value of the format. Integers are objects in it, so that their size has no limit. */
type Value = boolean | string | { readonly '#bigint': string } | { readonly '#set': readonly Value[] } | { readonly '#map': readonly (readonly [Value, Value])[] }
  | { readonly '#unserializable': string } | readonly Value[] | { readonly [field: string]: Value };

/** The variables beside the objects: who performed the event that led to a state, and which one it was. */
const TASK = 'task';
const EVENT = 'event';

/** A document. Each type of objects is a variable: a map from the names of its objects to records of their fields, if any of these can change. */
export function itfOf(execution: Execution): string {
  const { program, length } = execution;
  const types = program.types.map((pool) => ({ pool, fields: toldFields(pool) })).filter(({ fields }) => fields.length > 0);
  const states = Array.from({ length: length + 1 }, (_, position) => {
    const state = execution.stateAt(position);
    const event = position > 0 ? execution.eventAt(position - 1) : undefined;
    return {
      '#meta': { index: position },
      [TASK]: event?.task.name ?? '', [EVENT]: event?.text ?? '',
      ...Object.fromEntries(types.map(({ pool, fields }) => [pool.name, objectsIn(program, state, pool, fields)])),
    };
  });
  const { verdict, property } = outcomeOf(execution);
  const livelock = livelockOf(execution);
  const document = {
    '#meta': {
      'format': 'ITF', 'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html', 'source': program.source,
      'status': verdict === 'holds' ? 'ok' : 'violation',
      'description': `${program.scenario}, Linux ${formatVersion(program.kernel)}: ${verdictText({ verdict, property })}`,
    },
    'vars': [TASK, EVENT, ...types.map(({ pool }) => pool.name)],
    states,
    // The last state is the one at `begin` again: this is what follows.
    ...(livelock && { loop: livelock.begin + 1 }),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** The fields that change in some object of a type: they are in the records of all, which have one form. */
function toldFields({ instances }: ObjectPool): string[] {
  const names = instances.flatMap(({ fields }) => fields.filter((field) => isChanging(field)).map(({ name }) => name));
  return [...new Set(names)];
}

function isChanging(field: InstanceField): boolean {
  return field.kind === 'derived' || (field.kind === 'state' && !field.isHistory);
}

function objectsIn(program: Program, state: State, { instances }: ObjectPool, names: readonly string[]): Value {
  return { '#map': instances.filter((instance) => isInUse(state, instance)).map((instance) => [instance.name, recordOf(program, state, instance, names)] as const) };
}

function recordOf(program: Program, state: State, { fields }: ObjectInstance, names: readonly string[]): Value {
  return Object.fromEntries(fields.filter(({ name }) => names.includes(name)).map((field) => [field.name, fieldOf(program, state, field)]));
}

function fieldOf(program: Program, state: State, field: InstanceField): Value {
  const { type } = field;
  if (type.kind === 'set') return { '#set': membersOf(field, program, state).map((id) => program.format(id, { kind: 'object', name: type.name })) };
  const values = valuesOf(field, state).map((value) => valueOf(program, value, type));
  if (field.array) return values;
  return values[0] ?? { '#unserializable': 'no value here' };
}

function valueOf(program: Program, value: number, type: Type): Value {
  if (type.kind === 'int') return { '#bigint': String(value) };
  return type.kind === 'bool' ? value !== 0 : program.format(value, type);
}
