// How a task came to where it rests: which of its frames are new, and whether it is new on its line.
// All of this is a function of the events before a position, so it is the same whichever way one arrives.
import type { FrameInfo, Location } from '../compiler/program';
import type { Span } from '../language/tree';
import type { Execution } from '../machine/execution';
import type { RoutineRange } from './routines';

export interface Arrival {
  readonly location: Location;
  /** Where the task rested before its latest event; undefined if it has not moved yet. */
  readonly previous: Location | undefined;
}

/** Where `task` rests at `position`, and where it came from. */
export function arrivalAt(execution: Execution, position: number, task: number): Arrival {
  const { program } = execution;
  let index = position - 1;
  while (index >= 0 && execution.choiceAt(index).task !== task) index--;
  return {
    location: program.location(execution.stateAt(position), task),
    previous: index >= 0 ? program.location(execution.stateAt(index), task) : undefined,
  };
}

/** Whether the task has just entered this frame: it is about to perform the first event in it. */
export function hasEntered({ location, previous }: Arrival, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  if (!previous || previous.status !== 'ready' || location.status !== 'ready') return true;
  const before = previous.frames.find(({ activation }) => activation === frame.activation);
  if (!before) return true;
  // The same call again from a loop around it looks the same; a loop inside the function goes back, too, but to a
  // statement that stands in that loop.
  return location.pc <= previous.pc && isFirst(before, frame) && !isInLoop(frame, routines);
}

/** Whether the task is new on the line of its innermost frame, and not merely at the next event of the same line. */
export function isNewOnLine({ location, previous }: Arrival): boolean {
  if (!previous) return true;
  const [now, before] = [location.frames[0]!, previous.frames[0]!];
  const isSameLine = now.activation === before.activation && now.span[0] === before.span[0];
  return !isSameLine || location.pc <= previous.pc;
}

/** No statement of the frame that comes earlier in the text has been seen: a cheap sign of its first event. */
function isFirst(before: FrameInfo, now: FrameInfo): boolean {
  return now.span[0] < before.span[0] || (now.span[0] === before.span[0] && now.span[1] <= before.span[1]);
}

function isInLoop(frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const routine = routines.find(({ name, source, first, last }) =>
    name === frame.function && source === frame.source && first <= frame.span[0] && frame.span[0] <= last);
  return routine?.loops.some((loop) => contains(loop, frame.span)) ?? true;
}

function contains(outer: Span, inner: Span): boolean {
  const startsBefore = outer[0] < inner[0] || (outer[0] === inner[0] && outer[1] <= inner[1]);
  const endsAfter = outer[2] > inner[2] || (outer[2] === inner[2] && outer[3] >= inner[3]);
  return startsBefore && endsAfter;
}
