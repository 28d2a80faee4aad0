// When a thread of an execution was blocked, and what for.
import type { Blocked, FrameInfo } from '../../compiler/program';
import type { Execution } from '../execution/execution';
import { blockedIfKnown } from '../execution/blocking';

/** From a position on, until an event ends it: the length of the execution if none does. */
export interface BlockedSpan {
  readonly from: number;
  readonly until: number;
  /** "sleeps until page 0 is idle", as it is at the beginning. */
  readonly text: string;
  readonly frames: readonly FrameInfo[];
}

/** The spans of a task that begin at the positions from `from` to `to`. */
export function blockedSpans(execution: Execution, task: number, from: number, to: number): BlockedSpan[] {
  const spans: BlockedSpan[] = [];
  for (let position = from; position <= to; position++) {
    const blocked = blockedAt(execution, position, task);
    if (!blocked) continue;
    const { frames } = execution.program.location(execution.stateAt(position), task);
    let until = position;
    while (until < execution.length && blockedAt(execution, until + 1, task)) until++;
    spans.push({ from: position, until, text: blocked.text, frames });
    position = until;
  }
  return spans;
}

function blockedAt(execution: Execution, position: number, task: number): Blocked | undefined {
  return blockedIfKnown(execution.program, execution.stateAt(position), task);
}
