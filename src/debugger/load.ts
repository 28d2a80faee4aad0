// From a launch configuration to something that can be run. Everything that can be wrong with it is found here.
import { compile } from '../compiler/compile';
import type { Program } from '../compiler/program';
import { checkScenario } from '../language/check';
import { formatDiagnostic, type Diagnostic } from '../language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../language/versions';
import { suggestion } from '../language/suggest';
import { Execution } from '../machine/execution';
import { replay } from '../machine/replay';
import { createScheduler, type Scheduler } from '../machine/scheduler';
import type { DebugHost } from './host';
import type { LaunchConfiguration } from './launch';
import { RequestError } from './request-error';
import { routineRanges, type RoutineRange } from './routines';

export interface Loaded {
  /** At position 0; a pasted schedule is its recorded future. */
  readonly execution: Execution;
  readonly scheduler: Scheduler;
  readonly routines: readonly RoutineRange[];
  /** What expressions may name. */
  readonly kernel: KernelTree;
  /** Warnings: it runs nevertheless. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A scenario that does not compile: the first diagnostic is the message, all of them are shown. */
export class LoadError extends RequestError {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(formatDiagnostic(diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0]!), true);
  }
}

export type Load = (configuration: LaunchConfiguration, host: DebugHost) => Promise<Loaded>;

/** Reads, checks and compiles the scenario. Rejects with a RequestError that says what is wrong. */
export const load: Load = async (configuration, host) => {
  const version = readVersion(configuration.kernel);
  const { program: path } = configuration;
  const [kernel, text] = await Promise.all([host.kernelTree(), readText(path, host)]);
  const { tree, diagnostics } = checkScenario(path, text, kernel);
  if (!tree) throw new LoadError(diagnostics);
  const compiled = compile(kernel, tree, version);
  if ('errors' in compiled) throw new LoadError(compiled.errors);
  return {
    ...prepare(compiled.program, configuration, tree.schedules),
    routines: routineRanges(kernel, tree),
    kernel,
    diagnostics,
  };
};

/** The execution at its beginning and what it follows. Throws a RequestError if the pasted schedule does not fit. */
export function prepare(
  program: Program, { schedule, seed }: LaunchConfiguration, schedules: ScenarioTree['schedules'] = [],
): { execution: Execution; scheduler: Scheduler } {
  const created = createScheduler(program, {
    schedules, ...(schedule !== undefined && { schedule }), ...(seed !== undefined && { seed }),
  });
  const { execution, refusal } = schedule === undefined ? { execution: new Execution(program) } : replay(program, schedule);
  if (refusal) {
    const place = `column ${refusal.offset + 1}`;
    throw new RequestError(`Launch configuration: \`schedule\` does not fit this program at ${place}: ${refusal.message}`, true);
  }
  if ('error' in created) throw new RequestError(`The schedule of the scenario is wrong: ${created.error.message}`, true);
  execution.goto(0);
  return { execution, scheduler: created.scheduler };
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
