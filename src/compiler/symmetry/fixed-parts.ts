// What no event changes: `const` fields, children, and the values of a new object. It is part of the program, not of the state, so an
// exchange has to leave it as it is.
import { instanceName } from '../lowering/instance-names';
import type { Instance, World } from '../lowering/world';
import type { Renaming } from './renaming';

/** Where exchanging the objects would change what is fixed, for people; undefined if nowhere. */
export function fixedDifference(world: World, renaming: Renaming): string | undefined {
  for (const { name, fields } of world.kernel.objects) {
    for (const instance of world.pool(name)) {
      const image = world.instance(name, renaming.object(name, instance.id))!;
      const differs = fields.find((field) => {
        const here = fixedValues(instance, field.name).map((value) => renaming.value(value, field.type));
        return String(here) !== String(fixedValues(image, field.name)) || instance.sizes.get(field.name) !== image.sizes.get(field.name);
      });
      if (differs) return `${differs.name} of ${instanceName(world, instance)} is fixed`;
    }
  }
  return undefined;
}

function fixedValues({ constants, children, initial }: Instance, field: string): readonly number[] {
  const value = initial.get(field);
  return constants.get(field) ?? children.get(field) ?? (value === undefined ? [] : [value]);
}
