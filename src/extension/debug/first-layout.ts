// What a newcomer sees at the first stop: the blocks in the panel and the call stack in the side bar. VS Code opens neither by itself.
import * as vscode from 'vscode';
import type { SessionFollower } from './session-follower';

const openBlocks = 'daxscn.ownership.focus';
const openCallStack = 'workbench.debug.action.focusCallStackView';

const stateKey = 'viewsWereOpened';

/** Opens them once in a workspace; what its user does then stays. */
export class FirstLayout implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private isDue: boolean;

  constructor(private readonly state: vscode.Memento, follower: SessionFollower) {
    this.isDue = !state.get(stateKey);
    this.subscription = follower.onDidChange(({ kind }) => { if (kind === 'stopped') void this.finish(); });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Before a stop scrolls the editors: the panel takes room from them. */
  async begin(): Promise<void> {
    if (this.isDue) await open(openBlocks);
  }

  /** VS Code has the call stack only once a session runs. */
  private async finish(): Promise<void> {
    if (!this.isDue) return;
    this.isDue = false;
    await this.state.update(stateKey, true);
    for (const command of [openBlocks, openCallStack]) await open(command);
  }
}

async function open(command: string): Promise<void> {
  try {
    await vscode.commands.executeCommand(command, { preserveFocus: true });
  } catch {
    // Somebody has hidden the view.
  }
}
