// What the compare views show: the executions that were compared last, and in which of them the debugger stands. Every view, in the
// panel or in an editor, gets the same messages.
import * as vscode from 'vscode';
import { executeCommand, setContext } from '../common/contributed';
import type { ScheduleAnswer } from '../../debugger/protocol/answers';
import type { Comparison, FromCompare, SideName, ToCompare } from '../../view/messages/compare';
import { hasRecorded, debuggedSideOf, type DebuggedSides, type Recorded } from './debugged-side';
import { launchConfiguration } from '../launch/debug-configuration';
import { restartWith, scenarioOf, sessionOf } from '../debug/debug-sessions';
import type { RunTexts } from '../debug/run-texts';
import type { SessionFollower } from '../debug/session-follower';
import { warnOf } from '../common/failures';
import { perform } from '../view/view-actions';

/** What was compared, and how each side is debugged. */
export interface Compared {
  readonly scenario: vscode.Uri;
  readonly comparison: Comparison;
  readonly sides: DebuggedSides;
}

export class CompareFeed implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ToCompare>();
  private readonly subscription: vscode.Disposable;
  private shown: ToCompare = { kind: 'none', reason: '' };
  private standing: ToCompare = { kind: 'away' };
  private compared: Compared | undefined;
  /** The side that was debugged last. */
  private side: SideName = 'left';
  private stops = 0;

  constructor(follower: SessionFollower, private readonly texts: RunTexts) {
    this.subscription = follower.onDidChange((change) => {
      this.stops++;
      if (change.kind === 'stopped') void this.follow(change.session);
      else if (change.kind === 'ended') this.send({ kind: 'away' });
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Keeps a page up to date for as long as it lives. `keepFocus` leaves it the keyboard at the next stop. */
  connect(webview: vscode.Webview, keepFocus: () => void): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed.event((message) => void webview.postMessage(message)),
      webview.onDidReceiveMessage((message: FromCompare) => {
        switch (message.kind) {
          case 'ready':
            for (const known of [this.shown, this.standing]) void webview.postMessage(known);
            break;
          case 'ask': void executeCommand('compare'); break;
          case 'debug':
            keepFocus();
            void this.debug(message.side, message.position);
            break;
          default: void perform(message);
        }
      }),
    );
  }

  async show(compared: Compared): Promise<void> {
    this.compared = compared;
    this.side = 'left';
    void setContext('hasComparison', true);
    this.send({ kind: 'comparison', comparison: compared.comparison });
    const session = sessionOf(compared.scenario);
    if (session) await this.follow(session);
  }

  /** Debugs a side where the sides part, so that a step shows what is different; at its end if they do not. */
  async debugAtParting(side: SideName): Promise<void> {
    if (!this.compared) return;
    const { [side]: { length }, rows, parting } = this.compared.comparison;
    await this.debug(side, parting === undefined ? length : rows.slice(0, parting).filter((row) => row[side]).length);
  }

  /** Moves the debugger to a position of a side; if that is another execution than it has recorded, by a restart. */
  async debug(side: SideName, position: number): Promise<void> {
    if (!this.compared) return;
    const { scenario, sides } = this.compared;
    const { [side]: wanted } = sides;
    this.side = side;
    const session = sessionOf(scenario);
    try {
      if (!session) {
        await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(scenario), { ...launchConfiguration(scenario, wanted.kernel), ...wanted, position });
        return;
      }
      if (hasRecorded(session, wanted, await this.recordedBy(session), position)) {
        await session.customRequest('daxscn/goto', { position });
        return;
      }
      await restartWith(session, { ...wanted, position }, launchConfiguration(scenario, wanted.kernel).name);
    } catch (error) {
      warnOf(error);
    }
  }

  private async follow(session: vscode.DebugSession): Promise<void> {
    const { compared, stops } = this;
    if (compared?.scenario.toString() !== scenarioOf(session)?.toString()) return;
    try {
      const recorded = await this.recordedBy(session);
      // Meanwhile it may have moved on, or something else may have been compared.
      if (stops !== this.stops || compared !== this.compared || !compared) return;
      const side = debuggedSideOf(session, compared.sides, recorded, this.side);
      if (side) this.side = side;
      this.send(side ? { kind: 'at', side, position: recorded.position } : { kind: 'away' });
    } catch {
      // The session ended meanwhile, and says so itself.
    }
  }

  private async recordedBy(session: vscode.DebugSession): Promise<Recorded> {
    return { ...await session.customRequest('daxscn/schedule') as ScheduleAnswer, hash: this.texts.hashOfRun(session) };
  }

  private send(message: ToCompare): void {
    if (message.kind === 'at' || message.kind === 'away') this.standing = message;
    else this.shown = message;
    this.changed.fire(message);
  }
}
