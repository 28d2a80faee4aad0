// The first start opens a story, not an empty page: example 01, whose comment tells it.
// When, and why then: who installs the extension gets the walkthrough from VS Code itself. Who opens a file wants that file: nothing is opened over it, nor
// at any start of a window. Who opens the gallery for the first time, by a click on *DAX*, has asked what there is; if no editor is open he gets the
// story in the empty place, once for ever. VS Code's setting against walkthroughs that open by themselves counts here, too.
// It is no walkthrough: in a fresh profile VS Code 1.100 shows its own one instead, as long as it has not read those of extensions.
import * as vscode from 'vscode';
import { packagedScenarios } from '../scenario/packaged-scenarios';

const stateKey = 'firstStartIsOver';

/** VS Code's own. Off in tests. */
const setting = 'workbench.welcomePage.walkthroughs.openOnInstall';

export function offerFirstStory(context: vscode.ExtensionContext, gallery: vscode.TreeView<unknown>): void {
  const { globalState, subscriptions } = context;
  if (globalState.get(stateKey)) return;
  const look = async () => {
    if (!gallery.visible || globalState.get(stateKey)) return;
    await globalState.update(stateKey, true);
    const isEmpty = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
    if (isEmpty && vscode.workspace.getConfiguration().get(setting, true)) await openFirstExample(context);
  };
  // Nobody has left the gallery in sight when he closed the window: then it would not be the first time.
  void look();
  subscriptions.push(gallery.onDidChangeVisibility(() => void look()));
}

/** The gallery keeps the keyboard. */
async function openFirstExample(context: vscode.ExtensionContext): Promise<void> {
  const [first] = (await packagedScenarios(context)).examples;
  if (first) await vscode.window.showTextDocument(first.uri, { preview: false, preserveFocus: true });
}
