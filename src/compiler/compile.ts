// Scenario + model kernel + version → program.
import { MODEL_LIMIT, type Diagnostic } from '../language/diagnostics';
import { extendKernel } from '../language/extend-kernel';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { assemble } from './assemble';
import { linkParts, type Linked } from './codegen/link';
import type { Parts } from './codegen/parts';
import { Compilation, type CompileOptions } from './compilation';
import { CompileError } from './compile-error';
import { ModelError, ModelLimit, type Program } from './program';

export { OTHERS } from './compilation';
export type { CompileOptions } from './compilation';

/** The program, and what it was made from, for exporters to other languages. */
export interface Compiled {
  readonly program: Program;
  readonly parts: Parts;
}

/** `errors` is never empty. */
export type CompileResult = Compiled | { readonly errors: readonly Diagnostic[] };

/**
 * Compiles a checked scenario, with what it adds to the packaged kernel, for one kernel version (default: the scenario's own). The errors are those that only one
 * version has, as a call of a function that does not exist in it, or that a scenario's size makes: a capacity exceeded,
 * an assertion that fails in `boot`. Never throws for bad input.
 */
export function compile(
  kernel: KernelTree, scenario: ScenarioTree, version: Version | undefined = scenario.kernel, options: CompileOptions = {},
): CompileResult {
  if (version === undefined) {
    return { errors: [{ severity: 'error', source: scenario.source, span: [0, 0, 0, 0], message: 'no kernel version: write `kernel v6.18` in the scenario or choose one' }] };
  }
  return errorsAsResult(scenario, () => {
    const parts = new Compilation(extendKernel(kernel, scenario.additions), scenario, [version], options).run();
    return programOf(linkParts(parts), version);
  });
}

/** The program of one of the versions that the parts are for. Throws a CompileError or a ModelError from `boot`. */
export function programOf(linked: Linked, version: Version): Compiled {
  const { parts } = linked;
  const { selection } = parts.world;
  return { parts, program: selection.within(1 << parts.versions.indexOf(version), () => assemble(linked, version)) };
}

/** What `make` throws for bad input becomes a result. */
export function errorsAsResult(scenario: ScenarioTree, make: () => Compiled): CompileResult {
  try {
    return make();
  } catch (error) {
    // A ModelError comes from `boot`.
    if (!(error instanceof CompileError || error instanceof ModelError)) throw error;
    const code = error instanceof CompileError ? error.code : error instanceof ModelLimit ? MODEL_LIMIT : undefined;
    return { errors: [{ severity: 'error', source: error.source || scenario.source, span: error.span, message: error.message, ...(code !== undefined && { code }) }] };
  }
}
