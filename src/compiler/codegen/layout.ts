// The slots of the state: slot 0 for the failed assertion, then the fields of the objects, type by type, then for each task
// its program counter and its locals.
import type { KernelTree, Type } from '../../language/tree';
import type { TaskGraph } from '../ir';
import { instanceName } from '../lowering/instance-names';
import type { Slot } from '../program';
import { largestIn, wordName, wordsOf, wordTypes } from '../set-words';
import type { Instance, World } from '../lowering/world';

/** Holds the number of the assertion that failed first, counted from 1; 0 while none has. */
export const FAILED_SLOT = 0;

/** The slots of the objects of one type: `stride` slots for each, the first object's from `base` on. */
export interface PoolLayout {
  readonly base: number;
  readonly stride: number;
  /** The fields that are part of the state, by name. */
  readonly fields: ReadonlyMap<string, FieldLayout>;
  /** The offset of the slot that says whether the object is in use, if `new` makes objects of this type. */
  readonly inUse?: number;
}

/** An array field has as many elements in each object as in the object with the most of them; each is `words` slots. */
export interface FieldLayout {
  readonly offset: number;
  readonly length: number;
  readonly words: number;
  readonly type: Type;
}

export interface Layout {
  readonly slots: readonly Slot[];
  readonly pools: ReadonlyMap<string, PoolLayout>;
  /** The slot of each task's program counter. */
  readonly pcs: readonly number[];
  /** The first slot of each task's locals. */
  readonly areas: readonly number[];
  /** Holds the version that runs, as a set of that one: of a family of several. Nothing changes it. */
  readonly versionSlot?: number;
}

export function layOut(kernel: KernelTree, world: World, tasks: readonly { name: string; graph: TaskGraph }[], assertions: number): Layout {
  const slots: Slot[] = [{ path: 'failed assertion', type: { kind: 'int', min: 0, max: assertions }, min: 0, max: assertions }];
  const pools = new Map<string, PoolLayout>();
  const range = (type: Type): readonly [number, number] => {
    switch (type.kind) {
      case 'int': return [Math.min(0, type.min), type.max];
      case 'enum': return [0, (kernel.enums.find((candidate) => candidate.name === type.name)?.members.length ?? 1) - 1];
      case 'object': return [0, world.pool(type.name).length];
      case 'set': return [0, largestIn(type, world)];
      default: return [0, 1];
    }
  };
  for (const type of kernel.objects) {
    const instances = world.pool(type.name);
    const fields = new Map<string, FieldLayout>();
    let stride = 0;
    for (const field of type.fields) {
      if (['own', 'const', 'derived'].includes(field.modifier) || world.constantFields.has(type.name, field.name)) continue;
      const length = Math.max(0, ...instances.map((instance) => instance.sizes.get(field.name) ?? 0));
      const words = wordsOf(field.type, world);
      fields.set(field.name, { offset: stride, length, words, type: field.type });
      stride += length * words;
    }
    // A child that has no state is in use as its owner is.
    const dynamic = instances.some(({ dynamic: isNew, owner }) => isNew && (stride > 0 || !owner));
    pools.set(type.name, { base: slots.length, stride: stride + (dynamic ? 1 : 0), fields, ...(dynamic && { inUse: stride }) });
    for (const instance of instances) {
      for (const field of type.fields) {
        const extent = fields.get(field.name);
        if (!extent) continue;
        const words = wordTypes(field.type, world).map((of) => [of, ...range(of)] as const);
        for (let i = 0; i < extent.length; i++) {
          const path = `${instanceName(world, instance)}.${field.name}${field.size ? `[${i}]` : ''}`;
          for (const [of, min, max] of words) {
            slots.push({
              path: path + wordName(of), type: of, min, max, field: { type: type.name, id: instance.id, name: field.name },
              ...(field.modifier === 'history' && { isHistory: true }),
            });
          }
        }
      }
      if (dynamic) slots.push(liveSlot(world, instance));
    }
  }
  const pcs: number[] = [];
  const areas: number[] = [];
  tasks.forEach(({ name, graph }, task) => {
    const locations = graph.nodes.filter((node) => node.location).length;
    pcs.push(slots.length);
    slots.push({ path: `${name}/pc`, type: { kind: 'int', min: 0, max: locations }, min: 0, max: locations, task });
    areas.push(slots.length);
    for (let offset = 0; offset < graph.area; offset++) {
      const sharers = graph.slots.filter((slot) => slot.offset === offset);
      const names = [...new Set(sharers.map((slot) => slot.name))].join('|');
      if (graph.words?.has(offset)) {
        const words = wordTypes(sharers[0]!.type, world);
        for (const type of words) slots.push({ path: `${name}/${names}${wordName(type)}`, type, min: 0, max: range(type)[1], task });
        offset += words.length - 1;
        continue;
      }
      const ranges = sharers.map((slot) => {
        if (slot.max < Infinity) return [slot.min, slot.max] as const;
        const [min, max] = range(slot.type);
        // Of the counter of a loop over all objects the beginning is known; it goes one beyond the last.
        return [min, slot.min === -Infinity ? max : max + 1] as const;
      });
      slots.push({
        path: `${name}/${names}`,
        type: sharers[0]?.type ?? { kind: 'bool' },
        min: Math.min(0, ...ranges.map(([min]) => min)),
        max: Math.max(0, ...ranges.map(([, max]) => max)),
        task,
      });
    }
  });
  if (world.selection.versions.length === 1) return { slots, pools, pcs, areas };
  const [versionSlot, { all }] = [slots.length, world.selection];
  slots.push({ path: 'kernel version', type: { kind: 'int', min: 0, max: all }, min: 0, max: all });
  return { slots, pools, pcs, areas, versionSlot };
}

function liveSlot(world: World, instance: Instance): Slot {
  return {
    path: `${instanceName(world, instance)} in use`, type: { kind: 'bool' }, min: 0, max: 1,
    field: { type: instance.type.name, id: instance.id, name: 'in use' },
  };
}
