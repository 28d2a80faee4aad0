// From a file to a checked scenario and to a program. Throws an InputError for whatever is wrong with it.
import { compile, type Compiled, type CompileOptions } from '../compiler/compile';
import type { Program } from '../compiler/program';
import { checkScenario } from '../language/check';
import { formatDiagnostic } from '../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import type { Environment } from './environment';
import { InputError, readText } from './input';

export interface LoadedScenario {
  readonly file: string;
  readonly tree: ScenarioTree;
  readonly kernel: KernelTree;
}

/** Reads and checks a scenario; warnings go to the error output. */
export function loadScenario(file: string, environment: Environment): LoadedScenario {
  const text = readText(file);
  const kernel = environment.kernelTree();
  const { tree, diagnostics } = checkScenario(file, text, kernel);
  if (!tree || diagnostics.some(({ severity }) => severity === 'error')) throw InputError.of(diagnostics);
  for (const warning of diagnostics) environment.err.write(`${formatDiagnostic(warning)}\n`);
  return { file, tree, kernel };
}

export function compileScenario({ kernel, tree }: LoadedScenario, version: Version | undefined, options?: CompileOptions): Compiled {
  const compiled = compile(kernel, tree, version, options);
  if ('errors' in compiled) throw InputError.of(compiled.errors);
  return compiled;
}

export function loadProgram(scenario: LoadedScenario, version: Version | undefined, options?: CompileOptions): Program {
  return compileScenario(scenario, version, options).program;
}
