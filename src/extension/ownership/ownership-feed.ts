// What the block ownership views show. Every view, in the panel or in an editor, gets the same messages.
import * as vscode from 'vscode';
import type { FromView, History, Snapshot, ToView } from '../../view/messages/ownership';
import { whyStopped } from '../../debugger/stops/why-stopped';
import type { SessionFollower } from '../debug/session-follower';
import { perform, request } from '../view/view-actions';

/** Turns what the session does into messages for the views. */
export class OwnershipFeed implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ToView>();
  private readonly subscriptions: vscode.Disposable[];
  private last: ToView = { kind: 'ended' };
  /** What is at rest, and of which of its threads the view says what it is about to do. */
  private resting: { readonly session: vscode.DebugSession; readonly stop: string | undefined; readonly threadId: number | undefined } | undefined;

  constructor(follower: SessionFollower) {
    this.subscriptions = [
      this.changed,
      follower.onDidChange((change) => {
        if (change.kind === 'stopped') void this.refresh(change.session, whyStopped(change.stop), change.stop.threadId);
        else {
          this.resting = undefined;
          this.send(change);
        }
      }),
      // Whoever selects another thread in the call stack sees what that one is about to do.
      vscode.debug.onDidChangeActiveStackItem((item) => {
        const { resting } = this;
        if (resting && item?.session.id === resting.session.id && item.threadId !== resting.threadId) void this.refresh(resting.session, resting.stop, item.threadId);
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
        else void this.perform(message, webview);
      }),
    );
  }

  private async refresh(session: vscode.DebugSession, stop: string | undefined, threadId: number | undefined): Promise<void> {
    const asked = this.resting = { session, stop, threadId };
    try {
      const snapshot = await session.customRequest('daxscn/ownership', { threadId }) as Snapshot;
      // Meanwhile it may have moved on, or another thread may have been selected.
      if (this.resting === asked) this.send({ kind: 'snapshot', snapshot, ...(stop && { stop }) });
    } catch {
      // The session ended meanwhile, and says so itself.
    }
  }

  private async perform(message: Exclude<FromView, { kind: 'ready' }>, webview: vscode.Webview): Promise<void> {
    switch (message.kind) {
      case 'command': case 'goto': await perform(message); break;
      case 'who': {
        const history = await request('daxscn/who', { expression: message.expression }) as History | undefined;
        if (history) void webview.postMessage({ kind: 'history', history } satisfies ToView);
        break;
      }
      case 'breakOnChange': {
        const { expression, enabled } = message;
        await request('daxscn/breakOnChange', { expression, enabled });
        if (this.resting) await this.refresh(this.resting.session, this.resting.stop, this.resting.threadId);
      }
    }
  }

  private send(message: ToView): void {
    // A page that loads while the session moves draws the last stop.
    if (message.kind !== 'running') this.last = message;
    this.changed.fire(message);
  }
}
