// Call stacks, innermost frame first: from the statement that a task is about to execute to the body of its process.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { FrameInfo, Program, State } from '../../compiler/program';
import type { Coordinates } from '../sources/coordinates';
import { RequestError } from '../protocol/request-error';
import type { Sources } from '../sources/sources';

/** No stack has more frames than this: calls are expanded, and recursion is refused. */
const MOST_FRAMES = 4096;

/** A task, and one of its frames. */
export interface FrameReference {
  readonly task: number;
  readonly frame: FrameInfo;
}

/** The stack of a task, innermost frame first. Answers `stackTrace`. */
export function listFrames(
  program: Program, state: State, task: number, sources: Sources, coordinates: Coordinates,
): DebugProtocol.StackFrame[] {
  return program.location(state, task).frames.map((frame, depth) => ({
    id: task * MOST_FRAMES + depth + 1,
    name: frame.function,
    source: sources.toClient(frame.source),
    ...coordinates.range(frame.span),
  }));
}

/** The frame with an id of `listFrames`. Throws a RequestError if there is none in this state. */
export function frameOf(program: Program, state: State, id: number): FrameReference {
  const task = Math.floor((id - 1) / MOST_FRAMES);
  const frame = program.tasks[task] && program.location(state, task).frames[(id - 1) % MOST_FRAMES];
  if (!frame) throw new RequestError(`There is no frame ${id} here: it belongs to an earlier stop.`);
  return { task, frame };
}
