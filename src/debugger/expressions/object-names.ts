// Names of objects, and the expressions that mean them.
import type { ObjectInstance, ObjectPool, Program } from '../../compiler/program';

/** An object, and the name of its type. */
export interface NamedObject {
  readonly type: string;
  readonly instance: ObjectInstance;
}

/** The names of a program's objects. */
export class ObjectNames {
  readonly pools: ReadonlyMap<string, ObjectPool>;
  /** By name what it means: of an object and its part with the same name, the object; of two objects, the first. */
  private readonly byName = new Map<string, NamedObject>();

  constructor({ types }: Program) {
    this.pools = new Map(types.map((pool) => [pool.name, pool]));
    for (const { name: type, instances } of types) {
      for (const instance of instances) {
        const known = this.byName.get(instance.name)?.instance;
        if (!known || (known.owner && !instance.owner)) this.byName.set(instance.name, { type, instance });
        else if (!instance.owner) this.byName.set(`${type} ${instance.name}`, { type, instance });
      }
    }
  }

  /** Every name that means an object, in use or not. */
  get all(): ReadonlyMap<string, NamedObject> {
    return this.byName;
  }

  /** An expression that means the object: its name or, if that means another one, the path from its owner, or its type and its name. */
  expressionOf(type: string, instance: ObjectInstance): string {
    const { owner, name } = instance;
    const parent = owner && this.pools.get(owner.type)?.instances[owner.id - 1];
    if (this.byName.get(name)?.instance === instance) return name;
    if (!parent) return `${type} ${name}`;
    for (const field of parent.fields) {
      if (field.kind !== 'own' || field.type.kind !== 'object' || field.type.name !== type) continue;
      const index = field.values.indexOf(instance.id);
      if (index >= 0) return `${this.expressionOf(owner.type, parent)}.${field.name}${field.array ? `[${index}]` : ''}`;
    }
    return name;
  }
}

const known = new WeakMap<Program, ObjectNames>();

/** The names of a program's objects, computed once for each program. */
export function objectNames(program: Program): ObjectNames {
  let names = known.get(program);
  if (!names) known.set(program, (names = new ObjectNames(program)));
  return names;
}
