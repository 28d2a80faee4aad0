// The packaged model kernel, which the build writes beside the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KernelTree } from '../language/tree';
import { InputError } from './input';

/** Parsed and checked already. Throws an InputError if it is not there. */
export function readPackagedKernel(folder: string): KernelTree {
  const path = join(folder, 'kernel.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KernelTree;
  } catch {
    throw new InputError(`${path}:1:1: error: the packaged model kernel is missing or damaged; build the project again`);
  }
}
