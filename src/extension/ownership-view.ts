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
  const fill = (webview: vscode.Webview, place: 'sidebar' | 'editor') => {
    const connection = feed.connect(webview);
    webview.options = options;
    webview.html = ownershipPage(context, webview, place);
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
}

/** VS Code adds a view at the end of the side bar, closed. We open it once in a workspace; what its user does then stays. */
async function showOnce({ workspaceState }: vscode.ExtensionContext): Promise<void> {
  const wasShown = 'ownership.wasShown';
  if (workspaceState.get(wasShown)) return;
  await workspaceState.update(wasShown, true);
  await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
}
