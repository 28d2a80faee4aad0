// `daxscn export`: the program of a scenario in another tool's language, on the standard output.
import type { Compiled } from '../compiler/compile';
import { CompileError } from '../compiler/compile-error';
import { promela } from '../compiler/promela/promela';
import { suggestion } from '../language/suggest';
import { Status, type Environment } from './environment';
import { InputError, readVersion } from './input';
import { compileScenario, loadScenario } from './load';
import { Overlays, type OverlayOptions } from './overlays';

export interface ExportOptions extends OverlayOptions {
  readonly to: string;
  readonly kernel?: string;
}

/** What can be exported to. */
const FORMS: Readonly<Record<string, (compiled: Compiled) => string>> = { promela };

export function exportProgram(file: string, options: ExportOptions, environment: Environment): number {
  const { to, kernel } = options;
  const form = Object.hasOwn(FORMS, to) ? FORMS[to] : undefined;
  if (!form) throw new InputError(`daxscn: error: there is no export to \`${to}\`${suggestion(to, Object.keys(FORMS))}`);
  const version = kernel === undefined ? undefined : readVersion(kernel);
  const compiled = compileScenario(loadScenario(file, new Overlays(options, environment.kernelTree(), version), environment), version);
  try {
    environment.out.write(form(compiled));
    return Status.expected;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw InputError.of([{ severity: 'error', source: error.source || file, span: error.span, message: error.message }]);
  }
}
