// How a task came to where it rests: which of its frames are new, and whether a frame is on a new line.
// All of this is a function of the events before a position, so it does not depend on how the debugger came there.
import type { FrameInfo } from '../../compiler/program';
import type { Span } from '../../language/tree';
import type { ControlFlowEdge } from '../../machine/execution/control-flow';
import type { Execution } from '../../machine/execution/execution';
import { routineAt, type RoutineRange } from '../sources/routines';

/** The edge by which `task` came to where it rests at `position`. */
export function edgeAt(execution: Execution, position: number, task: number): ControlFlowEdge {
  const { program } = execution;
  const index = execution.lastEventBefore(position, task);
  return {
    location: program.location(execution.stateAt(position), task),
    previous: index >= 0 ? execution.edgeInto(index).location : undefined,
  };
}

/** The same function, computed once for each edge: many events share one. */
export function memoizedByEdge<Answer>(answer: (edge: ControlFlowEdge) => Answer): (edge: ControlFlowEdge) => Answer {
  const known = new Map<ControlFlowEdge, Answer>();
  return (edge) => {
    let found = known.get(edge);
    if (found === undefined && !known.has(edge)) known.set(edge, found = answer(edge));
    return found!;
  };
}

/**
 * The latest position up to this one at which the task is about to perform the first event of a call that is in progress: the one
 * with the frame `activation`. 0 if there is none.
 */
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

/** Whether the task has just entered a frame of its location: it is about to perform the first event in it. */
export function hasEntered(edge: ControlFlowEdge, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const { location, previous } = edge;
  if (!previous || previous.status !== 'ready' || location.status !== 'ready') return true;
  if (!previous.frames.some(({ activation }) => activation === frame.activation)) return true;
  // The same call again from a loop looks like the same call: everything inside the looping frame is new.
  return location.frames.indexOf(frame) < loopingFrame(edge, routines);
}

/** Whether a frame of its location is on another line than before, or on the same one again. */
export function isNewOnLine(edge: ControlFlowEdge, frame: FrameInfo, routines: readonly RoutineRange[]): boolean {
  const { location, previous } = edge;
  const before = previous?.frames.find(({ activation }) => activation === frame.activation);
  if (!before || before.span[0] !== frame.span[0] || hasEntered(edge, frame, routines)) return true;
  const index = location.frames.indexOf(frame);
  // Nothing else can lead back within the innermost frame, whatever is known about its loops.
  return loopingFrame(edge, routines) === index || (index === 0 && hasGoneBack(edge));
}

/** The index of the frame whose loop the edge goes round: the innermost one that is in a loop, if the edge goes back. Else -1. */
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
