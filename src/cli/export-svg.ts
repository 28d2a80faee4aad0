// `daxscn export --to svg`: an execution as a picture. Without a schedule it is what `check` finds.
import type { Expect, Version } from '../language/tree';
import { formatVersion } from '../language/versions';
import type { Execution } from '../machine/execution/execution';
import { replay } from '../machine/schedule/replay';
import { LastChance } from '../debugger/passing/last-chance';
import { PassingSearch } from '../explorer/passing/passing-search';
import { TimelineIndex } from '../debugger/timeline/timeline-index';
import { timelineOf } from '../debugger/timeline/timeline';
import { timelineRange } from '../debugger/timeline/timeline-range';
import { figureOf } from '../view/drawing/figure';
import { svgOf } from '../view/drawing/svg';
import { approximateWidth } from '../view/drawing/text-width';
import type { Environment } from './environment';
import { InputError, readSchedule } from './input';
import { loadProgram, type LoadedScenario } from './load';
import { pictureTheme, type PictureTheme } from './picture-themes';
import { follow, perform } from './run';
import { searchHere } from './searchers';

/** A page of a document is as wide, and more than this many columns cannot be told apart on it. */
const WIDTH = 1000;
const COLUMNS = 1000;
const MEMORY = 2048;
const SILENT = { event: () => {}, end: () => {} };

export async function svgExport(scenario: LoadedScenario, version: Version | undefined, schedule: string | undefined, theme: PictureTheme, environment: Environment): Promise<string> {
  const execution = schedule === undefined
    ? await found(scenario, version, environment)
    : follow(loadProgram(scenario, version), readSchedule(schedule, scenario.file), SILENT).execution;
  return svgOfExecution(execution, theme);
}

/** The position of the picture is the end. */
export function svgOfExecution(execution: Execution, theme: PictureTheme): string {
  execution.goto(execution.length);
  const index = new TimelineIndex(execution);
  const range = timelineRange(index, { from: 0, to: execution.length, columns: COLUMNS }, Infinity);
  return svgOf(figureOf(timelineOf(index, new LastChance(execution, new PassingSearch(execution.program))), range, WIDTH, approximateWidth), pictureTheme(theme));
}

/** The counterexample of what the scenario expects to go wrong or, where it expects nothing, of what goes wrong; else its own schedule or a fair one. */
async function found(scenario: LoadedScenario, version: Version | undefined, environment: Environment): Promise<Execution> {
  const { file, tree } = scenario;
  const kernel = version ?? loadProgram(scenario, version).kernel;
  const expected = tree.expects.find((each) => each.version === kernel && isFault(each)) ?? { verdict: 'holds' as const };
  const options = { reduction: true, symmetry: true, maxMemory: MEMORY };
  const outcome = await searchHere(environment)({ file, tree, version: kernel, expected, options }, () => {});
  if ('problem' in outcome) throw new InputError(outcome.problem);
  const { exploration: { verdict, schedule, bound }, program = loadProgram(scenario, kernel) } = outcome;
  if (schedule !== null) return replay(program, schedule).execution;
  if (verdict === 'unknown') environment.err.write(`${file}: warning: whether something goes wrong on ${formatVersion(kernel)} is not known (the bound on ${bound} was reached): this is the scenario's own schedule\n`);
  return perform(program, scenario, undefined, SILENT, environment).execution;
}

function isFault({ verdict }: Expect): boolean {
  return verdict === 'violates' || verdict === 'deadlock' || verdict === 'hang' || verdict === 'livelock';
}
