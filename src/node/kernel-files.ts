// A model kernel in files of this machine: what the command line, the extension's language server and the build share.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SourceText } from '../language/check';
import { readPackage } from '../language/packaged-kernel';
import type { KernelTree } from '../language/tree';

/** The sources of a model kernel, named as in Linux: `fs/dax.daxk`. In the order of their names. Throws what the file system throws. */
export function readKernelSources(folder: string): SourceText[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.daxk'))
    .sort()
    .map((name) => ({ source: name.split(sep).join('/'), text: readFileSync(join(folder, name), 'utf8') }));
}

/** The packaged model kernel, parsed and checked, as the build writes it. Throws what the file system or `JSON.parse` throws. */
export function readKernelTree(path: string): KernelTree {
  return readPackage(readFileSync(path, 'utf8'));
}
