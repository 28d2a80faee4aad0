// The values of an object's field in a state, whatever kind of field it is.
import { ModelError, type DerivedField, type InstanceField, type Program, type State } from '../../compiler/program';
import { members } from '../../compiler/set-words';
import { list } from '../../language/suggest';
import { accessesOf } from './accesses';

const MOST_NAMED = 6;

/** A derived field of one object, with its path: `block 1.owners`. */
export interface NamedDerivedField {
  readonly path: string;
  readonly field: DerivedField;
}

/** What is watched: slots, and fields that are computed, of which only changes can be seen. */
export interface WatchedFields {
  readonly slots: readonly number[];
  readonly derived: readonly NamedDerivedField[];
}

export const NOTHING: WatchedFields = { slots: [], derived: [] };

export function isNothing({ slots, derived }: WatchedFields): boolean {
  return slots.length + derived.length === 0;
}

/** The slots on which all that is watched depends: while they stay as they are, so does everything. */
export function slotsBehind({ slots, derived }: WatchedFields): readonly number[] {
  return [...slots, ...derived.flatMap(({ field }) => field.reads())];
}

/** All derived fields of a program, by their paths. */
export function derivedFields({ types }: Program): ReadonlyMap<string, NamedDerivedField> {
  return new Map(types.flatMap(({ instances }) => instances.flatMap(({ name, fields }) => fields.flatMap((field) => {
    const path = `${name}.${field.name}`;
    return field.kind === 'derived' ? [[path, { path, field }] as const] : [];
  }))).reverse());
}

/** The value; undefined where it has none, since it is computed from the fields of null. */
export function derivedValue({ read }: DerivedField, state: State): number | bigint | undefined {
  try {
    return read(state);
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

/** Why a derived field cannot be given a value, and what can. */
export function whyComputed({ slots }: Program, state: State, { path, field }: NamedDerivedField): string {
  const { reads } = accessesOf(state, (noting) => { derivedValue(field, noting); });
  const what = reads.size > 0 ? `: ${list([...reads].map((slot) => `\`${slots[slot]!.path}\``), MOST_NAMED)}` : '';
  return `\`${path}\` cannot be set: it is computed, as \`${field.formula}\`; set what that reads${what}`;
}

/** The values of a field: several of an array, none where it has none. A set of many objects is several, its words, or of a derived field none. */
export function valuesOf(field: InstanceField, state: State): readonly number[] {
  if (field.kind === 'state') return field.slots.map((slot) => state[slot] ?? 0);
  if (field.kind !== 'derived') return field.values;
  const value = derivedValue(field, state);
  return typeof value === 'number' ? [value] : [];
}

/** The ids of the objects in a set. */
export function membersOf(field: InstanceField, { slots }: Program, state: State): readonly number[] {
  if (field.kind === 'derived') return members(derivedValue(field, state) ?? 0);
  return field.kind === 'state' ? field.slots.flatMap((slot) => members(state[slot]!, slots[slot]!.type)) : [];
}
