import { join } from 'node:path';
import type { CompileOptions } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { KernelTree, Version } from '../../src/language/tree';
import { readKernelSources } from '../../src/node/kernel-files';
import { compileTrees, type Trees } from '../compiler/tiny-kernel';

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
  return compileTrees(scenarioTrees(text), version, options).program;
}

/** The model kernel with a scenario. Throws with the diagnostics if that does not parse. */
export function scenarioTrees(text: string): Trees {
  const { tree, diagnostics } = checkScenario('test.daxscn', text, modelKernel());
  if (!tree) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return { kernel: modelKernel(), scenario: tree };
}
