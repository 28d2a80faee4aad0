// The objects of one state, by the names that the model kernel gives them. A kernel that has no such type or field gives
// nothing: the picture lacks a part then, and the debugger goes on.
import { CompileError } from '../../compiler/compile-error';
import type { InstanceField, ObjectInstance, Program, ReadExpression, State } from '../../compiler/program';
import { isInUse } from '../../machine/execution/in-use';

export class Objects {
  private readonly pools: ReadonlyMap<string, readonly Thing[]>;

  constructor(readonly program: Program, readonly state: State) {
    this.pools = new Map(program.types.map(({ name, instances }) =>
      [name, instances.map((instance) => new Thing(this, name, instance))]));
  }

  /** Those in use, in the order of their ids. */
  all(type: string): Thing[] {
    return (this.pools.get(type) ?? []).filter(({ instance }) => isInUse(this.state, instance));
  }

  get(type: string, id: number): Thing | undefined {
    return this.pools.get(type)?.[id - 1];
  }

  ask(question: string, { type, id }: Thing): number | undefined {
    return reader(this.program, question, type)?.(this.state, [id], 0);
  }

  /** The name of the task whose object this is. */
  taskName(task: Thing): string {
    return this.program.tasks.find(({ object }) => object === task.id)?.name ?? task.name;
  }
}

/** Compiled once a program: the picture is drawn at every stop. */
const readers = new WeakMap<Program, Map<string, ReadExpression | undefined>>();

function reader(program: Program, question: string, name: string): ReadExpression | undefined {
  let known = readers.get(program);
  if (!known) readers.set(program, (known = new Map()));
  if (!known.has(question)) known.set(question, compileQuestion(program, question, name));
  return known.get(question);
}

function compileQuestion(program: Program, question: string, name: string): ReadExpression | undefined {
  const type = { kind: 'object', name } as const;
  try {
    const args = [{ kind: 'local', index: 0, type }] as const;
    return program.expression({ kind: 'call', function: question, args, type: { kind: 'void' } }, [{ type }]);
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** One object. */
export class Thing {
  readonly id: number;
  readonly name: string;
  private readonly fields: ReadonlyMap<string, InstanceField>;

  constructor(private readonly objects: Objects, readonly type: string, readonly instance: ObjectInstance) {
    this.id = instance.id;
    this.name = instance.name;
    this.fields = new Map(instance.fields.map((field) => [field.name, field]));
  }

  has(field: string): boolean {
    return this.fields.has(field);
  }

  numbers(name: string): readonly number[] {
    const field = this.fields.get(name);
    if (!field) return [];
    return field.kind === 'state' ? field.slots.map((slot) => this.objects.state[slot] ?? 0) : field.values;
  }

  number(name: string): number {
    return this.numbers(name)[0] ?? 0;
  }

  /** `OWNED`: the value of a field as the language writes it. */
  text(name: string): string | undefined {
    const field = this.fields.get(name);
    return field && this.objects.program.format(this.number(name), field.type);
  }

  /** What a pure function of the model kernel says of this object; undefined if there is no such function. */
  ask(question: string): number | undefined {
    return this.objects.ask(question, this);
  }

  /** What a reference refers to, or the child that lives in an `own` field. */
  one(name: string): Thing | undefined {
    return this.many(name)[0];
  }

  /** An array of references or children; null is undefined. */
  many(name: string): (Thing | undefined)[] {
    const type = this.fields.get(name)?.type;
    if (type?.kind !== 'object') return [];
    return this.numbers(name).map((id) => this.objects.get(type.name, id));
  }

  /** The members of a set. */
  members(name: string): Thing[] {
    const type = this.fields.get(name)?.type;
    if (type?.kind !== 'set') return [];
    const bits = this.number(name);
    return this.objects.all(type.name).filter(({ id }) => (bits >>> (id - 1)) & 1);
  }

  /** The object it lives in. */
  get owner(): Thing | undefined {
    const { owner } = this.instance;
    return owner && this.objects.get(owner.type, owner.id);
  }

  /** The nearest object of a type that it lives in. */
  within(type: string): Thing | undefined {
    for (let owner = this.owner; owner; owner = owner.owner) if (owner.type === type) return owner;
    return undefined;
  }
}
