import * as vscode from 'vscode';
import { debugType } from './debug-adapter';
import type { OwnershipFeed } from './ownership-feed';
import { ownershipPage, pageFolder } from './ownership-page';

const viewId = 'daxscn.ownership';
const panelId = 'daxscn.ownershipPanel';
const title = 'Block Ownership';

/** Block ownership in the side bar of the debugger, and in an editor for who wants it larger. */
export function registerOwnershipViews(context: vscode.ExtensionContext, feed: OwnershipFeed): void {
  const options = { enableScripts: true, localResourceRoots: [pageFolder(context)] };
  const fill = (webview: vscode.Webview, container: 'sidebar' | 'editor') => {
    const connection = feed.connect(webview);
    webview.options = options;
    webview.html = ownershipPage(context, webview, container);
    return connection;
  };
  const fillPanel = (panel: vscode.WebviewPanel) => {
    const icon = (theme: string) => vscode.Uri.joinPath(context.extensionUri, 'media', `blocks-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const connection = fill(panel.webview, 'editor');
    panel.onDidDispose(() => connection.dispose());
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(viewId, {
      resolveWebviewView: (view) => {
        const connection = fill(view.webview, 'sidebar');
        view.onDidDispose(() => connection.dispose());
      },
    }),
    vscode.window.registerWebviewPanelSerializer(panelId, {
      deserializeWebviewPanel: (panel) => Promise.resolve(fillPanel(panel)),
    }),
    vscode.commands.registerCommand('daxscn.openOwnership', () => {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      fillPanel(vscode.window.createWebviewPanel(panelId, title, column, options));
    }),
    vscode.debug.onDidStartDebugSession(({ type }) => { if (type === debugType) void showOnce(context); }),
  );
  offerWhenRelevant(context);
}

/** The side bar has the view once a scenario was opened or debugged: who never does is not bothered. */
function offerWhenRelevant(context: vscode.ExtensionContext): void {
  const isOurs = ({ languageId }: vscode.TextDocument) => languageId === 'daxscn' || languageId === 'daxk';
  const offer = () => void vscode.commands.executeCommand('setContext', 'daxscn.isRelevant', true);
  if (vscode.workspace.textDocuments.some(isOurs)) offer();
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => { if (isOurs(document)) offer(); }),
    vscode.debug.onDidStartDebugSession(({ type }) => { if (type === debugType) offer(); }),
  );
}

/** VS Code adds a view at the end of the side bar, closed. We open it once in a workspace; what its user does then stays. */
async function showOnce({ workspaceState }: vscode.ExtensionContext): Promise<void> {
  const wasShown = 'ownership.wasShown';
  if (workspaceState.get(wasShown)) return;
  await workspaceState.update(wasShown, true);
  await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
}
