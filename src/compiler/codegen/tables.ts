// What is fixed at boot, looked up by an object's id: `const` fields and `own` children.
import type { Generator } from './generate-values';
import type { World } from '../lowering/world';

export type Table = (number | undefined)[];

/** Adds the tables that generated code has come to need since the last call. */
export function fillTables(tables: Table[], generator: Generator, world: World): void {
  for (const { object, field, width } of generator.tables.slice(tables.length)) {
    const rows: Table = Array.from({ length: width });
    for (const instance of world.pool(object)) {
      const values = instance.constants.get(field) ?? instance.children.get(field) ?? [];
      for (let i = 0; i < width; i++) rows.push(values[i]);
    }
    tables.push(rows);
  }
}
