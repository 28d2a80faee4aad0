// Does what web views ask for.
import * as vscode from 'vscode';
import { executeCommand } from '../common/contributed';
import type { RequestName } from '../../debugger/protocol/capabilities';
import type { ViewAction } from '../../view/messages/view-action';
import { warnOf } from '../common/failures';
import { debugType } from '../debug/debug-adapter';

export async function perform(action: ViewAction): Promise<void> {
  if (action.kind === 'command') await executeCommand(action.command === 'start' ? 'debug' : 'openExample');
  else await request('daxscn/goto', { position: action.position });
}

/** What the session that the user looks at answers; undefined without one, and if it refuses, which the user is told. */
export async function request(name: RequestName, args: object): Promise<unknown> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== debugType) return undefined;
  try {
    return await session.customRequest(name, args) as unknown;
  } catch (error) {
    warnOf(error);
    return undefined;
  }
}
