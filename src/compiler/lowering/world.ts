// The objects of one program: those that the scenario declares, their children, and one for each expanded `new`.
// Invariant: ids are handed out once and never change; children of one array have consecutive ids.
import { MAX_OBJECTS } from '../../language/checker/capacity';
import type { Expr, Field, KernelTree, ObjectType, Property, ScenarioTree } from '../../language/tree';
import { isCode } from '../../language/types';
import { CompileError, type Place } from '../compile-error';
import { CodeNumbers } from './code-numbers';
import type { ConstantFields } from './constant-fields';
import { foldBinary } from './fold';
import type { Selection } from './selection';

/** One object. `id` counts from 1 in its type. */
export interface Instance {
  readonly type: ObjectType;
  readonly id: number;
  readonly owner?: { readonly instance: Instance; readonly field: string; readonly slot: number; readonly array: boolean };
  readonly properties: ReadonlyMap<string, number>;
  /** Values of `const` fields. */
  readonly constants: Map<string, number[]>;
  /** Ids of `own` children. */
  readonly children: Map<string, number[]>;
  /** Lengths of array fields that are state. */
  readonly sizes: Map<string, number>;
  /** Values at boot, after `new` and after `free`. */
  readonly initial: Map<string, number>;
  /** The declared name, or the name that the scenario gives a new object. */
  name?: string;
  /** Made by `new`: not in use at boot. */
  readonly dynamic: boolean;
  /** Declared by the kernel itself. */
  readonly global?: true;
}

/** How many elements an array field of an object has; 0 if it has no such field. */
export function lengthOf({ children, constants, sizes }: Instance, field: string): number {
  return children.get(field)?.length ?? constants.get(field)?.length ?? sizes.get(field) ?? 0;
}

/** All objects. Those of tasks and of `new` are added while tasks are lowered; the others exist from the beginning. */
export class World {
  private readonly pools = new Map<string, Instance[]>();
  private readonly types: ReadonlyMap<string, ObjectType>;
  /** By type and name: expressions ask for them thousands of times. */
  private readonly fields: ReadonlyMap<string, ReadonlyMap<string, Field>>;
  private readonly named = new Map<string, number>();
  private readonly asked = new Set<string>();
  /** The number of elements of each global of the kernel; they have consecutive ids. */
  private readonly lengths = new Map<string, number>();
  readonly code: CodeNumbers;
  /** What objects are being made for. */
  private place: Place;

  constructor(
    readonly kernel: KernelTree,
    readonly scenario: ScenarioTree,
    readonly selection: Selection,
    /** The fields that are no part of the state. */
    readonly constantFields: ConstantFields,
  ) {
    this.code = new CodeNumbers(kernel);
    this.place = [scenario.source, [0, 0, 0, 0]];
    this.types = new Map(kernel.objects.map((type) => [type.name, type]));
    this.fields = new Map(kernel.objects.map(({ name, fields }) => [name, new Map(fields.map((field) => [field.name, field]))]));
    this.named.set('MAX_BLOCKS', largestProperty(scenario, this.types, 'blocks'));
    for (const { name, declares } of kernel.objects) if (declares !== undefined) this.named.set(`count(${declares})`, declared(scenario, name));
    const roots = scenario.declarations.map((declaration) => {
      this.place = [scenario.source, declaration.span];
      const root = this.allocate(this.type(declaration.object), { name: declaration.name });
      this.named.set(declaration.name, root.id);
      return { root, declaration };
    });
    const globals = kernel.globals.flatMap((global) => {
      const length = global.size ? this.evaluate(global.size, undefined) : 1;
      const roots = Array.from({ length }, (_, i) => this.allocate(this.typeOf(global.type), { name: global.size ? `${global.name}[${i}]` : global.name, global: true }));
      this.named.set(global.name, roots[0]?.id ?? 0);
      this.lengths.set(global.name, length);
      return roots;
    });
    for (const { root, declaration } of roots) {
      this.place = [scenario.source, declaration.span];
      root.type.params.forEach((param, i) => {
        const value = this.evaluate(declaration.properties[i] as Expr, undefined);
        this.refuseOutside(root, param, value);
        (root.properties as Map<string, number>).set(param.name, value);
      });
      this.populate(root);
    }
    for (const root of globals) this.populate(root);
  }

  type(name: string): ObjectType {
    const type = this.types.get(name);
    if (!type) throw new Error(`object type ${name} is not in the tree`);
    return type;
  }

  private typeOf(type: { kind: string; name?: string }): ObjectType {
    return this.type(type.name as string);
  }

  field(object: string, name: string): Field {
    const field = this.fields.get(object)?.get(name);
    if (!field) throw new Error(`${object} has no field ${name}`);
    return field;
  }

  pool(type: string): readonly Instance[] {
    return this.pools.get(type) ?? [];
  }

  instance(type: string, id: number): Instance | undefined {
    return this.pools.get(type)?.[id - 1];
  }

  /** The id of a declared device, mount, file or process, or of a singleton. */
  lookup(name: string): number | undefined {
    return this.named.get(name);
  }

  /** The ids of a global's elements. */
  elements(name: string): readonly number[] {
    const first = this.lookup(name) ?? 0;
    return Array.from({ length: this.lengths.get(name) ?? 0 }, (_, i) => first + i);
  }

  /**
   * A task's object, under the task's name. Of its properties `leader` is the task itself or, for a thread, that of its process;
   * `parent` is the task that forks it, or null; `killable` whether some process
   * may kill it.
   */
  createTask(type: string, name: string, place: Place, { leader, parent, killable = false }: { leader?: number; parent?: number; killable?: boolean } = {}): Instance {
    this.place = place;
    const task = this.allocate(this.type(type), { name });
    // An agent may go by the name of what it serves, as a disk; whoever writes the name means that.
    if (!this.named.has(name)) this.named.set(name, task.id);
    (task.properties as Map<string, number>).set('leader', leader ?? task.id).set('parent', parent ?? 0).set('killable', killable ? 1 : 0);
    this.populate(task);
    return task;
  }

  /** An object that neither the scenario nor the kernel names. */
  createUnnamed(type: string, name: string): Instance {
    const instance = this.allocate(this.type(type), { name });
    this.populate(instance);
    return instance;
  }

  /** The object of one `new`. */
  createDynamic(type: string, name: string, place: Place): Instance {
    this.place = place;
    const instance = this.allocate(this.type(type), { name, dynamic: true });
    this.populate(instance);
    return instance;
  }

  private allocate(type: ObjectType, options: { name?: string; owner?: Instance['owner']; dynamic?: boolean; global?: true }): Instance {
    let pool = this.pools.get(type.name);
    if (!pool) this.pools.set(type.name, (pool = []));
    if (pool.length === MAX_OBJECTS) throw CompileError.limit(`no room for one more ${type.name}: the model has ${MAX_OBJECTS} at most`, this.place);
    const instance: Instance = {
      type,
      id: pool.length + 1,
      properties: new Map(),
      constants: new Map(),
      children: new Map(),
      sizes: new Map(),
      initial: new Map(),
      dynamic: options.dynamic ?? false,
      ...(options.global && { global: true }),
      ...(options.owner && { owner: options.owner }),
      ...(options.name !== undefined && { name: options.name }),
    };
    pool.push(instance);
    return instance;
  }

  /** Makes children and sets `const` fields, which may name them. All children get their ids before any of them is populated. */
  private populate(instance: Instance): void {
    const children = instance.type.fields.flatMap((field) => (field.modifier === 'own' ? this.allocateChildren(instance, field) : []));
    for (const field of instance.type.fields) {
      if (field.modifier === 'own' || field.modifier === 'derived') continue;
      const length = field.size ? this.evaluate(field.size, instance) : 1;
      if (field.modifier === 'const') {
        const value = field.init ? this.evaluate(field.init, instance, field) : 0;
        if (isCode(field.type)) this.refuseNewCode(instance, field, value);
        this.refuseOutside(instance, field, value);
        instance.constants.set(field.name, Array.from({ length }, () => value));
      } else {
        instance.sizes.set(field.name, length);
        instance.initial.set(field.name, field.init ? this.evaluate(field.init, instance, field) : defaultValue(field));
      }
    }
    for (const child of children) this.populate(child);
  }

  private allocateChildren(instance: Instance, field: Field): Instance[] {
    const length = field.size ? this.evaluate(field.size, instance) : 1;
    const type = this.typeOf(field.type as { kind: string; name: string });
    const children = Array.from({ length }, (_, slot) => this.allocate(type, {
      owner: { instance, field: field.name, slot, array: field.size !== undefined },
      dynamic: instance.dynamic,
    }));
    instance.children.set(field.name, children.map((child) => child.id));
    return children;
  }

  /** The functions or tables that a `const` field holds in some object of the type. */
  codeIn(object: string, field: string): readonly number[] {
    this.asked.add(`${object}.${field}`);
    return [...new Set(this.pool(object).flatMap((instance) => instance.constants.get(field) ?? []))];
  }

  /** Calls through the field are expanded for what it held when they were lowered: a later object must not hold anything else. */
  private refuseNewCode(instance: Instance, field: Field, value: number): void {
    const { name } = instance.type;
    if (!this.asked.has(`${name}.${field.name}`) || this.codeIn(name, field.name).includes(value)) return;
    throw new CompileError(`\`${field.name}\` of a new ${name} would be a table that no other ${name} has had`, field.source ?? instance.type.source, field.span);
  }

  private refuseOutside({ type, name }: Instance, field: Field | Property, value: number): void {
    if (field.type.kind !== 'int' || (value >= field.type.min && value <= field.type.max)) return;
    throw CompileError.limit(`${name ?? `a ${type.name}`}.${field.name} holds ${field.type.min} … ${field.type.max}; ${value} does not fit`, this.place);
  }

  /** A constant expression: properties, `parent`, `slot`, declared names, constants, const fields. */
  evaluate(expr: Expr, self: Instance | undefined, field?: Field): number {
    const recurse = (inner: Expr): number => this.evaluate(inner, self, field);
    switch (expr.kind) {
      case 'literal': return expr.value;
      case 'property': return self?.properties.get(expr.name) ?? self?.constants.get(expr.name)?.[0] ?? 0;
      // In the `where` and the label of an agent: the object that the agent is made for.
      case 'local': return self?.id ?? 0;
      case 'slot': return self?.owner?.slot ?? 0;
      case 'parent': {
        const owner = self?.owner?.instance;
        const wanted = expr.type.kind === 'object' ? expr.type.name : field?.type.kind === 'object' ? field.type.name : undefined;
        return owner && (wanted === undefined || owner.type.name === wanted) ? owner.id : 0;
      }
      case 'named': {
        const id = this.lookup(expr.name);
        if (id === undefined) throw new CompileError(`\`${expr.name}\` is not declared`, this.scenario.source, expr.span);
        return expr.index ? this.elements(expr.name)[recurse(expr.index)] ?? 0 : id;
      }
      case 'field': {
        const id = recurse(expr.receiver);
        const index = expr.index ? recurse(expr.index) : 0;
        const target = this.instance(expr.object, id);
        return target ? (target.constants.get(expr.field) ?? target.children.get(expr.field))?.[index] ?? 0 : 0;
      }
      case 'kernel': return Number(this.selection.compare(expr.operator, expr.version));
      case 'function':
      case 'table': return this.code.numberOf(expr);
      case 'member': {
        const value = this.code.entry(recurse(expr.receiver), expr.member);
        return value ? recurse(value) : 0;
      }
      case 'unary': return expr.operator === '-' ? -recurse(expr.operand) : recurse(expr.operand) ? 0 : 1;
      case 'binary': {
        const value = foldBinary(expr.operator, recurse(expr.left), recurse(expr.right));
        if (value !== undefined) return value;
        break;
      }
      case 'conditional': return recurse(expr.condition) ? recurse(expr.then) : recurse(expr.else);
    }
    throw new CompileError('this must be a constant', self?.type.source ?? this.scenario.source, expr.span);
  }
}

function defaultValue(field: Field): number {
  return field.type.kind === 'int' && (field.type.min > 0 || field.type.max < 0) ? field.type.min : 0;
}

/** How many objects of this type the scenario declares. */
function declared({ declarations, processes }: ScenarioTree, type: string): number {
  return [...declarations, ...processes].filter(({ object }) => object === type).length;
}

/** The largest value that a device is declared with for this property; at least 1. */
function largestProperty(scenario: ScenarioTree, types: ReadonlyMap<string, ObjectType>, name: string): number {
  let largest = 1;
  for (const declaration of scenario.declarations) {
    types.get(declaration.object)?.params.forEach((param, i) => {
      const value = declaration.properties[i];
      if (param.name === name && declaration.kind === 'device' && value?.kind === 'literal') largest = Math.max(largest, value.value);
    });
  }
  return largest;
}
