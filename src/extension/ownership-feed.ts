// What the block ownership views show. Every view, in the side bar or beside the editor, gets the same messages.
import * as vscode from 'vscode';
import type { FromView, Snapshot, ToView } from '../view/messages';
import { debugType } from './debug-adapter';

interface ProtocolMessage { type: string; event?: string; command?: string; body?: { description?: string; reason?: string; text?: string } }

/** Requests after which the session moves. */
const moving = new Set(['continue', 'next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue', 'goto', 'restart', 'restartFrame', 'daxscn/goto', 'daxscn/move', 'daxscn/switchTo']);

/** Follows the debug session that the user looks at. */
export class OwnershipFeed implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ToView>();
  private readonly stops = new Map<string, string | undefined>();
  private readonly subscriptions: vscode.Disposable[];
  private last: ToView = { kind: 'ended' };

  constructor() {
    this.subscriptions = [
      this.changed,
      vscode.debug.registerDebugAdapterTrackerFactory(debugType, { createDebugAdapterTracker: (session) => this.track(session) }),
      vscode.debug.onDidChangeActiveDebugSession((session) => {
        if (session && this.stops.has(session.id)) void this.refresh(session);
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (this.stops.delete(session.id)) this.send({ kind: 'ended' });
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Keeps a page up to date for as long as it lives. */
  connect(webview: vscode.Webview): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed.event((message) => void webview.postMessage(message)),
      webview.onDidReceiveMessage((message: FromView) => {
        if (message.kind === 'ready') void webview.postMessage(this.last);
        else void this.perform(message);
      }),
    );
  }

  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    return {
      onWillReceiveMessage: ({ command }: ProtocolMessage) => {
        if (command !== undefined && moving.has(command) && this.follows(session)) this.send({ kind: 'running' });
      },
      onDidSendMessage: ({ type, event, body }: ProtocolMessage) => {
        if (type !== 'event' || event !== 'stopped') return;
        this.stops.set(session.id, notable(body));
        if (this.follows(session)) void this.refresh(session);
      },
    };
  }

  private follows(session: vscode.DebugSession): boolean {
    const active = vscode.debug.activeDebugSession;
    return active?.type !== debugType || active.id === session.id;
  }

  private async refresh(session: vscode.DebugSession): Promise<void> {
    try {
      const snapshot = await session.customRequest('daxscn/ownership') as Snapshot;
      const stop = this.stops.get(session.id);
      this.send({ kind: 'snapshot', snapshot, ...(stop && { stop }) });
    } catch {
      // The session ended meanwhile, and says so itself.
    }
  }

  private async perform(message: Exclude<FromView, { kind: 'ready' }>): Promise<void> {
    if (message.kind === 'command') {
      await vscode.commands.executeCommand(message.command === 'start' ? 'daxscn.debug' : 'daxscn.openExample');
      return;
    }
    const session = vscode.debug.activeDebugSession;
    if (session?.type !== debugType) return;
    try {
      await session.customRequest('daxscn/goto', { position: message.position });
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private send(message: ToView): void {
    // A page that loads while the session moves draws the last stop.
    if (message.kind !== 'running') this.last = message;
    this.changed.fire(message);
  }
}

/** Why the debugger stopped, in a few words, unless it is plain stepping: "layout retry 2" of "Paused on layout retry 2". */
function notable(body: ProtocolMessage['body']): string | undefined {
  if (!body || ['step', 'entry', 'goto', 'pause'].includes(body.reason ?? '')) return undefined;
  return (body.description ?? body.reason)?.replace(/^Paused (on|at|after) /, '');
}
