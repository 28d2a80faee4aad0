// Names of objects in texts: what the kernel calls one of its own; else the type's label (`as "page {nr}"`), the declared name, else the owner's name and the field.
import type { Template } from '../../language/tree';
import type { Instance, World } from './world';

/** `victim`, `page 1`, `victim.i_rwsem`, `victim.pages[2]`. */
export function instanceName(world: World, instance: Instance): string {
  const { type, name, owner, dynamic, global } = instance;
  if ((dynamic || global) && name !== undefined) return name;
  if (type.label) return label(world, instance, type.label);
  if (name !== undefined) return name;
  if (!owner) return `${type.name} ${instance.id}`;
  return `${instanceName(world, owner.instance)}.${owner.field}${owner.array ? `[${owner.slot}]` : ''}`;
}

/** The text of a label, which refers to fixed values only: names, `const` fields, `parent` and `slot`. */
export function label(world: World, instance: Instance | undefined, template: Template): string {
  return template.map((part) => {
    if (typeof part === 'string') return part;
    if (part.kind === 'property' && part.name === 'name') return instance?.name ?? `${instance?.type.name} ${instance?.id}`;
    const value = world.evaluate(part, instance);
    if (part.type.kind !== 'object') return String(value);
    const target = world.instance(part.type.name, value);
    return target ? instanceName(world, target) : 'null';
  }).join('');
}
