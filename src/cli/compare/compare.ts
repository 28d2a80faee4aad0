// `daxscn compare`: two executions side by side.
import { formatVersion } from '../../language/versions';
import type { Version } from '../../language/tree';
import { comparisonOf, kernelTitle, type Given } from '../../debugger/compare/comparison';
import { LastChance } from '../../debugger/passing/last-chance';
import { PassingSearch } from '../../explorer/passing/passing-search';
import type { Execution } from '../../machine/execution/execution';
import { endingOf } from '../../machine/compare/ending';
import { follow } from '../../machine/compare/follow';
import { replay } from '../../machine/schedule/replay';
import { compareText } from './compare-text';
import { Status, type Environment } from '../environment';
import { foundExecution } from '../run/found-execution';
import { InputError, readSchedule, readVersion } from '../input/input';
import { loadProgram, loadScenario, type LoadedScenario } from '../input/load';
import { Overlays, type OverlayOptions } from '../input/overlays';
import { follow as performSchedule } from '../run/run';

/** Overlays are the right side's. */
export interface CompareOptions extends OverlayOptions {
  /** Of the left side and of the right one; one alone is of both. */
  readonly kernel?: readonly string[];
  /** Of the left side and of the right one. */
  readonly schedule?: readonly string[];
  readonly json?: boolean;
}

const SILENT = { event: () => {}, end: () => {} };

export async function compare(file: string, options: CompareOptions, environment: Environment): Promise<number> {
  const { kernel: kernels = [], schedule: schedules = [], overlay = [] } = options;
  for (const [name, values] of [['kernel', kernels], ['schedule', schedules]] as const) {
    if (values.length > 2) throw new InputError(`daxscn: error: there are two sides: \`--${name}\` can be given twice, not ${values.length} times`);
  }
  const versions = kernels.map(readVersion);
  const scenarios = [scenarioOf(file, [], versions[0], environment), scenarioOf(file, overlay, versions[1] ?? versions[0], environment)] as const;
  const isOther = overlay.length > 0 || (versions.length === 2 && versions[0] !== versions[1]);
  const left = schedules[0] === undefined ? await foundExecution(scenarios[0], versions[0], environment) : performed(scenarios[0], versions[0], schedules[0], environment);
  const right = rightOf(left, scenarios[1], versions[1] ?? versions[0], schedules[1], isOther, environment);
  const comparison = comparisonOf(...titled(left, right, overlay, isOther ? 'kernels' : schedules[1] === undefined ? 'passing' : 'schedules'));
  if (options.json) environment.out.write(`${JSON.stringify({ version: 1, ...comparison }, null, 2)}\n`);
  else compareText(comparison, file, environment);
  return comparison.parting === undefined ? Status.expected : Status.different;
}

function scenarioOf(file: string, overlay: readonly string[], version: Version | undefined, environment: Environment): LoadedScenario {
  return loadScenario(file, new Overlays({ overlay }, environment.kernelTree(), version), environment);
}

function performed(scenario: LoadedScenario, version: Version | undefined, schedule: string, environment: Environment): Execution {
  return performSchedule(loadProgram(scenario, version), readSchedule(schedule, scenario.file, environment), SILENT).execution;
}

/** With a schedule that; on another kernel what follows the left side; on the same the nearest run that goes right. */
function rightOf(left: Execution, scenario: LoadedScenario, version: Version | undefined, schedule: string | undefined, isOther: boolean, environment: Environment): Execution {
  if (schedule !== undefined) return performed(scenario, version, schedule, environment);
  return isOther ? follow(loadProgram(scenario, version), left) : nearestPassing(left, scenario.file);
}

function nearestPassing(left: Execution, file: string): Execution {
  const { verdict, isWrong, text } = endingOf(left);
  const kernel = formatVersion(left.program.kernel);
  if (!isWrong) throw InputError.in(file, `there is nothing to compare with: ${verdict === 'holds' ? `nothing goes wrong on ${kernel}` : `it is ${text}`}; a second \`--kernel\`, an \`--overlay\` or a second \`--schedule\` says with what`);
  const { schedule, lastChance, nearest = lastChance } = new PassingSearch(left.program).answer(left, { states: 0, isLivelock: verdict === 'livelock' });
  if (schedule === null) throw InputError.in(file, `there is no run that goes right to compare with on ${kernel}: ${nearest}`);
  return replay(left.program, schedule).execution;
}

function titled(left: Execution, right: Execution, overlays: readonly string[], differ: 'kernels' | 'schedules' | 'passing'): [Given, Given] {
  const titles = {
    kernels: [kernelTitle(left.program, []), kernelTitle(right.program, overlays)], schedules: ['first schedule', 'second schedule'], passing: ['counterexample', 'nearest passing run'],
  } as const;
  const [one, other] = titles[differ];
  return [sideOf(left, one, []), sideOf(right, other, overlays)];
}

function sideOf(execution: Execution, title: string, overlays: readonly string[]): Given {
  return { execution, title, overlays, lastChance: new LastChance(execution, new PassingSearch(execution.program)) };
}
