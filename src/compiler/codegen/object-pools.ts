// `Program.types`: the objects of a program by type.
import type { KernelTree } from '../../language/tree';
import type { DerivedFields } from './derived-fields';
import type { Layout } from './layout';
import { instanceName } from '../lowering/instance-names';
import type { InstanceField, ObjectInstance, ObjectPool } from '../program';
import type { Instance, World } from '../lowering/world';

/** A pool for each object type of the kernel, also for a type without objects. */
export function objectPools(kernel: KernelTree, world: World, layout: Layout, derived: DerivedFields): ObjectPool[] {
  return kernel.objects.map((type) => ({
    name: type.name,
    source: type.source,
    span: type.span,
    ...(type.doc !== undefined && { doc: type.doc }),
    instances: world.pool(type.name).map((instance) => ({
      id: instance.id,
      name: instanceName(world, instance),
      ...(instance.owner && { owner: { type: instance.owner.instance.type.name, id: instance.owner.instance.id } }),
      ...inUseSlotOf(instance, layout),
      fields: fieldsOf(instance, layout, world, derived),
    })),
  }));
}

function inUseSlotOf(instance: Instance, layout: Layout): Pick<ObjectInstance, 'inUseSlot'> {
  const pool = layout.pools.get(instance.type.name);
  return pool?.inUse === undefined ? {} : { inUseSlot: pool.base + (instance.id - 1) * pool.stride + pool.inUse };
}

function fieldsOf(instance: Instance, layout: Layout, world: World, derived: DerivedFields): InstanceField[] {
  const pool = layout.pools.get(instance.type.name);
  const base = pool ? pool.base + (instance.id - 1) * pool.stride : 0;
  return instance.type.fields.filter(({ gate = {} }) => world.selection.has(gate)).map((field): InstanceField => {
    if (field.modifier === 'derived') return derived.of(instance.type.name, instance.id, field);
    const common = { name: field.name, type: field.type, array: field.size !== undefined };
    if (field.modifier === 'own') return { ...common, kind: 'own', values: instance.children.get(field.name) ?? [] };
    if (field.modifier === 'const') return { ...common, kind: 'const', values: instance.constants.get(field.name) ?? [] };
    const known = world.constantFields.value(instance.type.name, field.name);
    if (known !== undefined) return { ...common, kind: 'const', values: Array.from({ length: instance.sizes.get(field.name) ?? 0 }, () => known) };
    const { offset = 0, words = 1 } = pool?.fields.get(field.name) ?? {};
    const length = (instance.sizes.get(field.name) ?? 0) * words;
    return { ...common, kind: 'state', array: common.array || words > 1, slots: Array.from({ length }, (_, i) => base + offset + i), ...(field.modifier === 'history' && { isHistory: true }) };
  });
}
