// Schedules without a program: how long they are, and what two of them have in common.
import { parseSchedule, type ScheduleRun } from './schedule';

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

function runsOf(schedule: string): readonly ScheduleRun[] {
  const parsed = parseSchedule(schedule);
  return 'runs' in parsed ? parsed.runs : [];
}
