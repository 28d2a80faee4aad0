// The objects of one state, by the names that the model kernel gives their types and fields. Where a kernel has no such type,
// field or function there is nothing, never an error: the snapshot lacks that part.
import { CompileError } from '../../compiler/compile-error';
import type { InstanceField, ObjectInstance, Program, ReadExpression, State } from '../../compiler/program';
import { membersOf, valuesOf } from '../../machine/execution/field-values';
import { isInUse } from '../../machine/execution/in-use';

/** All objects of a state. */
export class Objects {
  private readonly pools: ReadonlyMap<string, readonly ModelObject[]>;

  constructor(readonly program: Program, readonly state: State) {
    this.pools = new Map(program.types.map(({ name, instances }) =>
      [name, instances.map((instance) => new ModelObject(this, name, instance))]));
  }

  /** Those in use, in the order of their ids. */
  all(type: string): ModelObject[] {
    return (this.pools.get(type) ?? []).filter(({ instance }) => isInUse(this.state, instance));
  }

  /** In use or not; undefined if there is no such object, as for null (0). */
  get(type: string, id: number): ModelObject | undefined {
    return this.pools.get(type)?.[id - 1];
  }

  /** What a `pure` function of the model kernel returns for an object; undefined if there is no such function. */
  call(name: string, { type, id }: ModelObject): number | undefined {
    return compiledCall(this.program, name, type)?.(this.state, [id], 0);
  }

  /** The name of the task whose object this is. */
  taskName(task: ModelObject): string {
    return this.program.tasks.find(({ object }) => object === task.id)?.name ?? task.name;
  }
}

/** By program and function: a snapshot is made at every stop, so a call is compiled once a program. */
const compiledCalls = new WeakMap<Program, Map<string, ReadExpression | undefined>>();

function compiledCall(program: Program, name: string, type: string): ReadExpression | undefined {
  let known = compiledCalls.get(program);
  if (!known) compiledCalls.set(program, (known = new Map()));
  if (!known.has(name)) known.set(name, compileCall(program, name, type));
  return known.get(name);
}

function compileCall(program: Program, name: string, typeName: string): ReadExpression | undefined {
  const type = { kind: 'object', name: typeName } as const;
  try {
    const args = [{ kind: 'local', index: 0, type }] as const;
    return program.expression({ kind: 'call', function: name, args, type: { kind: 'void' } }, [{ type }]);
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** One object, in the state of the `Objects` that it belongs to. */
export class ModelObject {
  readonly id: number;
  readonly name: string;
  private readonly fields: ReadonlyMap<string, InstanceField>;

  constructor(private readonly objects: Objects, readonly type: string, readonly instance: ObjectInstance) {
    this.id = instance.id;
    this.name = instance.name;
    this.fields = new Map(instance.fields.map((field) => [field.name, field]));
  }

  /** Whether its type has the field. */
  has(field: string): boolean {
    return this.fields.has(field);
  }

  /** Whether its type has the field, and events can make it another. */
  canChange(field: string): boolean {
    const { kind } = this.fields.get(field) ?? {};
    return kind === 'state' || kind === 'derived';
  }

  /** The values of a field: several of an array, none if there is no such field. */
  numbers(name: string): readonly number[] {
    const field = this.fields.get(name);
    if (!field) return [];
    return valuesOf(field, this.objects.state);
  }

  /** The value of a field, 0 if there is no such field. */
  number(name: string): number {
    return this.numbers(name)[0] ?? 0;
  }

  /** The value of a field as the language writes it, such as `OWNED`. */
  text(name: string): string | undefined {
    const field = this.fields.get(name);
    return field && this.objects.program.format(this.number(name), field.type);
  }

  /** What a `pure` function of the model kernel returns for this object; undefined if there is no such function. */
  call(name: string): number | undefined {
    return this.objects.call(name, this);
  }

  /** The object that a reference or an `own` field holds; undefined for null. */
  one(name: string): ModelObject | undefined {
    return this.many(name)[0];
  }

  /** The objects that an array of references or an `own` array holds; undefined for null. */
  many(name: string): (ModelObject | undefined)[] {
    const type = this.fields.get(name)?.type;
    if (type?.kind !== 'object') return [];
    return this.numbers(name).map((id) => this.objects.get(type.name, id));
  }

  /** The members of a set, those in use. */
  members(name: string): ModelObject[] {
    const field = this.fields.get(name);
    if (field?.type.kind !== 'set') return [];
    const { program, state } = this.objects;
    const ids = new Set(membersOf(field, program, state));
    return this.objects.all(field.type.name).filter(({ id }) => ids.has(id));
  }

  /** The object in whose `own` field it is. */
  get owner(): ModelObject | undefined {
    const { owner } = this.instance;
    return owner && this.objects.get(owner.type, owner.id);
  }

  /** The nearest of its direct and indirect owners that is of a type. */
  within(type: string): ModelObject | undefined {
    for (let owner = this.owner; owner; owner = owner.owner) if (owner.type === type) return owner;
    return undefined;
  }
}
