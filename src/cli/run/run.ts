// `daxscn run`: one execution, an event a line.
import { ModelError, ModelLimit, type Program } from '../../compiler/program';
import { formatDiagnostic } from '../../language/diagnostics';
import { Execution } from '../../machine/execution/execution';
import { outcomeOf } from '../../machine/explain/outcome';
import { replay } from '../../machine/schedule/replay';
import { scheduleOf } from '../../machine/schedule/schedule';
import { joinNames } from '../../machine/execution/blocking';
import { createScheduler } from '../../machine/schedule/scheduler';
import { violations } from '../../machine/execution/violations';
import { limitText } from '../../machine/verdict/model-limit';
import { LivelockWatch } from '../../machine/verdict/livelock-watch';
import { Status, type Environment } from '../environment';
import { InputError, readSchedule, readVersion, type GivenSchedule } from '../input/input';
import { Overlays, type OverlayOptions } from '../input/overlays';
import { loadProgram, loadScenario, type LoadedScenario } from '../input/load';
import { expectedOutcome } from './expected-outcome';
import { jsonPrinter } from './run-json';
import type { RunOutcome, RunPrinter } from './run-printer';
import { textPrinter } from './run-text';

export interface RunOptions extends OverlayOptions {
  readonly kernel?: string;
  readonly schedule?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** A scenario may loop for ever; a run does not. */
const LONGEST = 10_000;

export function run(file: string, options: RunOptions, environment: Environment): number {
  const version = options.kernel === undefined ? undefined : readVersion(options.kernel);
  const scenario = loadScenario(file, new Overlays(options, environment.kernelTree(), version), environment);
  const program = loadProgram(scenario, version);
  const printer = options.json ? jsonPrinter(environment) : textPrinter(program, scenario, environment);
  const { execution, limit } = options.schedule === undefined
    ? perform(program, scenario, options.seed, printer, environment)
    : follow(program, readSchedule(options.schedule, scenario.file, environment), printer);

  const outcome = judge(execution, expectedProperty(scenario, program), limit);
  const expected = expectedOutcome(scenario, execution, outcome);
  printer.end(execution, outcome, expected);
  if (outcome.verdict === 'unknown') return Status.unknown;
  return expected.isMet ? Status.expected : Status.different;
}

/** An execution, and why it ends where it does if the model has no room for the next event. */
interface Performed {
  readonly execution: Execution;
  readonly limit?: string;
}

/** An execution that could go on has shown nothing yet, unless it has broken something. */
function judge(execution: Execution, expected: string | undefined, limit: string | undefined): RunOutcome {
  const outcome = outcomeOf(execution, expected);
  if (outcome.verdict !== 'holds') return outcome;
  if (limit !== undefined) return { ...outcome, verdict: 'unknown', reason: limit };
  const movable = new Set(execution.runnable().map(({ task }) => execution.program.tasks[task]!.name));
  if (movable.size === 0) return outcome;
  return { ...outcome, verdict: 'unknown', reason: `it is not over after ${execution.length} events: ${joinNames([...movable])} can move` };
}

/** Exactly the events of a schedule, all or none. */
export function follow(program: Program, { text, from }: GivenSchedule, printer: RunPrinter): Performed {
  const { execution, refusal } = replay(program, text);
  const limit = refusal?.failure instanceof ModelLimit ? limitText(program, execution.state, refusal.task!, refusal.failure) : undefined;
  if (refusal?.failure && limit === undefined) throw modelError(refusal.failure, execution);
  if (refusal && limit === undefined) {
    throw InputError.in(from, `the schedule stops fitting at its character ${refusal.offset + 1}: ${refusal.message}`);
  }
  for (let index = 0; index < execution.length; index++) printer.event(execution.eventAt(index));
  return { execution, ...(limit !== undefined && { limit }) };
}

/** The property that the scenario says this version violates. */
function expectedProperty({ tree }: LoadedScenario, program: Program): string | undefined {
  return tree.expects.find(({ version, verdict, property }) => version === program.kernel && verdict === 'violates' && property !== undefined)?.property;
}

/**
 * Along the scenario's own schedule unless there is a seed, then a fair one; to the end, the first violation or a livelock.
 * Where the scenario expects a violation, to that very one.
 */
export function perform(
  program: Program, scenario: LoadedScenario, seed: number | undefined, printer: RunPrinter, { err }: Environment,
): Performed {
  const { file, tree } = scenario;
  const expected = expectedProperty(scenario, program);
  const schedules = seed === undefined ? tree.schedules : [];
  for (const schedule of schedules) {
    if (schedule.kind !== 'string') continue;
    const { refusal } = replay(program, schedule.string);
    if (!refusal) continue;
    const message = `this schedule stops fitting, at ${refusal.message}; a fair one goes on from there`;
    err.write(`${formatDiagnostic({ severity: 'warning', source: file, span: schedule.span, message })}\n`);
  }
  const created = createScheduler(program, { schedules, ...(seed !== undefined && { seed }) });
  if ('error' in created) {
    const { span = [0, 0, 0, 0], message } = created.error;
    throw InputError.of([{ severity: 'error', source: file, span, message: `the schedule of the scenario is wrong: ${message}` }]);
  }
  const execution = new Execution(program);
  const livelock = new LivelockWatch(execution);
  const isBroken = (): boolean => violations(program, execution.state)
    .some(({ property }) => expected === undefined || property === expected);
  while (execution.length < LONGEST && !isBroken()) {
    const choice = created.scheduler.next(execution);
    if (!choice) break;
    try {
      printer.event(execution.step(choice));
      if (expected === undefined && livelock.at(execution.length)) break;
    } catch (error) {
      if (error instanceof ModelLimit) return { execution, limit: limitText(program, execution.state, choice.task, error) };
      if (error instanceof ModelError) throw modelError(error, execution);
      throw error;
    }
  }
  return { execution };
}

function modelError({ source, span, message }: ModelError, execution: Execution): InputError {
  const after = execution.length > 0 ? `, after the schedule ${scheduleOf(execution)}` : '';
  return InputError.of([{
    severity: 'error', source, span, message: `the model fails at position ${execution.length}${after}: ${message}`,
  }]);
}
