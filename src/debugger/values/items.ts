// Values as a tree: every object has its name, and every reference has the fields of the object to which it refers as children.
// Variables, scopes and evaluated expressions are all items.
import type { DerivedField, InstanceField, ObjectInstance, Program, State } from '../../compiler/program';
import { members, wordName } from '../../compiler/set-words';
import type { Type } from '../../language/tree';
import { derivedValue, type NamedDerivedField, type WatchedFields } from '../../machine/execution/field-values';
import { isInUse } from '../../machine/execution/in-use';
import { objectNames, type ObjectNames } from '../expressions/object-names';
import type { RoutineRange } from '../sources/routines';

/** One node of the tree. */
export interface Item {
  readonly name: string;
  /** Its value as the client shows it; `2 ← 1` if the latest event changed it. */
  readonly text: string;
  /** As the language writes it: `page`, `int(0..7)`, `set<process>`; empty if it has none. */
  readonly type: string;
  /** An expression that evaluates to this item, if there is one. */
  readonly expression?: string;
  /** Whether it is a statement about the program, and no variable of it. */
  readonly isVirtual?: boolean;
  readonly children?: () => readonly Item[];
  /** Children that only those see who ask for them by name: history fields, which are there for properties alone. */
  readonly hidden?: () => readonly Item[];
  /** Its value as the state keeps it; undefined for an object and an array. */
  readonly raw?: { readonly type: Type; readonly value: number | bigint };
  /** What a data breakpoint on it watches: a field, or all fields of an object. */
  readonly watched?: WatchedFields;
  /** Whether it is a local as an event that has happened found it. */
  readonly isPast?: boolean;
  /** The slot of this one value, which can be set by an edit. */
  readonly slot?: number;
}

/** The state at one position, and the state before the latest event (undefined at position 0). */
export interface Moment {
  readonly program: Program;
  readonly position: number;
  readonly state: State;
  readonly before: State | undefined;
  readonly routines: readonly RoutineRange[];
}

type StoredField = Exclude<InstanceField, DerivedField>;

/** The number of fields in the text of an object. */
const PREVIEW_FIELDS = 4;

/** Makes the items of one moment. */
export class Items {
  private readonly names: ObjectNames;

  constructor(readonly moment: Moment) {
    this.names = objectNames(moment.program);
  }

  /** The objects of some types that are in use, type by type in the order of their ids. */
  objects(types: readonly string[]): readonly Item[] {
    return types.flatMap((type) => (this.names.pools.get(type)?.instances ?? [])
      .filter((instance) => isInUse(this.moment.state, instance))
      .map((instance) => this.object(type, instance, this.names.expressionOf(type, instance))));
  }

  /** The object of that name; undefined if there is none or it is not in use, which `atAnyTime` allows. */
  named(name: string, atAnyTime = false): Item | undefined {
    const found = this.names.all.get(name);
    return found && (atAnyTime || isInUse(this.moment.state, found.instance)) ? this.object(found.type, found.instance, name) : undefined;
  }

  /** The names of all objects, in use or not. */
  get objectNames(): readonly string[] {
    return [...this.names.all.keys()];
  }

  /** An object; its text shows some of its fields. */
  object(type: string, instance: ObjectInstance, name: string): Item {
    return {
      name, text: this.preview(instance), type, expression: this.names.expressionOf(type, instance),
      ...this.parts(type, instance),
      watched: {
        slots: instance.fields.flatMap((field) => (field.kind === 'state' && !field.isHistory ? field.slots : [])),
        derived: instance.fields.flatMap((field) => (field.kind === 'derived' ? [named(instance, field)] : [])),
      },
    };
  }

  /** A value; `was` is what it was before the latest event. */
  value(name: string, type: Type, now: number | bigint, was?: number | bigint, expression?: string): Item {
    const inside = this.inside(type, now);
    return {
      name, text: this.text(type, now, was), type: typeText(type), raw: { type, value: now },
      ...(expression !== undefined && { expression }), ...inside,
    };
  }

  private parts(type: string, instance: ObjectInstance): Pick<Item, 'children' | 'hidden'> {
    const path = this.names.expressionOf(type, instance);
    const items = (fields: readonly InstanceField[]): Item[] => fields.map((field) => {
      const expression = `${path}.${field.name}`;
      return field.kind === 'derived' ? this.derived(instance, field, expression) : this.field(field, expression);
    });
    const [hidden, shown] = [instance.fields.filter(isHistory), instance.fields.filter((field) => !isHistory(field))];
    return { children: () => items(shown), ...(hidden.length > 0 && { hidden: () => items(hidden) }) };
  }

  /** A field that is computed, which cannot be set. */
  private derived(instance: ObjectInstance, field: DerivedField, expression: string): Item {
    const { state, before } = this.moment;
    const now = derivedValue(field, state);
    const was = before && derivedValue(field, before);
    const shown: Item = now === undefined ? { name: field.name, text: 'no value here', type: typeText(field.type), expression } : this.value(field.name, field.type, now, was, expression);
    return { ...shown, watched: { slots: [], derived: [named(instance, field)] } };
  }

  private field(field: StoredField, expression: string): Item {
    const count = field.kind === 'state' ? field.slots.length : field.values.length;
    if (!field.array) return this.element(field, 0, field.name, expression);
    const elements = (): Item[] =>
      Array.from({ length: count }, (_, index) => this.element(field, index, `[${index}]`, `${expression}[${index}]`));
    const texts = field.kind === 'own' ? `${count} of them` : `[${elements().map(({ text }) => text).join(', ')}]`;
    return { name: field.name, text: texts, type: `${typeText(field.type)}[${count}]`, expression, children: elements, ...(field.kind === 'state' && { watched: slotsOnly(field.slots) }) };
  }

  private element(field: StoredField, index: number, name: string, expression: string): Item {
    if (field.kind === 'state') {
      const slot = field.slots[index]!;
      // A set of many objects is shown word by word; what the language has a name for is the set.
      const { type } = this.moment.program.slots[slot]!;
      if (wordName(type) !== '') {
        return { ...this.value(wordName(type).trim(), type, this.moment.state[slot]!, this.moment.before?.[slot], expression.replace(/\[\d+\]$/, '')), watched: slotsOnly([slot]), slot };
      }
      return { ...this.value(name, field.type, this.moment.state[slot]!, this.moment.before?.[slot], expression), watched: slotsOnly([slot]), slot };
    }
    const value = field.values[index]!;
    const owned = field.kind === 'own' ? this.instance(field.type, value) : undefined;
    return owned ? { ...this.object(typeText(field.type), owned, name), expression } : this.value(name, field.type, value, undefined, expression);
  }

  /** The children of a reference or a set. */
  private inside(type: Type, value: number | bigint): Pick<Item, 'children' | 'hidden'> {
    if (type.kind === 'object') {
      const instance = this.instance(type, Number(value));
      return instance ? this.parts(type.name, instance) : {};
    }
    if (type.kind !== 'set' || Number(value) === 0) return {};
    const pool = this.names.pools.get(type.name)?.instances;
    return { children: () => members(value, type).flatMap((id) => pool?.[id - 1] ?? []).map((member) => this.object(type.name, member, member.name)) };
  }

  private instance(type: Type, id: number): ObjectInstance | undefined {
    return type.kind === 'object' ? this.names.pools.get(type.name)?.instances[id - 1] : undefined;
  }

  private text(type: Type, now: number | bigint, was: number | bigint | undefined): string {
    const { program } = this.moment;
    const text = program.format(now, type);
    return was === undefined || was === now ? text : `${text} ← ${program.format(was, type)}`;
  }

  /** `{refcount: 2 ← 1, mapping: victim, …}`: first what the latest event changed, last what never changes; of arrays only changed elements. */
  private preview(instance: ObjectInstance): string {
    const { state, before } = this.moment;
    const parts = instance.fields.flatMap((field) => {
      if (isHistory(field)) return [];
      if (field.kind === 'state' && field.array) return this.changedElements(field);
      if (field.array || field.kind === 'own') return [];
      if (field.kind === 'const') return [{ rank: 2, text: `${field.name}: ${this.text(field.type, field.values[0]!, undefined)}` }];
      const of = (at: State): number | bigint | undefined => (field.kind === 'derived' ? derivedValue(field, at) : at[field.slots[0]!]);
      const [now, was] = [of(state), before && of(before)];
      return now === undefined ? [] : [{ rank: was === undefined || was === now ? 1 : 0, text: `${field.name}: ${this.text(field.type, now, was)}` }];
    });
    const texts = parts.sort((a, b) => a.rank - b.rank).map(({ text }) => text);
    return `{${[...texts.slice(0, PREVIEW_FIELDS), ...(texts.length > PREVIEW_FIELDS ? ['…'] : [])].join(', ')}}`;
  }

  private changedElements({ name, slots }: InstanceField & { kind: 'state' }): { rank: number; text: string }[] {
    const { state, before } = this.moment;
    return slots.flatMap((slot, index) => {
      if (!before || before[slot] === state[slot]) return [];
      const { type } = this.moment.program.slots[slot]!;
      return [{ rank: 0, text: `${name}${wordName(type) || `[${index}]`}: ${this.text(type, state[slot]!, before[slot])}` }];
    });
  }
}

function isHistory(field: InstanceField): boolean {
  return field.kind === 'state' && field.isHistory === true;
}

const slotsOnly = (slots: readonly number[]): WatchedFields => ({ slots, derived: [] });

/** What is watched of an item or, of a reference, of the object. */
export function watchedBy(item: Item | undefined): WatchedFields {
  if (item?.watched) return item.watched;
  const inside = item?.children?.().flatMap(({ watched }) => watched ?? []) ?? [];
  return { slots: inside.flatMap(({ slots }) => slots), derived: inside.flatMap(({ derived }) => derived) };
}

function named({ name }: ObjectInstance, field: DerivedField): NamedDerivedField {
  return { path: `${name}.${field.name}`, field };
}

function typeText(type: Type): string {
  switch (type.kind) {
    case 'int':
      return `int(${type.min}..${type.max})`;
    case 'enum':
    case 'object':
    case 'operations':
      return type.name;
    case 'set':
      return `set<${type.name}>`;
    default:
      return type.kind;
  }
}
