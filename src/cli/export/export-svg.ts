// `daxscn export --to svg`: an execution as a picture. Without a schedule it is what `check` finds.
import type { Version } from '../../language/tree';
import type { Execution } from '../../machine/execution/execution';
import { LastChance } from '../../debugger/passing/last-chance';
import { PassingSearch } from '../../explorer/passing/passing-search';
import { TimelineIndex } from '../../debugger/timeline/timeline-index';
import { timelineOf } from '../../debugger/timeline/timeline';
import { timelineRange } from '../../debugger/timeline/timeline-range';
import { figureOf } from '../../view/drawing/figure';
import { svgOf } from '../../view/drawing/svg';
import { approximateWidth } from '../../view/drawing/text-width';
import type { Environment } from '../environment';
import type { LoadedScenario } from '../input/load';
import { pictureTheme, type PictureTheme } from './picture-themes';
import { shownExecution } from './shown-execution';

/** A page of a document is as wide, and more than this many columns cannot be told apart on it. */
const WIDTH = 1000;
const COLUMNS = 1000;

export async function svgExport(scenario: LoadedScenario, version: Version | undefined, schedule: string | undefined, theme: PictureTheme, environment: Environment): Promise<string> {
  return svgOfExecution(await shownExecution(scenario, version, schedule, environment), theme);
}

/** The position of the picture is the end. */
export function svgOfExecution(execution: Execution, theme: PictureTheme, width = WIDTH): string {
  execution.goto(execution.length);
  const index = new TimelineIndex(execution);
  const range = timelineRange(index, { from: 0, to: execution.length, columns: COLUMNS }, Infinity);
  return svgOf(figureOf(timelineOf(index, new LastChance(execution, new PassingSearch(execution.program))), range, width, approximateWidth), pictureTheme(theme));
}
