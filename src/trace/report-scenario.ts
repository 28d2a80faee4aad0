// A scenario in which tasks stand where those of a report stood: their calls, and a `reach` of the places.
import { formatVersion } from '../language/versions';
import type { Version } from '../language/tree';
import { processNames, workloadText, type Ground } from '../hunt/workload-text';
import type { Chain, Workload } from '../hunt/workload';
import type { ReportedCall } from './reported-calls';
import type { ReportedTask } from './stack-report';

/** A task of the report, and how many others stood where it stands. */
export interface StandingTask extends ReportedCall {
  readonly task: ReportedTask;
  readonly alike: number;
}

/** What is known of the report. */
export interface Given {
  readonly version: Version;
  readonly ground: Ground;
  readonly files: readonly number[];
  readonly tasks: readonly StandingTask[];
}

/** A schedule that leads there. */
export interface Standing {
  readonly schedule: string;
  readonly events: number;
  /** How many of the tasks rest somewhere near the place alone. */
  readonly near: number;
  /** By task of the report: functions that tell where it stands then. */
  readonly places: readonly (readonly string[])[];
}

const REACH = 'stand_there';

/** The processes of the tasks, and one that the report does not have. */
export function workloadOf({ files, tasks }: Given, other?: Chain): Workload {
  return { files, chains: [...tasks.map(({ chain }) => chain), ...(other ? [other] : [])] };
}

/** The processes alone, to be searched. */
export function plainScenario(given: Given, other?: Chain): string {
  return `scenario "a report"\nkernel ${formatVersion(given.version)}\n${workloadText(workloadOf(given, other), given.ground)}\n`;
}

/** The scenario as it is told. Where nothing leads there, what has to be reached has the functions of the report. */
export function reportScenario(given: Given, standing: Standing | undefined, other?: Chain): string {
  const { version, ground, tasks } = given;
  const workload = workloadOf(given, other);
  const names = processNames(workload);
  const guesses = ['the file, and what calls are given', ...(other ? [`all of \`${names.at(-1)!}\`, which the report does not have: without it nobody comes to stand there`] : [])];
  const conditions = tasks.flatMap(({ match }, i) => (standing?.places[i] ?? match.functions).map((name) => `${names[i]!} in ${name}`));
  return [
    '/**',
    ...tasks.map(({ task: { name, pid }, alike }, i) => ` * \`${names[i]!}\` is \`${name}\`${pid === undefined ? '' : `, pid ${pid}`}${alike > 0 ? `, and ${alike} more that stood where it did` : ''}.`),
    ` * Guessed: ${guesses.join('; ')}.`,
    ' */',
    `scenario "where ${tasks.map(({ task }) => task.name).join(' and ')} stood"`,
    `kernel ${formatVersion(version)}`,
    '',
    workloadText(workload, ground),
    '',
    `reach ${REACH}: ${conditions.join(' && ')} "they stand there";`,
    ...(standing ? ['', `schedule "${standing.schedule}"`, '', `expect ${formatVersion(version)} reaches ${REACH}`] : []),
    '',
  ].join('\n');
}
