// How a task came to where it rests: which of its frames are new, and whether a frame is at a new line.
// All of this is a function of the events before a position, so it is the same whichever way one arrives.
import type { FrameInfo } from '../../compiler/program';
import type { Span } from '../../language/tree';
import type { ControlFlowEdge } from '../../machine/execution/control-flow';
import type { Execution } from '../../machine/execution/execution';
import { routineAt, type RoutineRange } from '../sources/routines';

/** Where `task` rests at `position`, and where it came from. */
export function edgeAt(execution: Execution, position: number, task: number): ControlFlowEdge {
  const { program } = execution;
  const index = execution.lastMove(position, task);
  return {
    location: program.location(execution.stateAt(position), task),
    previous: index >= 0 ? execution.edgeInto(index).location : undefined,
  };
}

/** What an arrival says, worked out once for all events of which it is so. */
export function memoizedByEdge<Answer>(answer: (edge: ControlFlowEdge) => Answer): (edge: ControlFlowEdge) => Answer {
  const known = new Map<ControlFlowEdge, Answer>();
  return (edge) => {
    let found = known.get(edge);
    if (found === undefined && !known.has(edge)) known.set(edge, found = answer(edge));
    return found!;
  };
}

/** The latest position, not after this one, at which the task is about to perform the first event of a call that is in progress. */
export function entryOf(execution: Execution, position: number, task: number, activation: number, routines: readonly RoutineRange[]): number {
  const isEntry = memoizedByEdge((edge) => {
    const frame = edge.location.frames.find((candidate) => candidate.activation === activation);
    return !frame || hasEntered(edge, frame, routines);
  });
  if (isEntry(edgeAt(execution, position, task))) return position;
  for (let at = position - 1; at >= 0; at--) {
    if (execution.choiceAt(at).task === task && isEntry(execution.edgeInto(at))) return at;
  }
  return 0;
}

/** Whether the task has just entered this frame: it is about to perform the first event in it. */
export function hasEntered(edge: ControlFlowEdge, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const { location, previous } = edge;
  if (!previous || previous.status !== 'ready' || location.status !== 'ready') return true;
  if (!previous.frames.some(({ activation }) => activation === frame.activation)) return true;
  // The same call again from a loop looks like the same call: everything inside the looping frame is new.
  return location.frames.indexOf(frame) < loopingFrame(edge, routines);
}

/** Whether the frame is at another line than before, or at the same one again. */
export function isNewOnLine(edge: ControlFlowEdge, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const { location, previous } = edge;
  const before = previous?.frames.find(({ activation }) => activation === frame.activation);
  if (!before || before.span[0] !== frame.span[0] || hasEntered(edge, frame, routines)) return true;
  const index = location.frames.indexOf(frame);
  // Nothing else can lead back within the innermost frame, whatever is known about its loops.
  return loopingFrame(edge, routines) === index || (index === 0 && hasGoneBack(edge));
}

/** Going back is going round a loop: that of the innermost frame that stands in one. -1 if it went on. */
function loopingFrame(edge: ControlFlowEdge, routines: readonly RoutineRange[]): number {
  return hasGoneBack(edge) ? edge.location.frames.findIndex((frame) => isInLoop(frame, routines)) : -1;
}

/** Locations are numbered in the order of the expanded program. */
function hasGoneBack({ location, previous }: ControlFlowEdge): boolean {
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
