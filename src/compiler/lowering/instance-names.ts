// What objects are called in texts: the declared name, the type's `as "page {nr}"`, else the owner's name and the field.
import type { Template } from '../../language/tree';
import type { Instance, World } from './world';

export function instanceName(world: World, instance: Instance): string {
  const { type, name, owner } = instance;
  if (instance.dynamic && name !== undefined) return name;
  if (type.label) return label(world, instance, type.label);
  if (name !== undefined) return name;
  if (!owner) return `${type.name} ${instance.id}`;
  return `${instanceName(world, owner.instance)}.${owner.field}${owner.array ? `[${owner.slot}]` : ''}`;
}

/** Evaluates a label over what is fixed: names, const fields, `parent` and `slot`. */
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
