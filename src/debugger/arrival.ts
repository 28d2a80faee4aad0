// How a task came to where it rests: which of its frames are new, and whether a frame is at a new line.
// All of this is a function of the events before a position, so it is the same whichever way one arrives.
import type { FrameInfo, Location } from '../compiler/program';
import type { Span } from '../language/tree';
import { NOBODY } from '../machine/choice';
import type { Execution } from '../machine/execution';
import { routineAt, type RoutineRange } from './routines';

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

/** The arrivals before the recorded events of a stretch, in order: cheaper than asking for each. */
export function* arrivals(execution: Execution, from: number, to: number): Generator<{ position: number; task: number; arrival: Arrival }> {
  const { program } = execution;
  const last = new Map<number, Location>();
  for (let position = from; position < to; position++) {
    const { task } = execution.choiceAt(position);
    if (task === NOBODY) continue;
    const known = last.get(task);
    const arrival = known ? { location: program.location(execution.stateAt(position), task), previous: known } : arrivalAt(execution, position, task);
    last.set(task, arrival.location);
    yield { position, task, arrival };
  }
}

/** The latest position, not after this one, at which the task is about to perform the first event of a call that is in progress. */
export function entryOf(execution: Execution, position: number, task: number, activation: number, routines: readonly RoutineRange[]): number {
  let at = position;
  for (;;) {
    const arrival = arrivalAt(execution, at, task);
    const frame = arrival.location.frames.find((candidate) => candidate.activation === activation);
    if (!frame || hasEntered(arrival, frame, routines)) return at;
    do at--; while (at > 0 && execution.choiceAt(at).task !== task);
  }
}

/** Whether the task has just entered this frame: it is about to perform the first event in it. */
export function hasEntered(arrival: Arrival, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const { location, previous } = arrival;
  if (!previous || previous.status !== 'ready' || location.status !== 'ready') return true;
  if (!previous.frames.some(({ activation }) => activation === frame.activation)) return true;
  // The same call again from a loop looks like the same call: everything inside the looping frame is new.
  return location.frames.indexOf(frame) < loopingFrame(arrival, routines);
}

/** Whether the frame is at another line than before, or at the same one again. */
export function isNewOnLine(arrival: Arrival, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const { location, previous } = arrival;
  const before = previous?.frames.find(({ activation }) => activation === frame.activation);
  if (!before || before.span[0] !== frame.span[0] || hasEntered(arrival, frame, routines)) return true;
  const index = location.frames.indexOf(frame);
  // Nothing else can lead back within the innermost frame, whatever is known about its loops.
  return loopingFrame(arrival, routines) === index || (index === 0 && hasGoneBack(arrival));
}

/** Going back is going round a loop: that of the innermost frame that stands in one. -1 if it went on. */
function loopingFrame(arrival: Arrival, routines: readonly RoutineRange[]): number {
  return hasGoneBack(arrival) ? arrival.location.frames.findIndex((frame) => isInLoop(frame, routines)) : -1;
}

/** Locations are numbered in the order of the expanded program. */
function hasGoneBack({ location, previous }: Arrival): boolean {
  return previous !== undefined && location.pc <= previous.pc;
}

function isInLoop({ source, span }: FrameInfo, routines: readonly RoutineRange[]): boolean {
  return routineAt(routines, source, span[0])?.loops.some((loop) => contains(loop, span)) ?? false;
}

function contains(outer: Span, inner: Span): boolean {
  const startsBefore = outer[0] < inner[0] || (outer[0] === inner[0] && outer[1] <= inner[1]);
  const endsAfter = outer[2] > inner[2] || (outer[2] === inner[2] && outer[3] >= inner[3]);
  return startsBefore && endsAfter;
}
