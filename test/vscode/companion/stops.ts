import * as vscode from 'vscode';
import { PATIENCE } from '../patience.mts';

const stopped = new vscode.EventEmitter<void>();
const ended = new vscode.EventEmitter<void>();
/** The ids of the sessions whose end has not been heard of. */
const running = new Set<string>();

/** Has to run before the first debug session starts: an older session is not tracked. */
export function watchStops(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    stopped, ended,
    vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: ({ id }) => {
        running.add(id);
        return {
          onDidSendMessage: (message: { event?: string }) => {
            if (message.event === 'stopped') stopped.fire();
          },
        };
      },
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      running.delete(id);
      ended.fire();
    }),
  );
}

/**
 * Ends every debug session, and returns when all ends have been heard of. The user interface and this process learn of an end one
 * after the other: one that is heard of later would be taken for the end of the session that starts next.
 */
export async function endSessions(): Promise<void> {
  const over = new Promise<void>((resolve) => {
    const look = () => {
      if (running.size > 0) return;
      listener.dispose();
      resolve();
    };
    const listener = ended.event(look);
    look();
  });
  await vscode.debug.stopDebugging();
  await over;
}

/**
 * Does something that makes the debugger stop, and waits until the user interface shows the new stop.
 * The adapter's `stopped` alone is too early: a command that VS Code gets before it has the new frame is a silent no-op.
 * A stop that is already shown counts if there is nothing to do first.
 */
export function stopAfter(action?: () => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const isShown = () => vscode.debug.activeStackItem instanceof vscode.DebugStackFrame;
    let isNew = action === undefined;
    const listeners: vscode.Disposable[] = [];
    const finish = (error?: Error) => {
      clearTimeout(deadline);
      for (const listener of listeners) listener.dispose();
      if (error) reject(error);
      else resolve();
    };
    const deadline = setTimeout(() => finish(new Error('The debugger did not stop in time.')), PATIENCE);
    listeners.push(
      stopped.event(() => { isNew = true; }),
      vscode.debug.onDidChangeActiveStackItem(() => { if (isNew && isShown()) finish(); }),
      ended.event(() => finish(new Error('The debug session ended instead of stopping.'))),
    );
    if (isNew && isShown()) finish();
    else void Promise.resolve(action?.()).catch(finish);
  });
}
