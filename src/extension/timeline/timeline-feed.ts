// What the timelines show. Every one, in the panel or in an editor, gets the same messages; what it asks is answered to it alone.
import * as vscode from 'vscode';
import { executeCommand } from '../common/contributed';
import type { RequestName } from '../../debugger/protocol/capabilities';
import { threadId } from '../../debugger/protocol/threads';
import type { Found, Timeline, TimelineRange } from '../../view/messages/timeline';
import type { FromTimeline, ToTimeline } from '../../view/messages/timeline-view';
import { whyStopped } from '../../debugger/stops/why-stopped';
import type { SessionFollower } from '../debug/session-follower';
import { copy, isCopy } from './timeline-copy';
import { perform, request } from '../view/view-actions';

type Question = Extract<FromTimeline, { id: number }>;

/** Turns what the session does into messages for the views, and their questions into requests. */
export class TimelineFeed implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ToTimeline>();
  private readonly subscriptions: vscode.Disposable[];
  private last: ToTimeline = { kind: 'ended' };
  /** What the last timeline is of. */
  private session: vscode.DebugSession | undefined;
  private stops = 0;

  constructor(follower: SessionFollower) {
    this.subscriptions = [
      this.changed,
      follower.onDidChange((change) => {
        this.stops++;
        if (change.kind === 'stopped') void this.refresh(change.session, whyStopped(change.stop));
        else this.send(change);
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
      webview.onDidReceiveMessage((message: FromTimeline) => {
        switch (message.kind) {
          case 'ready': void webview.postMessage(this.last); break;
          case 'range': case 'find': case 'copySvg': case 'copyText': case 'savePng': void this.answer(message).then((answer) => webview.postMessage(answer)); break;
          case 'step': void executeCommand('stepThread', threadId(message.lane)); break;
          case 'switchTo': void request('daxscn/switchTo', { fork: message.fork }); break;
          default: void perform(message);
        }
      }),
    );
  }

  private async refresh(session: vscode.DebugSession, stop: string | undefined): Promise<void> {
    const { stops } = this;
    try {
      const timeline = await ask<Timeline>(session, 'daxscn/timeline');
      const { position } = timeline;
      const range = position === 0 ? undefined : await ask<TimelineRange>(session, 'daxscn/timelineRange', { from: position - 1, to: position, columns: 1 });
      const event = range?.marks[0];
      // Meanwhile it may have moved on.
      if (stops !== this.stops) return;
      this.session = session;
      this.send({ kind: 'timeline', timeline, ...(stop && { stop }), ...(event && { event }) });
    } catch {
      // The session ended meanwhile, and says so itself.
    }
  }

  private async answer(question: Question): Promise<ToTimeline> {
    const { id } = question;
    try {
      if (!this.session) return { kind: 'unanswered', id };
      if (isCopy(question)) return { kind: 'copied', id, said: await copy(question, this.session) };
      if (question.kind === 'range') return { kind: 'range', id, range: await ask<TimelineRange>(this.session, 'daxscn/timelineRange', question.query) };
      return { kind: 'found', id, found: await ask<Found>(this.session, 'daxscn/find', { text: question.text, from: question.from }) };
    } catch {
      // It has moved on or is over; the next stop brings a new timeline.
      return { kind: 'unanswered', id };
    }
  }

  private send(message: ToTimeline): void {
    // A page that loads while the session moves draws the last stop.
    if (message.kind !== 'running') this.last = message;
    if (message.kind === 'ended') this.session = undefined;
    this.changed.fire(message);
  }
}

async function ask<Answer>(session: vscode.DebugSession, name: RequestName, args: object = {}): Promise<Answer> {
  return await session.customRequest(name, args) as Answer;
}
