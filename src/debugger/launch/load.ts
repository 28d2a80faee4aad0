// Makes an execution of a launch configuration. Everything that can be wrong with a configuration is found here.
import { compile } from '../../compiler/compile';
import type { Program } from '../../compiler/program';
import { checkScenario } from '../../language/check';
import { brief } from '../../language/brief';
import { formatDiagnostic, type Diagnostic } from '../../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../../language/tree';
import { KNOWN_VERSIONS, parseVersion, suggestVersion } from '../../language/versions';
import { Execution } from '../../machine/execution/execution';
import { replay } from '../../machine/schedule/replay';
import { createScheduler, type Scheduler } from '../../machine/schedule/scheduler';
import { besideScenario, usedPaths, type GivenOverlay, type Surroundings } from '../../language/overlays';
import type { DebugHost } from '../protocol/host';
import type { LaunchConfiguration } from './configuration';
import { RequestError } from '../protocol/request-error';
import { fileIdentity, shownPath } from '../sources/same-file';
import { routineRanges, type RoutineRange } from '../sources/routines';
import { storyTexts, type StoryTexts } from '../sources/story';

/** What has been loaded, ready to be debugged. */
export interface Loaded {
  /** At the position of the first stop; the rest of a pasted schedule is recorded after it. */
  readonly execution: Execution;
  readonly scheduler: Scheduler;
  readonly routines: readonly RoutineRange[];
  /** The model kernel, whose names expressions may use. */
  readonly kernel: KernelTree;
  readonly story: StoryTexts;
  /** The overlays' sources. */
  readonly overlays: readonly string[];
  /** Warnings, with which it runs all the same. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why not all of the previous run could be repeated; absent if it could. */
  readonly lost?: string;
}

/** The error of a scenario that does not compile: its message is the first error among the diagnostics. */
export class LoadError extends RequestError {
  constructor(readonly diagnostics: readonly Diagnostic[], readonly overlays: readonly string[] = []) {
    super(formatDiagnostic(diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0]!), true);
  }
}

/** The run before a restart, or that of a saved trace. It is repeated as far as it fits the program, which may have changed. */
export interface PreviousRun {
  readonly schedule: string;
  /** The position at which it stopped. */
  readonly position: number;
  /** By event its text, if the events have to be the same; otherwise it is enough that they can happen. */
  readonly texts?: readonly string[];
}

/** Loads what a configuration names. Rejects with a RequestError that says what is wrong. */
export type Load = (configuration: LaunchConfiguration, host: DebugHost, previous?: PreviousRun) => Promise<Loaded>;

/** Reads, checks and compiles the scenario. */
export const load: Load = async (configuration, host, previous) => {
  const { program, text, tree, packaged, kernel, overlays, diagnostics } = await compileScenario(configuration, host);
  return { ...prepare(program, configuration, tree.schedules, previous), routines: routineRanges(packaged, tree), story: storyTexts(configuration.program, text, tree, kernel, program.kernel), kernel, overlays, diagnostics };
};

/** What is compiled, and for whom messages call it. */
type Compilable = Pick<LaunchConfiguration, 'program' | 'kernel' | 'overlays'> & {
  /** The source, if it is another one than the file has. */
  readonly text?: string;
  /** What comes before the names of attributes in messages: `Launch configuration: `. */
  readonly called?: string;
};

/** Rejects with a RequestError that says what is wrong. */
export async function compileScenario(configuration: Compilable, host: DebugHost): Promise<{
  readonly program: Program; readonly text: string; readonly tree: ScenarioTree; readonly packaged: KernelTree;
} & Pick<Loaded, 'kernel' | 'overlays' | 'diagnostics'>> {
  const { program: path, called = 'Launch configuration: ' } = configuration;
  const version = readVersion(configuration.kernel, called);
  const [packaged, text] = await Promise.all([host.kernelTree(), configuration.text ?? readText(host, path, `${called}\`program\``)]);
  const around = await surroundings({ ...configuration, called }, text, version, host);
  const overlays = [...around.overlays, ...around.used.values()].flatMap((each) => ('source' in each ? [each.source] : []));
  const { tree, kernel, diagnostics } = checkScenario(path, text, packaged, undefined, around);
  if (!tree) throw new LoadError(diagnostics, overlays);
  const compiled = compile(packaged, tree, version);
  if ('errors' in compiled) throw new LoadError(compiled.errors, overlays);
  return { program: compiled.program, text, tree, packaged, kernel, overlays, diagnostics };
}

/**
 * The execution at the position of its first stop, and the scheduler that it follows. Throws a RequestError if the schedule of the
 * configuration or of the scenario does not fit the program.
 */
export function prepare(
  program: Program, { schedule, seed, position = 0 }: LaunchConfiguration, schedules: ScenarioTree['schedules'] = [], previous?: PreviousRun,
): Pick<Loaded, 'execution' | 'scheduler' | 'lost'> {
  const recorded = previous ? repeat(program, previous) : { execution: replayed(program, schedule) };
  const created = createScheduler(program, {
    schedules, ...(schedule !== undefined && { schedule }), ...(seed !== undefined && { seed }),
  });
  if ('error' in created) throw new RequestError(`The schedule of the scenario is wrong: ${created.error.message}`, true);
  const { execution } = recorded;
  if (previous) return { ...recorded, scheduler: created.scheduler };
  if (position > execution.length) {
    const has = schedule === undefined ? 'there is no `schedule`' : `\`schedule\` has ${execution.length} events`;
    throw new RequestError(`Launch configuration: \`position\` is ${position}, but ${has}.`, true);
  }
  execution.goto(position);
  return { ...recorded, scheduler: created.scheduler };
}

function replayed(program: Program, schedule: string | undefined): Execution {
  if (schedule === undefined) return new Execution(program);
  const { execution, refusal } = replay(program, schedule);
  if (!refusal) return execution;
  throw new RequestError(`Launch configuration: \`schedule\` does not fit this program at column ${refusal.offset + 1}: ${refusal.message}`, true);
}

/** The previous run, at the same position or, if that comes first, where the program begins to do something else. */
function repeat(program: Program, { schedule, position, texts = [] }: PreviousRun): Pick<Loaded, 'execution' | 'lost'> {
  const { execution, refusal } = replay(program, schedule);
  const different = texts.findIndex((text, index) => index < execution.length && execution.eventAt(index).text !== text);
  execution.goto(Math.min(position, different < 0 ? execution.length : different));
  if (different >= 0) return { execution, lost: `event ${different + 1} was "${texts[different]}" and is "${execution.eventAt(different).text}" now` };
  return { execution, ...(refusal && { lost: refusal.message }) };
}

function readVersion(kernel: string | undefined, called: string): Version | undefined {
  if (kernel === undefined) return undefined;
  const version = KNOWN_VERSIONS.includes(kernel) ? parseVersion(kernel) : undefined;
  if (version !== undefined) return version;
  throw new RequestError(
    `${called}\`kernel\` is "${brief(kernel)}", which is not a kernel version that is modelled${suggestVersion(kernel)}`, true,
  );
}

/** In characters: the reason of a file system contains the path. */
const MOST_REASON = 300;

/** The overlays of a configuration, and those that a scenario uses. Rejects with a RequestError if one of the configuration cannot be read. */
async function surroundings({ program, overlays = [], called }: Compilable & { readonly called: string }, text: string, version: Version | undefined, host: DebugHost): Promise<Required<Pick<Surroundings, 'overlays' | 'used'>> & Surroundings> {
  const given = overlays.map(async (path, index) => ({ source: shownPath(path, host), text: await readText(host, path, `${called}\`overlays\`, number ${index + 1},`) }));
  const used = usedPaths(text).map(async (path): Promise<readonly [string, GivenOverlay]> => {
    const beside = besideScenario(program, path);
    // A file that is given from outside, too, is one overlay.
    const file = overlays.find((other) => fileIdentity(other, host) === fileIdentity(beside, host)) ?? beside;
    try {
      return [path, { source: shownPath(file, host), text: await host.readFile(file) }];
    } catch (error) {
      return [path, { problem: brief(error instanceof Error ? error.message : String(error), MOST_REASON) }];
    }
  });
  return { overlays: await Promise.all(given), used: new Map(await Promise.all(used)), ...(version !== undefined && { version }) };
}

/** The text of a file, which messages call `name`. Rejects with a RequestError if it cannot be read. */
export async function readText(host: DebugHost, path: string, name: string): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(`${name} cannot be read: ${brief(reason, MOST_REASON)}`, true);
  }
}
