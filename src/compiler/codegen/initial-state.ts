// The state before the first event.
import { CompileError } from '../compile-error';
import type { Parts } from './parts';
import type { State } from '../program';
import type { GeneratedCode } from './runtime';

/**
 * Objects have their declared values, `boot` has been executed and each task is at its first location. Throws a CompileError
 * with the message of an assertion that fails in `boot`: the scenario exceeds what the model can hold.
 */
export function initialState({ scenario, world, layout, tasks }: Parts, generated: GeneratedCode): State {
  const state = new Int32Array(layout.slots.length);
  if (layout.versionSlot !== undefined) state[layout.versionSlot] = world.selection.now;
  for (const [type, pool] of layout.pools) {
    for (const instance of world.pool(type)) {
      const base = pool.base + (instance.id - 1) * pool.stride;
      for (const [name, field] of pool.fields) state.fill(instance.initial.get(name) ?? 0, base + field.offset, base + field.offset + field.length * field.words);
      if (pool.inUse !== undefined) state[base + pool.inUse] = instance.dynamic ? 0 : 1;
    }
  }
  const refusal = generated.boot(state);
  if (refusal !== undefined) throw new CompileError(refusal, scenario.source);
  tasks.forEach((_, i) => generated.starts[i]?.(state, 0));
  return state;
}
