import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SourceText } from '../src/language/check';

/** The sources of a model kernel, named as in Linux: `fs/dax.daxk`. In the order of their names. */
export function readKernelSources(folder: string): SourceText[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.daxk'))
    .sort()
    .map((name) => ({ source: name.split(sep).join('/'), text: readFileSync(join(folder, name), 'utf8') }));
}
