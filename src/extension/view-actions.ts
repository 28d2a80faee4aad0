// What every web view can ask the extension to do.
import * as vscode from 'vscode';
import { debugType } from './debug-adapter';

export type ViewAction =
  | { readonly kind: 'goto'; readonly position: number }
  | { readonly kind: 'command'; readonly command: 'gallery' | 'start' };

export async function perform(action: ViewAction): Promise<void> {
  if (action.kind === 'command') await vscode.commands.executeCommand(action.command === 'start' ? 'daxscn.debug' : 'daxscn.openExample');
  else await move('daxscn/goto', { position: action.position });
}

/** A request that moves the session that the user looks at. */
export async function move(request: string, args: object): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== debugType) return;
  try {
    await session.customRequest(request, args);
  } catch (error) {
    void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
}
