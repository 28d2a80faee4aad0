// Schedules as texts, without a program.
import { parseSchedule, type ScheduleRun } from '../../machine/schedule/schedule';

/** How many events a schedule has; none if it is none. */
export function eventsIn(schedule: string): number {
  return runsOf(schedule).reduce((events, { count }) => events + count, 0);
}

/** How many events two schedules have in common at their beginnings. */
export function commonEvents(one: string, other: string): number {
  const [ours, theirs] = [runsOf(one), runsOf(other)];
  let events = 0;
  for (let index = 0; index < ours.length && index < theirs.length; index++) {
    const [run, theirRun] = [ours[index]!, theirs[index]!];
    if (run.task !== theirRun.task || run.alternative !== theirRun.alternative || run.edit !== theirRun.edit) break;
    events += Math.min(run.count, theirRun.count);
    // Schedules are as short as can be: after a shorter run comes another task.
    if (run.count !== theirRun.count) break;
  }
  return events;
}

/** The first events of a schedule. */
export function firstEvents(schedule: string, events: number): string {
  let left = events;
  let text = '';
  for (const [index, { count, offset }] of runsOf(schedule).entries()) {
    if (left <= 0) break;
    const run = schedule.slice(offset, runsOf(schedule)[index + 1]?.offset).trimEnd();
    text += count <= left ? run : run.replace(/^(_*[A-Za-z])\d*/, (_, letter: string) => `${letter}${left}`);
    left -= count;
  }
  return text;
}

function runsOf(schedule: string): readonly ScheduleRun[] {
  const parsed = parseSchedule(schedule);
  return 'runs' in parsed ? parsed.runs : [];
}
