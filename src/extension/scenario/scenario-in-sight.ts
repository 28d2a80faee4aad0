// The scenario stays in sight beside the kernel's source. Its editor group is locked while it is debugged: VS Code opens the source of
// a stop in another group, or makes one beside it, as it does for everybody who locks a group. Nothing is moved or closed, and
// whoever unlocks the group has it as it was.
import * as vscode from 'vscode';
import { setting } from '../common/contributed';
import { scenarioOf, sessionOf } from '../debug/debug-sessions';
import { kernelScheme } from '../kernel/kernel-sources';

/** The scenarios whose groups are locked, in the state of the workspace: a window that is closed meanwhile keeps the lock. */
const stateKey = 'lockedScenarios';

export class ScenarioInSight implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;

  constructor(private readonly state: vscode.Memento) {
    this.subscription = vscode.debug.onDidTerminateDebugSession((session) => void this.release(scenarioOf(session)));
    for (const left of this.locked) void this.release(vscode.Uri.parse(left));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Shows the scenario of a session that begins, and keeps it in sight. What cannot be shown, the launch complains about. */
  async keep(session: vscode.DebugSession): Promise<void> {
    const scenario = scenarioOf(session);
    const isOn = setting('keepScenarioInSight');
    if (!scenario || !isOn || session.configuration.noDebug) return;
    try {
      const isVisible = vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === scenario.toString());
      if (!isVisible) await vscode.window.showTextDocument(scenario, { preview: false, preserveFocus: true });
      await vscode.commands.executeCommand('workbench.action.lockEditorGroup', scenario);
      // What is open in a group is shown there, locked or not.
      const inTheWay = groupOf(scenario)?.tabs.filter(({ isPreview, input }) => isPreview && input instanceof vscode.TabInputText && input.uri.scheme === kernelScheme) ?? [];
      await vscode.window.tabGroups.close(inTheWay, true);
      await this.remember([...this.locked, scenario.toString()]);
    } catch {
      // The scenario cannot be opened.
    }
  }

  private async release(scenario: vscode.Uri | undefined): Promise<void> {
    if (!scenario || !this.locked.includes(scenario.toString()) || sessionOf(scenario)) return;
    await this.remember(this.locked.filter((other) => other !== scenario.toString()));
    // Only where it is open: without it the command would mean the active group.
    if (groupOf(scenario)) await vscode.commands.executeCommand('workbench.action.unlockEditorGroup', scenario);
  }

  private get locked(): readonly string[] {
    return this.state.get<readonly string[]>(stateKey, []);
  }

  private remember(locked: readonly string[]): Thenable<void> {
    return this.state.update(stateKey, [...new Set(locked)]);
  }
}

/** Where the scenario of the session that the user looks at is kept in sight. */
export function columnInSight(): vscode.ViewColumn | undefined {
  const session = vscode.debug.activeDebugSession;
  const scenario = session && scenarioOf(session);
  return scenario && sessionOf(scenario) && setting('keepScenarioInSight') ? groupOf(scenario)?.viewColumn : undefined;
}

/** The group in which a file is open. */
function groupOf(uri: vscode.Uri): vscode.TabGroup | undefined {
  return vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()));
}
