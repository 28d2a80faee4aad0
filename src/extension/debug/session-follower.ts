import * as vscode from 'vscode';
import type { RequestName } from '../../debugger/protocol/capabilities';
import type { StopReason } from '../../debugger/stops/why-stopped';
import { debugType } from './debug-adapter';

/** What became of the debug session that the user looks at. */
export type SessionChange =
  | { readonly kind: 'stopped'; readonly session: vscode.DebugSession; readonly stop: StopReason }
  | { readonly kind: 'running' | 'ended' };

interface ProtocolMessage { type: string; event?: string; command?: string; body?: StopReason }

/** Requests after which the session moves. */
const moving: ReadonlySet<string> = new Set([
  'continue', 'next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue', 'goto', 'restart', 'restartFrame', 'daxscn/goto', 'daxscn/move', 'daxscn/switchTo',
] satisfies RequestName[]);

/** Follows the debug session that the user looks at, for everything that draws its stops. */
export class SessionFollower implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<SessionChange>();
  readonly onDidChange = this.changed.event;
  private readonly stops = new Map<string, StopReason>();
  private readonly subscriptions: vscode.Disposable[];

  constructor() {
    this.subscriptions = [
      this.changed,
      vscode.debug.registerDebugAdapterTrackerFactory(debugType, { createDebugAdapterTracker: (session) => this.track(session) }),
      vscode.debug.onDidChangeActiveDebugSession((session) => {
        const stop = session && this.stops.get(session.id);
        if (stop) this.changed.fire({ kind: 'stopped', session, stop });
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        if (this.stops.delete(session.id) && follows(session)) this.changed.fire({ kind: 'ended' });
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    return {
      onWillReceiveMessage: ({ command }: ProtocolMessage) => {
        if (command !== undefined && moving.has(command) && follows(session)) this.changed.fire({ kind: 'running' });
      },
      onDidSendMessage: ({ type, event, body }: ProtocolMessage) => {
        if (type !== 'event' || event !== 'stopped') return;
        this.stops.set(session.id, body ?? {});
        if (follows(session)) this.changed.fire({ kind: 'stopped', session, stop: body ?? {} });
      },
    };
  }
}

function follows(session: vscode.DebugSession): boolean {
  const active = vscode.debug.activeDebugSession;
  return active?.type !== debugType || active.id === session.id;
}

/** Resolves at the next stop, or when there is no session any more. */
export function nextStop(follower: SessionFollower): Promise<void> {
  return new Promise((resolve) => {
    const listener = follower.onDidChange(({ kind }) => {
      if (kind === 'running') return;
      listener.dispose();
      resolve();
    });
  });
}
