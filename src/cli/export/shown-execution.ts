// The execution that an export is of.
import type { Version } from '../../language/tree';
import type { Execution } from '../../machine/execution/execution';
import type { Environment } from '../environment';
import { readSchedule } from '../input/input';
import { loadProgram, type LoadedScenario } from '../input/load';
import { foundExecution } from '../run/found-execution';
import { follow } from '../run/run';

const SILENT = { event: () => {}, end: () => {} };

/** That of a schedule or, without one, what `check` finds. */
export async function shownExecution(scenario: LoadedScenario, version: Version | undefined, schedule: string | undefined, environment: Environment): Promise<Execution> {
  if (schedule === undefined) return foundExecution(scenario, version, environment);
  return follow(loadProgram(scenario, version), readSchedule(schedule, scenario.file, environment), SILENT).execution;
}
