// `new` and `free` in Promela: an object and its children get the values that they have at boot.
import { extentOf } from '../codegen/new-and-free';
import type { Op } from '../ir';
import type { Parts } from '../codegen/parts';
import type { Block } from './block';
import type { Variables } from './state-variables';

export class Resets {
  constructor(private readonly parts: Parts, private readonly variables: Variables) {}

  /** `expression`: the id of the object in Promela. */
  statements({ object, id, isNew }: Extract<Op, { kind: 'reset' }>, expression: string): Block {
    if (id.kind === 'const') return this.one(object, id.value, isNew);
    const objects = this.parts.world.pool(object).map((instance) => instance.id);
    const options = objects.flatMap((each): Block => [`:: ${expression} == ${each} ->`, this.one(object, each, isNew)]);
    return ['if', ...options, ':: else -> assert(false); /* null, or no such object */', 'fi;'];
  }

  private one(object: string, id: number, isNew: boolean): Block {
    const { world, layout } = this.parts;
    const extent = extentOf(world, layout, object, id);
    if (!extent) return ['assert(false); /* no such object */'];
    const flags = extent.flags.flatMap(({ slot }) => {
      const flag = this.variables.slot(slot);
      return [`assert(${flag} == ${isNew ? 0 : 1});`, `${flag} = ${isNew ? 1 : 0};`];
    });
    const values = extent.slots.flatMap((slot, at) => {
      // A slot that no event changes has the value already.
      const isFixed = this.variables.fixed(slot) !== undefined;
      return isFixed ? [] : [`${this.variables.slot(slot)} = ${extent.values[at]};`];
    });
    return [...flags, ...values];
  }
}
