// `daxscn export`: a scenario in another tool's form, on the standard output.
import { CompileError } from '../../compiler/compile-error';
import { promela } from '../../compiler/promela/promela';
import { suggestion } from '../../language/suggest';
import type { Version } from '../../language/tree';
import { Status, type Environment } from '../environment';
import { InputError, readVersion } from '../input/input';
import { compileScenario, loadScenario, type LoadedScenario } from '../input/load';
import { Overlays, type OverlayOptions } from '../input/overlays';

export interface ExportOptions extends OverlayOptions {
  readonly to: string;
  readonly kernel?: string;
  readonly schedule?: string;
  readonly theme?: string;
}

type Form = (scenario: LoadedScenario, version: Version | undefined, options: ExportOptions, environment: Environment) => string | Promise<string>;

const THEMES = ['light', 'dark'] as const;

/** What can be exported to. */
const FORMS: Readonly<Record<string, Form>> = {
  promela: (scenario, version, { schedule, theme }) => {
    for (const [name, value] of Object.entries({ schedule, theme })) {
      if (value !== undefined) throw new InputError(`daxscn: error: \`--${name}\` is for \`--to svg\`: a model has every schedule, and no colours`);
    }
    return promela(compileScenario(scenario, version));
  },
  html: async (scenario, version, { schedule, theme }, environment) => {
    if (theme !== undefined) throw new InputError('daxscn: error: `--theme` is for `--to svg`: a page has the colours that its reader prefers');
    const { htmlExport } = await import('./export-html');
    return htmlExport(scenario, version, schedule, environment);
  },
  svg: async (scenario, version, { schedule, theme: given = 'light' }, environment) => {
    const theme = THEMES.find((name) => name === given);
    if (!theme) throw new InputError(`daxscn: error: there is no theme \`${given}\`${suggestion(given, THEMES)}`);
    const { svgExport } = await import('./export-svg');
    return svgExport(scenario, version, schedule, theme, environment);
  },
};

export async function exportScenario(file: string, options: ExportOptions, environment: Environment): Promise<number> {
  const { to, kernel } = options;
  const form = Object.hasOwn(FORMS, to) ? FORMS[to] : undefined;
  if (!form) throw new InputError(`daxscn: error: there is no export to \`${to}\`${suggestion(to, Object.keys(FORMS))}`);
  const version = kernel === undefined ? undefined : readVersion(kernel);
  const scenario = loadScenario(file, new Overlays(options, environment.kernelTree(), version), environment);
  try {
    environment.out.write(await form(scenario, version, options, environment));
    return Status.expected;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw InputError.of([{ severity: 'error', source: error.source || file, span: error.span, message: error.message }]);
  }
}
