// What became of the object that a race is about, in the window between the two accesses: only what the race itself does not say.
import { isTold, type InstanceField, type ObjectInstance } from '../../compiler/program';
import { derivedValue } from '../execution/field-values';
import type { Execution } from '../execution/execution';
import { formatted, whosePhrase } from './phrases';
import type { Race } from './race';

/** Fields of one object whose history is told, and values of one history. */
const FIELDS_TOLD = 3;
const VALUES_TOLD = 5;

/** A field of an object, one of its elements, and what it is at a position. */
interface Told {
  readonly path: string;
  readonly valueAt: (position: number) => string;
}

/** A sentence, or nothing. */
export function aftermath(execution: Execution, { first, second, end }: Race): string[] {
  const [from, to] = [first.index + 1, end + 1];
  const fields = disputed(execution, first.slot, second);
  const histories = fields
    .map((field) => ({ field, changes: changesOf(field, from, to) }))
    .filter(({ changes }) => changes.some((index) => index !== first.index && index !== second.index))
    .slice(0, FIELDS_TOLD);
  if (histories.length === 0) return [];
  return [`In the window ${histories.map(({ field, changes }) => historyText(execution, field, changes)).join(', ')}.`];
}

/** The fields of what the second access took away from somewhere, such as a block; else of the object that has the contested field. */
function disputed(execution: Execution, claimed: number | undefined, { index, slot = claimed! }: Race['second']): Told[] {
  const { slots, types } = execution.program;
  const { type, field } = slots[slot]!;
  const taken = type.kind === 'object' ? execution.stateAt(index)[slot]! : 0;
  const [pool, id] = taken > 0 && type.kind === 'object' ? [type.name, taken] : [field!.type, field!.id];
  const instance = types.find(({ name }) => name === pool)?.instances[id - 1];
  return instance ? instance.fields.flatMap((each) => toldOf(execution, instance, each)) : [];
}

/** Of computed fields those with one value: who has a set of owners, such as a block, may have an owner, too. */
function toldOf(execution: Execution, { name }: ObjectInstance, field: InstanceField): Told[] {
  const { program } = execution;
  if (field.kind === 'state') {
    return field.slots.filter((slot) => isTold(program.slots[slot]!))
      .map((slot) => ({ path: program.slots[slot]!.path, valueAt: (position) => formatted(program, execution.stateAt(position)[slot]!, program.slots[slot]!.type) }));
  }
  if (field.kind !== 'derived' || field.type.kind === 'set') return [];
  return [{ path: `${name}.${field.name}`, valueAt: (position) => formatted(program, derivedValue(field, execution.stateAt(position)) ?? 0, field.type) }];
}

/** The events in which a field changed, from one position to another. */
function changesOf({ valueAt }: Told, from: number, to: number): number[] {
  const values = Array.from({ length: to - from + 1 }, (_, offset) => valueAt(from + offset));
  return values.flatMap((value, offset) => (offset > 0 && value !== values[offset - 1] ? [from + offset - 1] : []));
}

/** `block 0.owner went from victim to none (event 35 of truncator) to other (event 41 of writer)`. */
function historyText(execution: Execution, { path, valueAt }: Told, changes: readonly number[]): string {
  const values = changes.map((index) => `to ${valueAt(index + 1)} (event ${index + 1}${whosePhrase(execution.eventAt(index).task)})`);
  const told = values.length > VALUES_TOLD ? [values[0]!, '…', ...values.slice(2 - VALUES_TOLD)] : values;
  return `${path} went from ${valueAt(changes[0]!)} ${told.join(' ')}`;
}
