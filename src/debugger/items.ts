// Values as a tree that a person can walk: every object by its name, every reference opens what it refers to.
// Variables, scopes and expressions are all made of these.
import type { InstanceField, ObjectInstance, ObjectPool, Program, State } from '../compiler/program';
import type { Type } from '../language/tree';

export interface Item {
  readonly name: string;
  readonly text: string;
  /** In the words of the language. */
  readonly type: string;
  /** An expression that gives this item again, where there is one. */
  readonly expression?: string;
  readonly children?: () => readonly Item[];
}

/** One moment of an execution, and the one before its latest event. */
export interface Moment {
  readonly program: Program;
  readonly state: State;
  readonly before: State | undefined;
}

const PREVIEW_FIELDS = 4;
/** The field of an object made by `new` that says whether it is in use. */
const IN_USE = 'in use';

export class Items {
  private readonly pools: ReadonlyMap<string, ObjectPool>;
  /** By type and id: the slot that says whether an object that comes and goes is there. */
  private readonly inUse: ReadonlyMap<string, number>;

  constructor(readonly moment: Moment) {
    const { types, slots } = moment.program;
    this.pools = new Map(types.map((pool) => [pool.name, pool]));
    this.inUse = new Map(slots.flatMap(({ field }, slot) =>
      (field?.name === IN_USE ? [[`${field.type} ${field.id}`, slot] as const] : [])));
  }

  /** All objects of these types that are in use, in the order of their ids. */
  objects(types: readonly string[]): readonly Item[] {
    return types.flatMap((type) => (this.pools.get(type)?.instances ?? [])
      .filter(({ id }) => this.isInUse(type, id))
      .map((instance) => this.object(type, instance, instance.name)));
  }

  /** The object of that name, if there is exactly one type that has it in use. */
  named(name: string): Item | undefined {
    for (const [type, { instances }] of this.pools) {
      const instance = instances.find((candidate) => candidate.name === name && this.isInUse(type, candidate.id));
      if (instance) return this.object(type, instance, name);
    }
    return undefined;
  }

  get objectNames(): readonly string[] {
    return [...this.pools].flatMap(([type, { instances }]) =>
      instances.filter(({ id }) => this.isInUse(type, id)).map(({ name }) => name));
  }

  /** An object itself, with a glance at its fields. */
  object(type: string, instance: ObjectInstance, name: string): Item {
    return {
      name, text: this.preview(instance), type, expression: instance.name,
      children: () => this.fields(instance),
    };
  }

  /** A value, and what it was before the latest event if `was` says so. */
  value(name: string, type: Type, now: number, was?: number, expression?: string): Item {
    const children = this.inside(type, now);
    return {
      name, text: this.text(type, now, was), type: typeText(type),
      ...(expression !== undefined && { expression }), ...(children && { children }),
    };
  }

  private fields(instance: ObjectInstance): readonly Item[] {
    return instance.fields.map((field) => this.field(instance, field));
  }

  private field(instance: ObjectInstance, field: InstanceField): Item {
    const expression = `${instance.name}.${field.name}`;
    const count = field.kind === 'state' ? field.slots.length : field.values.length;
    if (!field.array) return this.element(field, 0, field.name, expression);
    const elements = (): Item[] =>
      Array.from({ length: count }, (_, index) => this.element(field, index, `[${index}]`, `${expression}[${index}]`));
    const texts = field.kind === 'own' ? `${count} of them` : `[${elements().map(({ text }) => text).join(', ')}]`;
    return { name: field.name, text: texts, type: `${typeText(field.type)}[${count}]`, expression, children: elements };
  }

  private element(field: InstanceField, index: number, name: string, expression: string): Item {
    if (field.kind === 'state') {
      const slot = field.slots[index]!;
      return this.value(name, field.type, this.moment.state[slot]!, this.moment.before?.[slot], expression);
    }
    const value = field.values[index]!;
    const owned = field.kind === 'own' ? this.instance(field.type, value) : undefined;
    return owned ? { ...this.object(typeText(field.type), owned, name), expression } : this.value(name, field.type, value, undefined, expression);
  }

  /** What a reference or a set opens. */
  private inside(type: Type, value: number): (() => readonly Item[]) | undefined {
    if (type.kind === 'object') {
      const instance = this.instance(type, value);
      return instance && (() => this.fields(instance));
    }
    if (type.kind !== 'set' || value === 0) return undefined;
    const members = this.pools.get(type.name)?.instances.filter(({ id }) => (value >>> (id - 1)) & 1) ?? [];
    return () => members.map((member) => this.object(type.name, member, member.name));
  }

  private instance(type: Type, id: number): ObjectInstance | undefined {
    return type.kind === 'object' ? this.pools.get(type.name)?.instances[id - 1] : undefined;
  }

  private text(type: Type, now: number, was: number | undefined): string {
    const { program } = this.moment;
    const text = program.format(now, type);
    return was === undefined || was === now ? text : `${text} ← ${program.format(was, type)}`;
  }

  /** `{refcount: 2 ← 1, mapping: victim, …}`; what the latest event changed comes first. */
  private preview(instance: ObjectInstance): string {
    const { state, before } = this.moment;
    const hasChanged = (slot: number): boolean => before !== undefined && before[slot] !== state[slot];
    const shown = instance.fields.flatMap((field) =>
      (field.kind === 'state' && !field.array ? [{ field, slot: field.slots[0]! }] : []));
    const ordered = [...shown.filter(({ slot }) => hasChanged(slot)), ...shown.filter(({ slot }) => !hasChanged(slot))];
    const texts = ordered.slice(0, PREVIEW_FIELDS)
      .map(({ field, slot }) => `${field.name}: ${this.text(field.type, state[slot]!, before?.[slot])}`);
    if (ordered.length > PREVIEW_FIELDS) texts.push('…');
    return `{${texts.join(', ')}}`;
  }

  private isInUse(type: string, id: number): boolean {
    const slot = this.inUse.get(`${type} ${id}`);
    return slot === undefined || this.moment.state[slot] !== 0;
  }
}

function typeText(type: Type): string {
  switch (type.kind) {
    case 'int':
      return `int(${type.min}..${type.max})`;
    case 'enum':
    case 'object':
      return type.name;
    case 'set':
      return `set<${type.name}>`;
    default:
      return type.kind;
  }
}
