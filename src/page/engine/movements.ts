// What the keys and buttons of the page do to the execution.
import type { PageSession } from './page-session';

export type Movement = 'forward' | 'back' | 'first' | 'last' | 'into' | 'over' | 'out' | 'continue' | 'reverse' | 'violation';

/** Moves, if there is something to move. */
export async function move(session: PageSession, movement: Movement): Promise<void> {
  const { rest, selected } = session.state;
  if (!rest || !selected) return;
  const { position, length, cursors } = rest;
  const { threadId } = selected;
  switch (movement) {
    case 'first': await session.ask('daxscn/goto', { position: 0 }); break;
    case 'last': await session.ask('daxscn/goto', { position: length }); break;
    case 'back': if (position > 0) await session.ask('daxscn/goto', { position: position - 1 }); break;
    // Along what is recorded; behind its end, the selected thread or whoever can.
    case 'forward': {
      if (position < length) await session.ask('daxscn/goto', { position: position + 1 });
      else {
        const able = cursors.filter(({ status }) => status === 'ready');
        const mover = able.find((cursor) => cursor.threadId === threadId) ?? able[0];
        if (mover) await session.ask('stepIn', { threadId: mover.threadId });
      }
      break;
    }
    case 'into': await session.ask('stepIn', { threadId }); break;
    case 'over': await session.ask('next', { threadId }); break;
    case 'out': await session.ask('stepOut', { threadId }); break;
    case 'continue': await session.ask('continue', { threadId }); break;
    case 'reverse': await session.ask('reverseContinue', { threadId }); break;
    case 'violation': await session.ask('daxscn/move', { movement: 'violation' }); break;
  }
}
