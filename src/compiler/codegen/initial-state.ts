// The state before the first event, and objects as they are before their first use.
import { CompileError } from '../compile-error';
import type { Layout } from './layout';
import { instanceName } from '../lowering/names';
import type { Parts } from './parts';
import type { State } from '../program';
import type { Generated } from './runtime';
import type { World } from '../lowering/world';

/** Every object as declared, `boot` run, every task at its first rest. Throws what `boot` asserts in vain: the scenario asks too much. */
export function initialState({ scenario, world, layout, tasks }: Parts, generated: Generated): State {
  const state = new Int32Array(layout.slots.length);
  for (const [type, pool] of layout.pools) {
    for (const instance of world.pool(type)) {
      const base = pool.base + (instance.id - 1) * pool.stride;
      for (const [name, field] of pool.fields) state.fill(instance.initial.get(name) ?? 0, base + field.offset, base + field.offset + field.length);
      if (pool.live !== undefined) state[base + pool.live] = instance.dynamic ? 0 : 1;
    }
  }
  const refusal = generated.boot(state);
  if (refusal !== undefined) throw new CompileError(refusal, scenario.source);
  tasks.forEach((_, i) => generated.starts[i]?.(state, 0));
  return state;
}

/** Gives an object and its children the values that they have at boot. `fail` never returns. */
export type Reset = (object: string, state: State, id: number, live: boolean, fail: (message: string) => never) => void;

/** Where an object and its children are in the state, all that `new` and `free` need to know. */
export interface Extent {
  readonly slots: readonly number[];
  readonly values: readonly number[];
  readonly flags: readonly { readonly slot: number; readonly name: string }[];
}

/** `new` and `free`. */
export function resetter(world: World, layout: Layout): Reset {
  const extents = new Map<string, (Extent | undefined)[]>();
  return (object, state, id, live, fail) => {
    let known = extents.get(object);
    if (!known) extents.set(object, (known = []));
    const extent = (known[id] ??= extentOf(world, layout, object, id));
    if (!extent) return fail(`there is no ${object} ${id}`);
    const { slots, values, flags } = extent;
    for (const { slot, name } of flags) {
      if (live && state[slot]) fail(`${name} is made again while it is in use: a capacity of the model is exceeded`);
      if (!live && !state[slot]) fail(`${name} is freed twice`);
      state[slot] = live ? 1 : 0;
    }
    for (let at = 0; at < slots.length; at++) state[slots[at]!] = values[at]!;
  };
}

export function extentOf(world: World, layout: Layout, object: string, id: number): Extent | undefined {
  const pool = layout.pools.get(object);
  const instance = world.instance(object, id);
  if (!pool || !instance) return undefined;
  const base = pool.base + (id - 1) * pool.stride;
  const own = [...pool.fields].flatMap(([name, { offset, length }]) =>
    Array.from({ length }, (_, index) => [base + offset + index, instance.initial.get(name) ?? 0] as const));
  const children = instance.type.fields.flatMap((field) => (field.modifier !== 'own' || field.type.kind !== 'object' ? []
    : (instance.children.get(field.name) ?? []).flatMap((child) => extentOf(world, layout, (field.type as { name: string }).name, child) ?? [])));
  const flag = pool.live === undefined ? [] : [{ slot: base + pool.live, name: instanceName(world, instance) }];
  return {
    slots: [...own.map(([slot]) => slot), ...children.flatMap(({ slots }) => slots)],
    values: [...own.map(([, value]) => value), ...children.flatMap(({ values }) => values)],
    flags: [...flag, ...children.flatMap(({ flags }) => flags)],
  };
}
