// From a launch configuration to something that can be run. Everything that can be wrong with it is found here.
import { compile } from '../../compiler/compile';
import type { Program } from '../../compiler/program';
import { checkScenario } from '../../language/check';
import { formatDiagnostic, type Diagnostic } from '../../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../../language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../../language/versions';
import { suggestion } from '../../language/suggest';
import { Execution } from '../../machine/execution/execution';
import { replay } from '../../machine/schedule/replay';
import { createScheduler, type Scheduler } from '../../machine/schedule/scheduler';
import type { DebugHost } from '../protocol/host';
import type { LaunchConfiguration } from './configuration';
import { RequestError } from '../protocol/request-error';
import { routineRanges, type RoutineRange } from '../sources/routines';

export interface Loaded {
  /** Where it stops first; what was recorded after that, a pasted schedule for example, is its future. */
  readonly execution: Execution;
  readonly scheduler: Scheduler;
  readonly routines: readonly RoutineRange[];
  /** What expressions may name. */
  readonly kernel: KernelTree;
  /** Warnings: it runs nevertheless. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why not all that happened before could happen again. */
  readonly lost?: string;
}

/** A scenario that does not compile: the first diagnostic is the message, all of them are shown. */
export class LoadError extends RequestError {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(formatDiagnostic(diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0]!), true);
  }
}

/** What happened before, ahead of a restart or in a saved trace: it happens again, as far as it fits. */
export interface Before {
  readonly schedule: string;
  readonly position: number;
  /** By event, what it was; absent: whatever it is, as long as it can happen. */
  readonly texts?: readonly string[];
}

export type Load = (configuration: LaunchConfiguration, host: DebugHost, before?: Before) => Promise<Loaded>;

/** Reads, checks and compiles the scenario. Rejects with a RequestError that says what is wrong. */
export const load: Load = async (configuration, host, before) => {
  const version = readVersion(configuration.kernel);
  const { program: path } = configuration;
  const [kernel, text] = await Promise.all([host.kernelTree(), readText(path, host)]);
  const { tree, diagnostics } = checkScenario(path, text, kernel);
  if (!tree) throw new LoadError(diagnostics);
  const compiled = compile(kernel, tree, version);
  if ('errors' in compiled) throw new LoadError(compiled.errors);
  return {
    ...prepare(compiled.program, configuration, tree.schedules, before),
    routines: routineRanges(kernel, tree),
    kernel,
    diagnostics,
  };
};

/** The execution where it stops first and what it follows. Throws a RequestError if the pasted schedule does not fit. */
export function prepare(
  program: Program, { schedule, seed, position = 0 }: LaunchConfiguration, schedules: ScenarioTree['schedules'] = [], before?: Before,
): Pick<Loaded, 'execution' | 'scheduler' | 'lost'> {
  const recorded = before ? again(program, before) : { execution: pasted(program, schedule) };
  const created = createScheduler(program, {
    schedules, ...(schedule !== undefined && { schedule }), ...(seed !== undefined && { seed }),
  });
  if ('error' in created) throw new RequestError(`The schedule of the scenario is wrong: ${created.error.message}`, true);
  const { execution } = recorded;
  if (before) return { ...recorded, scheduler: created.scheduler };
  if (position > execution.length) {
    const has = schedule === undefined ? 'there is no `schedule`' : `\`schedule\` has ${execution.length} events`;
    throw new RequestError(`Launch configuration: \`position\` is ${position}, but ${has}.`, true);
  }
  execution.goto(position);
  return { ...recorded, scheduler: created.scheduler };
}

function pasted(program: Program, schedule: string | undefined): Execution {
  if (schedule === undefined) return new Execution(program);
  const { execution, refusal } = replay(program, schedule);
  if (!refusal) return execution;
  throw new RequestError(`Launch configuration: \`schedule\` does not fit this program at column ${refusal.offset + 1}: ${refusal.message}`, true);
}

/** What happened before, at the same position, or where the program, which may have changed, begins to do something else. */
function again(program: Program, { schedule, position, texts = [] }: Before): Pick<Loaded, 'execution' | 'lost'> {
  const { execution, refusal } = replay(program, schedule);
  const other = texts.findIndex((text, index) => index < execution.length && execution.eventAt(index).text !== text);
  execution.goto(Math.min(position, other < 0 ? execution.length : other));
  if (other >= 0) return { execution, lost: `event ${other + 1} was "${texts[other]}" and is "${execution.eventAt(other).text}" now` };
  return { execution, ...(refusal && { lost: refusal.message }) };
}

function readVersion(kernel: string | undefined): Version | undefined {
  if (kernel === undefined) return undefined;
  const version = KNOWN_VERSIONS.includes(kernel) ? parseVersion(kernel) : undefined;
  if (version !== undefined) return version;
  throw new RequestError(
    `Launch configuration: \`kernel\` is "${kernel}", which is not a kernel version that is modelled${suggestion(kernel, KNOWN_VERSIONS)}`, true,
  );
}

async function readText(path: string, host: DebugHost): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(`Launch configuration: \`program\` cannot be read: ${reason}`, true);
  }
}
