// The state before the first event, and objects as they are before their first use.
import { CompileError } from './compile-error';
import type { Layout } from './layout';
import { instanceName } from './names';
import type { Parts } from './parts';
import type { State } from './program';
import type { Generated } from './runtime';
import type { World } from './world';

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

/** `new` and `free`: the object and its children as they are at boot. */
export function reset(world: World, layout: Layout, object: string, state: State, id: number, live: boolean, fail: (message: string) => never): void {
  const pool = layout.pools.get(object);
  const instance = world.instance(object, id);
  if (!pool || !instance) return fail(`there is no ${object} ${id}`);
  const base = pool.base + (id - 1) * pool.stride;
  if (pool.live !== undefined) {
    const name = instanceName(world, instance);
    if (live && state[base + pool.live]) fail(`${name} is made again while it is in use: a capacity of the model is exceeded`);
    if (!live && !state[base + pool.live]) fail(`${name} is freed twice`);
    state[base + pool.live] = live ? 1 : 0;
  }
  for (const [name, field] of pool.fields) state.fill(instance.initial.get(name) ?? 0, base + field.offset, base + field.offset + field.length);
  for (const field of instance.type.fields) {
    if (field.modifier !== 'own' || field.type.kind !== 'object') continue;
    for (const child of instance.children.get(field.name) ?? []) reset(world, layout, field.type.name, state, child, live, fail);
  }
}
