// A timeline as plain text, for a mail: what went wrong, and the lanes. Answers `daxscn/timelineText`.
import { formatVersion } from '../../language/versions';
import { scheduleOf } from '../../machine/schedule/schedule';
import { formatLanes, plain } from './lanes';
import { wrap } from './text-columns';
import type { TimelineIndex } from './timeline-index';

/** A mail has no more columns. */
const WIDTH = 100;

/** A text has no more events. */
export const MOST_LINES = 2_000;

/** Of the events from `from` to `to`, the latter excluded. */
export function timelineText(index: TimelineIndex, from: number, to: number): string {
  index.follow();
  const { execution } = index;
  const { scenario, kernel } = execution.program;
  const { length } = execution;
  const part = from === 0 && to === length ? '' : `, events ${from + 1} to ${to} of ${length}`;
  const findings = index.findings.list().map(({ verdict, property, headline }) => `${verdict}${property === undefined ? '' : ` ${property}`}: ${headline}`);
  return [
    `${scenario}, Linux ${formatVersion(kernel)}${part}`,
    ...findings.flatMap((finding) => wrap(finding, WIDTH)),
    '',
    ...formatLanes(execution, WIDTH, plain, from, to).map((line) => line.trimEnd()),
    '',
    `schedule: ${scheduleOf(execution, to)}`,
    '',
  ].join('\n');
}
