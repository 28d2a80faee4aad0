// In which of two executions that are compared a session stands.
import type * as vscode from 'vscode';
import type { ScheduleAnswer } from '../../debugger/protocol/answers';
import type { SideName } from '../../view/messages/compare';
import { toUri } from '../common/paths';
import { attributesOf } from '../debug/debug-sessions';
import { commonEvents } from '../../machine/schedule/common-events';

/** What a session is restarted with to debug a side. */
export interface DebuggedSide {
  readonly program: string;
  readonly kernel: string;
  readonly overlays: readonly string[];
  readonly schedule: string;
  /** Of its text, where another text of the same scenario is the other side. */
  readonly hash?: string;
}

export type DebuggedSides = Readonly<Record<SideName, DebuggedSide>>;

/** What is recorded, and the text that it is about. */
export interface Recorded extends ScheduleAnswer {
  /** Of the text that the session runs. */
  readonly hash?: string | undefined;
}

/** Whether the session runs the program of a side, and has recorded its events up to a position. */
export function hasRecorded(session: vscode.DebugSession, side: DebuggedSide, { kernel, whole, hash }: Recorded, position: number): boolean {
  const { program, overlays = [] } = attributesOf(session);
  const isText = side.hash === undefined ? isSame([program], [side.program]) : side.hash === hash;
  return kernel === side.kernel && isText && isSame(overlays, side.overlays) && commonEvents(whole, side.schedule) >= position;
}

/** Up to where they part both sides are the same to a session: then it stands where it stood. */
export function debuggedSideOf(session: vscode.DebugSession, sides: DebuggedSides, recorded: Recorded, before: SideName): SideName | undefined {
  const order: readonly SideName[] = before === 'left' ? ['left', 'right'] : ['right', 'left'];
  return order.find((side) => hasRecorded(session, sides[side], recorded, recorded.position));
}

function isSame(paths: readonly string[], others: readonly string[]): boolean {
  const name = (path: string): string => toUri(path).toString();
  return paths.length === others.length && paths.every((path, index) => name(path) === name(others[index]!));
}
