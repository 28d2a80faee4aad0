// `daxscn export`: a scenario in another tool's form, on the standard output.
import { CompileError } from '../../compiler/compile-error';
import { promela } from '../../compiler/promela/promela';
import { suggestion } from '../../language/suggest';
import type { Version } from '../../language/tree';
import { Status, type Environment } from '../environment';
import { InputError, readVersion } from '../input/input';
import { compileScenario, loadProgram, loadScenario, type LoadedScenario } from '../input/load';
import { Overlays, type OverlayOptions } from '../input/overlays';

export interface ExportOptions extends OverlayOptions {
  readonly to: string;
  readonly kernel?: string;
  readonly schedule?: string;
  readonly theme?: string;
  readonly maxStates?: number;
}

interface Form {
  /** Of all options those that mean something to it. */
  readonly takes: readonly ('schedule' | 'theme' | 'maxStates')[];
  write(scenario: LoadedScenario, version: Version | undefined, options: ExportOptions, environment: Environment): string | Promise<string>;
}

const THEMES = ['light', 'dark'] as const;

/** What can be exported to. What makes them is loaded with the first one. */
const FORMS: Readonly<Record<string, Form>> = {
  promela: { takes: [], write: (scenario, version) => promela(compileScenario(scenario, version)) },
  svg: {
    takes: ['schedule', 'theme'],
    write: async (scenario, version, { schedule, theme: given = 'light' }, environment) => {
      const theme = THEMES.find((name) => name === given);
      if (!theme) throw new InputError(`daxscn: error: there is no theme \`${given}\`${suggestion(given, THEMES)}`);
      const { svgExport } = await import('./export-svg');
      return svgExport(scenario, version, schedule, theme, environment);
    },
  },
  html: {
    takes: ['schedule'],
    write: async (scenario, version, { schedule }, environment) => {
      const { htmlExport } = await import('./export-html');
      return htmlExport(scenario, version, schedule, environment);
    },
  },
  itf: {
    takes: ['schedule'],
    write: async (scenario, version, { schedule }, environment) => {
      const [{ itfOf }, { shownExecution }] = await Promise.all([import('./export-itf'), import('./shown-execution')]);
      return itfOf(await shownExecution(scenario, version, schedule, environment));
    },
  },
  mermaid: {
    takes: ['schedule'],
    write: async (scenario, version, { schedule }, environment) => {
      const [{ mermaidOf }, { shownExecution }] = await Promise.all([import('./export-mermaid'), import('./shown-execution')]);
      return mermaidOf(await shownExecution(scenario, version, schedule, environment));
    },
  },
  dot: {
    takes: ['maxStates'],
    write: async (scenario, version, { maxStates }) => {
      const { dotOf, MOST_STATES } = await import('./export-dot');
      return dotOf(loadProgram(scenario, version), maxStates ?? MOST_STATES);
    },
  },
};

export async function exportScenario(file: string, options: ExportOptions, environment: Environment): Promise<number> {
  const { to, kernel } = options;
  const form = Object.hasOwn(FORMS, to) ? FORMS[to] : undefined;
  if (!form) throw new InputError(`daxscn: error: there is no export to \`${to}\`${suggestion(to, Object.keys(FORMS))}`);
  for (const [option, name] of [['schedule', '--schedule'], ['theme', '--theme'], ['maxStates', '--max-states']] as const) {
    if (options[option] === undefined || form.takes.includes(option)) continue;
    const takers = Object.keys(FORMS).filter((other) => FORMS[other]!.takes.includes(option));
    throw new InputError(`daxscn: error: \`${name}\` means nothing to \`--to ${to}\`; it is for ${takers.map((other) => `\`--to ${other}\``).join(', ')}`);
  }
  const version = kernel === undefined ? undefined : readVersion(kernel);
  const scenario = loadScenario(file, new Overlays(options, environment.kernelTree(), version), environment);
  try {
    environment.out.write(await form.write(scenario, version, options, environment));
    return Status.expected;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw InputError.of([{ severity: 'error', source: error.source || file, span: error.span, message: error.message }]);
  }
}
