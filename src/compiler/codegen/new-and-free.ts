// `new` and `free`: the slots of an object and its children, and what is written to them.
import type { Layout } from './layout';
import { instanceName } from '../lowering/instance-names';
import type { State } from '../program';
import type { World } from '../lowering/world';

/**
 * Gives an object and its children the values that they have at boot, and notes that they are in use (`isNew`) or no longer.
 * `refuse` is told what is wrong with the model, or what it has no room for, and never returns.
 */
export type Reset = (object: string, state: State, id: number, isNew: boolean, refuse: Refuse) => void;

interface Refuse {
  fail(message: string): never;
  limit(message: string): never;
}

/** What `new` and `free` write for an object and its children. */
export interface Extent {
  readonly slots: readonly number[];
  /** By index in `slots`: the value at boot. */
  readonly values: readonly number[];
  /** The slots that say whether the objects are in use, with the objects' names. */
  readonly flags: readonly { readonly slot: number; readonly name: string }[];
}

export function resetter(world: World, layout: Layout): Reset {
  const extents = new Map<string, (Extent | undefined)[]>();
  return (object, state, id, isNew, refuse) => {
    let known = extents.get(object);
    if (!known) extents.set(object, (known = []));
    const extent = (known[id] ??= extentOf(world, layout, object, id));
    if (!extent) return refuse.fail(`there is no ${object} ${id}`);
    const { slots, values, flags } = extent;
    for (const { slot, name } of flags) {
      if (isNew && state[slot]) refuse.limit(`${name} is made a second time while the first is in use; one call makes one ${object}`);
      if (!isNew && !state[slot]) refuse.fail(`${name} is freed twice`);
      state[slot] = isNew ? 1 : 0;
    }
    for (let at = 0; at < slots.length; at++) state[slots[at]!] = values[at]!;
  };
}

/** Undefined if there is no such object. */
export function extentOf(world: World, layout: Layout, object: string, id: number): Extent | undefined {
  const pool = layout.pools.get(object);
  const instance = world.instance(object, id);
  if (!pool || !instance) return undefined;
  const base = pool.base + (id - 1) * pool.stride;
  const own = [...pool.fields].flatMap(([name, { offset, length, words }]) =>
    Array.from({ length: length * words }, (_, index) => [base + offset + index, instance.initial.get(name) ?? 0] as const));
  const children = instance.type.fields.flatMap((field) => (field.modifier !== 'own' || field.type.kind !== 'object' ? []
    : (instance.children.get(field.name) ?? []).flatMap((child) => extentOf(world, layout, (field.type as { name: string }).name, child) ?? [])));
  const flag = pool.inUse === undefined ? [] : [{ slot: base + pool.inUse, name: instanceName(world, instance) }];
  return {
    slots: [...own.map(([slot]) => slot), ...children.flatMap(({ slots }) => slots)],
    values: [...own.map(([, value]) => value), ...children.flatMap(({ values }) => values)],
    flags: [...flag, ...children.flatMap(({ flags }) => flags)],
  };
}
