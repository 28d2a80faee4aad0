import { join } from 'node:path';
import { compile, type CompileOptions } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { KernelTree, Version } from '../../src/language/tree';
import { readKernelSources } from '../../src/node/kernel-files';

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

/** A scenario on the model kernel. Throws with the diagnostics if it is not right. */
export function compileScenario(text: string, version?: Version, options?: CompileOptions): Program {
  const scenario = checkScenario('test.daxscn', text, modelKernel());
  if (!scenario.tree) throw new Error(scenario.diagnostics.map(formatDiagnostic).join('\n'));
  const result = compile(modelKernel(), scenario.tree, version, options);
  if ('errors' in result) throw new Error(result.errors.map(formatDiagnostic).join('\n'));
  return result.program;
}
