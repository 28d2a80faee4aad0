// Where all threads are at one position, for editors that show more than the stack of the thread that stopped. Answers `daxscn/cursors`.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Program, State } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Coordinates } from '../sources/coordinates';
import type { Sources } from '../sources/sources';
import { threadId } from '../protocol/threads';

/** A thread, and the line of each of its frames. Part of the protocol: docs/dap-extensions.md. */
export interface Cursor {
  readonly threadId: number;
  readonly name: string;
  /** The thread's letter in a schedule. */
  readonly letter: string;
  readonly status: 'ready' | 'blocked' | 'idle' | 'ended';
  /** What it would do next, or why it is not enabled: "sleeps until page 1 is idle, held by reader". */
  readonly text: string;
  /** The frames, innermost first; none once it has ended. */
  readonly frames: readonly CursorFrame[];
}

/** A frame: the line is the client's, from 0 or 1. */
export interface CursorFrame {
  readonly function: string;
  readonly source: DebugProtocol.Source;
  readonly line: number;
}

/** All threads, in the order of the tasks. */
export function listCursors(program: Program, state: State, sources: Sources, coordinates: Coordinates): Cursor[] {
  return program.tasks.map(({ index, name }) => {
    const { frames, status } = program.location(state, index);
    const reason = whyNot(program, state, index);
    return {
      threadId: threadId(index), name, letter: taskLetter(index),
      status: reason === undefined ? 'ready' : status === 'ready' ? 'blocked' : status,
      text: reason ?? program.describe(state, index),
      frames: status === 'ended' ? [] : frames.map((frame) => ({
        function: frame.function, source: sources.toClient(frame.source), line: coordinates.line(frame.span[0]),
      })),
    };
  });
}
