// Call stacks, innermost frame first: from the statement that a task is about to execute to the body of its process. Rule 11: of a
// stop that is about an event, the stack of its task begins with the frames in which the event was performed.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { FrameInfo, State } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import type { Execution } from '../../machine/execution/execution';
import type { Coordinates } from '../sources/coordinates';
import { RequestError } from '../protocol/request-error';
import type { Sources } from '../sources/sources';
import type { Stop } from '../stops/stop';

/** No stack has more frames than this: calls are expanded, and recursion is refused. */
const MOST_FRAMES = 4096;

/** A task, and one of its frames. */
export interface FrameReference {
  readonly task: number;
  readonly frame: FrameInfo;
  /** If it is a frame of an event that has happened, the event's index. */
  readonly event?: number;
  /** The state in which its locals have their values, if that is not the present one: see `withLocals`. */
  readonly state?: State;
}

/** A line of the stack: a frame, or the label between those of an event and those of the next one. */
type Line = { readonly label: string } | Pick<FrameReference, 'frame' | 'event'>;

/** The stack of a task, innermost frame first. Answers `stackTrace`. */
export function listFrames(
  execution: Execution, stop: Stop | undefined, task: number, sources: Sources, coordinates: Coordinates,
): DebugProtocol.StackFrame[] {
  const lines = linesOf(execution, stop, task);
  const label = lines.findIndex((line) => 'label' in line);
  return lines.map((line, depth) => {
    const id = task * MOST_FRAMES + depth + 1;
    if ('label' in line) return { id, name: line.label, line: 0, column: 0, presentationHint: 'label' };
    const { function: name, source, span } = line.frame;
    const isBehind = label >= 0 && depth > label;
    return { id, name, source: sources.toClient(source), ...coordinates.range(span), ...(isBehind && { presentationHint: 'subtle' }) };
  });
}

/** Those that a stop shows, innermost first: of the event that it is about, else of the next one. None if the task has ended. */
export function framesInSight(execution: Execution, stop: Stop | undefined, task: number): FrameInfo[] {
  const lines = linesOf(execution, stop, task);
  const label = lines.findIndex((line) => 'label' in line);
  return (label < 0 ? lines : lines.slice(0, label)).flatMap((line) => ('frame' in line ? [line.frame] : []));
}

/** The frame with an id of `listFrames`; the label means the frame after it. Throws a RequestError if there is none at this stop. */
export function frameOf(execution: Execution, stop: Stop | undefined, id: number): FrameReference {
  const task = Math.floor((id - 1) / MOST_FRAMES);
  const depth = (id - 1) % MOST_FRAMES;
  const lines = execution.program.tasks[task] ? linesOf(execution, stop, task) : [];
  const line = lines.slice(depth).find((candidate) => 'frame' in candidate);
  if (depth < 0 || !line) throw new RequestError(`There is no frame ${id} here: it belongs to an earlier stop.`);
  if (line.event === undefined) return { task, frame: line.frame };
  return { task, frame: line.frame, event: line.event, state: withLocals(execution, line.event) };
}

function linesOf(execution: Execution, stop: Stop | undefined, task: number): readonly Line[] {
  const { program, state } = execution;
  const next = program.location(state, task).frames.map((frame): Line => ({ frame }));
  const { event } = stop ?? {};
  if (event === undefined || stop!.task !== task) return next;
  const reason = whyNot(program, state, task);
  const label = reason === undefined ? `next: ${program.describe(state, task)}` : `now: ${reason}`;
  return [...execution.eventAt(event).location.frames.map((frame): Line => ({ frame, event })), { label }, ...next];
}

/**
 * The present state, but with the locals of the event's frames as the event found them: a frame may have returned with the event, and its
 * slots hold other variables by now.
 */
function withLocals(execution: Execution, event: number): State {
  const [state, before] = [execution.state.slice(), execution.stateAt(event)];
  for (const { variables } of execution.eventAt(event).location.frames) {
    for (const { slot } of variables) if (slot !== undefined) state[slot] = before[slot]!;
  }
  return state;
}
