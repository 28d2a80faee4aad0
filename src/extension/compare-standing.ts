// In which of two executions that are compared a session stands.
import type * as vscode from 'vscode';
import { parseSchedule, type ScheduleRun } from '../machine/schedule/schedule';
import type { SideName } from '../view/messages/compare';
import { toUri } from './debug-host';
import { attributesOf } from './debug-sessions';

/** What a session is restarted with to debug a side. */
export interface DebuggedSide {
  readonly program: string;
  readonly kernel: string;
  readonly overlays: readonly string[];
  readonly schedule: string;
}

export type DebuggedSides = Readonly<Record<SideName, DebuggedSide>>;

/** The answer of `daxscn/schedule`. */
export interface Recorded {
  readonly kernel: string;
  readonly position: number;
  /** Of all that is recorded. */
  readonly whole: string;
}

/** Whether the session runs the program of a side, and has recorded its events up to a position. */
export function hasRecorded(session: vscode.DebugSession, side: DebuggedSide, { kernel, whole }: Recorded, position: number): boolean {
  const { program, overlays = [] } = attributesOf(session);
  return kernel === side.kernel && isSame([program], [side.program]) && isSame(overlays, side.overlays) && commonEvents(whole, side.schedule) >= position;
}

/** Up to where they part both sides are the same to a session: then it stands where it stood. */
export function standingOf(session: vscode.DebugSession, sides: DebuggedSides, recorded: Recorded, before: SideName): SideName | undefined {
  const order: readonly SideName[] = before === 'left' ? ['left', 'right'] : ['right', 'left'];
  return order.find((side) => hasRecorded(session, sides[side], recorded, recorded.position));
}

function isSame(paths: readonly string[], others: readonly string[]): boolean {
  const name = (path: string): string => toUri(path).toString();
  return paths.length === others.length && paths.every((path, index) => name(path) === name(others[index]!));
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
