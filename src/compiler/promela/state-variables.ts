// The variables of the exported model that stand for slots of the state, with their names and declarations.
// Invariant: a slot that no event writes is not part of Spin's state; a field that is fixed for all objects of its type is
// a `hidden` table.
import type { Parts } from '../codegen/parts';
import type { State } from '../program';
import { lengthOf, type Instance } from '../lowering/world';
import { instanceName } from '../lowering/instance-names';
import { Identifiers } from './identifiers';
import { element, scalar } from './narrow-types';

/** The parameters of macros: the object of the current task, then the arguments. */
export const MACRO_PARAMETERS = ['current', ...Array.from({ length: 9 }, (_, i) => `arg${i + 1}`)];

/** An array over the objects of a type, `width` elements for each. */
export interface FieldArray {
  readonly name: string;
  readonly width: number;
  /** Where objects have different numbers of elements: the name of the table of these numbers. */
  readonly sizes?: string;
}

export class Variables {
  readonly names = new Identifiers();
  private readonly declarations = new Map<string, string>();
  private readonly tables = new Map<string, FieldArray>();
  private readonly fields = new Map<string, FieldArray>();
  private readonly scopes: readonly Identifiers[];
  private readonly locals: ReadonlyMap<number, string>[];

  /** `written`: the slots that events can write. */
  constructor(private readonly parts: Parts, readonly initial: State, private readonly written: ReadonlySet<number>) {
    for (const word of ['failed', 'nothing', 'bit_of', 'within', 'divisor', 'HIDDEN', 'CORES', 'ENDS', ...MACRO_PARAMETERS]) this.names.name(word);
    this.scopes = parts.tasks.map(() => new Identifiers(this.names));
    this.locals = parts.layout.areas.map((_, task) => this.nameLocals(task));
  }

  /** The value of a slot that never changes. */
  fixed(slot: number): number | undefined {
    return this.written.has(slot) ? undefined : this.initial[slot];
  }

  /** The scope of names of the task's process. */
  scope(task: number): Identifiers {
    return this.scopes[task]!;
  }

  local(task: number, offset: number): string {
    return this.locals[task]?.get(offset) ?? '0';
  }

  /** Declarations of the locals of a task that events write. */
  localDeclarations(task: number): string[] {
    const { slots, areas } = this.parts.layout;
    return [...this.locals[task]!].map(([offset, name]) => {
      const at = areas[task]! + offset;
      const { path, min, max } = slots[at]!;
      const value = this.initial[at]!;
      return `${scalar(name, min, max)}${value ? ` = ${value}` : ''}; /* ${path} */`;
    });
  }

  /** The array for a field that is part of the state, or undefined where there is no object that has it. */
  field(object: string, field: string): FieldArray | undefined {
    const key = `${object}.${field}`;
    const known = this.fields.get(key);
    if (known) return known;
    const pool = this.parts.layout.pools.get(object);
    const extent = pool?.fields.get(field);
    const instances = this.parts.world.pool(object);
    if (!pool || !extent || extent.length * instances.length === 0) return undefined;
    const slots = instances.flatMap((_, at) => Array.from({ length: extent.length }, (_, index) => pool.base + at * pool.stride + extent.offset + index));
    const array = { name: this.declareSlots(`${object}_${field}`, slots, instances), width: extent.length };
    this.fields.set(key, array);
    return array;
  }

  /** A slot of an object: `page_refcount[2]`. */
  slot(slot: number): string {
    const { field, path } = this.parts.layout.slots[slot]!;
    if (!field) throw new Error(`${path} is not a field`);
    const pool = this.parts.layout.pools.get(field.type)!;
    const offset = slot - pool.base - (field.id - 1) * pool.stride;
    if (offset === pool.inUse) return `${this.inUse(field.type)}[${field.id - 1}]`;
    const { name, width } = this.field(field.type, field.name)!;
    return `${name}[${(field.id - 1) * width + offset - pool.fields.get(field.name)!.offset}]`;
  }

  /** The variable that holds the number of the assertion that failed first. */
  failed(): string {
    this.declarations.set('failed', `${scalar('failed', 0, this.parts.assertions.length)}; /* the number of the assertion that failed first */`);
    return 'failed';
  }

  private inUse(object: string): string {
    const key = `${object}.`;
    const known = this.fields.get(key);
    if (known) return known.name;
    const pool = this.parts.layout.pools.get(object)!;
    const instances = this.parts.world.pool(object);
    const slots = instances.map((_, at) => pool.base + at * pool.stride + pool.inUse!);
    const name = this.declareSlots(`${object}_in_use`, slots, instances);
    this.fields.set(key, { name, width: 1 });
    return name;
  }

  /** The table of a `const` field or of `own` children. */
  table(object: string, field: string): FieldArray | undefined {
    const key = `${object}.${field}`;
    const known = this.tables.get(key);
    if (known) return known;
    const instances = this.parts.world.pool(object);
    const rows = instances.map((instance) => instance.constants.get(field) ?? instance.children.get(field) ?? []);
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (width === 0) return undefined;
    const values = rows.flatMap((row) => Array.from({ length: width }, (_, index) => row[index] ?? 0));
    const name = this.declare(`${object}_${field}`, values, 'HIDDEN ', instances);
    const isRagged = rows.some((row) => row.length < width);
    const table = { name, width, ...(isRagged && { sizes: this.sizes(object, field) }) };
    this.tables.set(key, table);
    return table;
  }

  /** The table of the lengths of an array field. */
  sizes(object: string, field: string): string {
    const key = `${object}.${field} size`;
    const known = this.tables.get(key);
    if (known) return known.name;
    const instances = this.parts.world.pool(object);
    const name = this.declare(`${object}_${field}_size`, instances.map((instance) => lengthOf(instance, field)), 'HIDDEN ', instances);
    this.tables.set(key, { name, width: 1 });
    return name;
  }

  /** Declarations of all variables used so far, those of the state first. */
  globals(): string[] {
    const all = [...this.declarations.values()].sort();
    return [...all.filter((text) => !text.startsWith('HIDDEN')), ...all.filter((text) => text.startsWith('HIDDEN'))];
  }

  private declareSlots(wanted: string, slots: readonly number[], instances: readonly Instance[]): string {
    const isFixed = slots.every((slot) => !this.written.has(slot));
    const ranges = slots.map((slot) => this.parts.layout.slots[slot]!);
    const range = [Math.min(...ranges.map(({ min }) => min)), Math.max(...ranges.map(({ max }) => max))] as const;
    return this.declare(wanted, slots.map((slot) => this.initial[slot]!), isFixed ? 'HIDDEN ' : '', instances, range);
  }

  private declare(
    wanted: string, values: readonly number[], prefix: string, instances: readonly Instance[],
    [min, max]: readonly [number, number] = [Math.min(...values), Math.max(...values)],
  ): string {
    const name = this.names.name(wanted);
    const start = values.every((value) => value === values[0]) ? values[0] : `{ ${values.join(', ')} }`;
    const owners = instances.map((instance) => instanceName(this.parts.world, instance)).join(', ');
    this.declarations.set(name, `${prefix}${element(min, max)} ${name}[${values.length}] = ${start}; /* of ${owners} */`);
    return name;
  }

  private nameLocals(task: number): Map<number, string> {
    const { graph, name } = this.parts.tasks[task]!;
    const found = new Map<number, string>();
    for (let offset = 0; offset < graph.area; offset++) {
      const slot = this.parts.layout.areas[task]! + offset;
      if (!this.written.has(slot)) continue;
      const path = this.parts.layout.slots[slot]!.path.slice(name.length + 1);
      found.set(offset, this.scope(task).name(path.split('|')[0]!));
    }
    return found;
  }
}
