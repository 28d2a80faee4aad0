import { join } from 'node:path';
import { readKernelSources } from '../../scripts/read-kernel';
import { checkKernel } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { KernelTree } from '../../src/language/tree';

export const kernelFolder = join(__dirname, '..', '..', 'src', 'kernel');

let tree: KernelTree | undefined;

/** The model kernel, checked from its sources. Throws if it has errors. */
export function modelKernel(): KernelTree {
  if (tree) return tree;
  const checked = checkKernel(readKernelSources(kernelFolder));
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(formatDiagnostic).join('\n'));
  return tree = checked.tree;
}
