// From a file to a checked scenario and to a program. Throws an InputError for whatever is wrong with it.
import { compile, type Compiled, type CompileOptions } from '../../compiler/compile';
import type { Program } from '../../compiler/program';
import { formatDiagnostic } from '../../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../../language/tree';
import type { Environment } from '../environment';
import { InputError, readInput, readText, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input';
import type { Overlays } from './overlays';

export interface LoadedScenario {
  readonly file: string;
  readonly text: string;
  readonly tree: ScenarioTree;
  /** The packaged one. */
  readonly kernel: KernelTree;
  /** The files of `--overlay`. */
  readonly overlays: readonly string[];
}

/** Reads and checks a scenario (`-`: from the standard input) with its overlays; warnings go to the error output. */
export function loadScenario(given: string, overlays: Overlays, environment: Environment): LoadedScenario {
  const isInput = given === STANDARD_INPUT;
  const file = isInput ? STANDARD_INPUT_NAME : given;
  const text = isInput ? readInput(environment) : readText(file);
  if (file.endsWith('.daxk')) throw InputError.in(file, `this is model kernel, not a scenario (.daxscn); to lay it over the kernel: \`--overlay ${file}\``);
  const kernel = environment.kernelTree();
  const { tree, diagnostics } = overlays.check(file, text);
  if (!tree) throw InputError.of(diagnostics);
  // Limits of the model are told by whoever compiles it.
  for (const warning of diagnostics) if (warning.severity === 'warning') environment.err.write(`${formatDiagnostic(warning)}\n`);
  return { file, text, tree, kernel, overlays: overlays.paths };
}

export function compileScenario({ kernel, tree }: LoadedScenario, version: Version | undefined, options?: CompileOptions): Compiled {
  const compiled = compile(kernel, tree, version, options);
  if ('errors' in compiled) throw InputError.of(compiled.errors);
  return compiled;
}

export function loadProgram(scenario: LoadedScenario, version: Version | undefined, options?: CompileOptions): Program {
  return compileScenario(scenario, version, options).program;
}
