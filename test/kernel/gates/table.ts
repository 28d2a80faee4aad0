// What notices each change of Linux that the model kernel asks for: noticed.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'noticed.json');

/** What notices that a change is taken back. */
export interface Noticed {
  /** The version on which it is taken back, where another bug hides it on the first one that has it. */
  readonly on?: string;
  /** Changes that build on it: without it they cannot be there, so they are taken back, too, and what notices that does not count. */
  readonly with?: readonly string[];
  /** Every exhibit of the museum with an expectation that is not met then: file names. */
  readonly museum: readonly string[];
  /** Where there is none, a scenario that has one: its path from the root of the project. */
  readonly scenario?: string;
  /** Or a recording of a real kernel from which the model differs then: `6.18/g_x_trunc0`. */
  readonly recording?: string;
  /** Or why nothing does: the programs are the same, and only functions have other names. */
  readonly names?: string;
}

/** By the name of the constant, in the order of the versions. */
export type Table = Readonly<Record<string, Noticed>>;

export function readTable(): Table {
  return JSON.parse(readFileSync(file, 'utf8')) as Table;
}

export function writeTable(table: Table): void {
  const rows = Object.entries(table).map(([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row, undefined, 1).replaceAll(/\s*\n\s*/g, ' ')}`);
  writeFileSync(file, `{\n${rows.join(',\n')}\n}\n`);
}
