// Where all threads are at one moment, for editors that show more than the stack of the thread that stopped.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Program, State } from '../../compiler/program';
import { whyNot } from '../../machine/execution/blocking';
import { taskLetter } from '../../machine/schedule/schedule';
import type { Coordinates } from '../sources/coordinates';
import type { Sources } from '../sources/sources';
import { threadId } from '../protocol/threads';

/** A thread, and the line of each of its frames. */
export interface Cursor {
  readonly threadId: number;
  readonly name: string;
  /** The letter of the schedule. */
  readonly letter: string;
  readonly status: 'ready' | 'blocked' | 'idle' | 'ended';
  /** What it will do, or why it cannot move: "sleeps until page 1 is idle, held by reader". */
  readonly text: string;
  /** Innermost first: where it stands, then the calls that it is in. None once it has ended. */
  readonly places: readonly CursorPlace[];
}

export interface CursorPlace {
  readonly function: string;
  readonly source: DebugProtocol.Source;
  readonly line: number;
}

export function listCursors(program: Program, state: State, sources: Sources, coordinates: Coordinates): Cursor[] {
  return program.tasks.map(({ index, name }) => {
    const { frames, status } = program.location(state, index);
    const reason = whyNot(program, state, index);
    return {
      threadId: threadId(index), name, letter: taskLetter(index),
      status: reason === undefined ? 'ready' : status === 'ready' ? 'blocked' : status,
      text: reason ?? program.describe(state, index),
      places: status === 'ended' ? [] : frames.map((frame) => ({
        function: frame.function, source: sources.toClient(frame.source), line: coordinates.line(frame.span[0]),
      })),
    };
  });
}
