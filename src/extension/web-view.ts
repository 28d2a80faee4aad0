import * as vscode from 'vscode';
import { pageFolder, webViewPage, type Container } from './web-view-page';

/** A web view that VS Code shows in its place and, by a command, in an editor. */
export interface WebView {
  /** Of its script and its style sheet, and in the names of its icons. */
  readonly name: string;
  readonly title: string;
  readonly viewId: string;
  readonly panelId: string;
  readonly command: string;
  /** Where the view is unless it is moved. */
  readonly container: Exclude<Container, 'editor'>;
  /** Where the editor opens. */
  readonly column: vscode.ViewColumn;
  /** `media/ICON-dark.svg` and `media/ICON-light.svg`. */
  readonly icon: string;
  /** Keeps a page up to date for as long as it lives. */
  connect(webview: vscode.Webview): vscode.Disposable;
}

export function registerWebView(context: vscode.ExtensionContext, view: WebView): void {
  const options = { enableScripts: true, localResourceRoots: [pageFolder(context)] };
  const fill = (webview: vscode.Webview, container: Container) => {
    const connection = view.connect(webview);
    webview.options = options;
    webview.html = webViewPage(context, webview, view.name, view.title, container);
    return connection;
  };
  const fillPanel = (panel: vscode.WebviewPanel) => {
    const icon = (theme: string) => vscode.Uri.joinPath(context.extensionUri, 'media', `${view.icon}-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const connection = fill(panel.webview, 'editor');
    panel.onDidDispose(() => connection.dispose());
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(view.viewId, {
      resolveWebviewView: ({ webview, onDidDispose }) => {
        const connection = fill(webview, view.container);
        onDidDispose(() => connection.dispose());
      },
    }),
    vscode.window.registerWebviewPanelSerializer(view.panelId, {
      deserializeWebviewPanel: (panel) => Promise.resolve(fillPanel(panel)),
    }),
    vscode.commands.registerCommand(view.command, () => {
      fillPanel(vscode.window.createWebviewPanel(view.panelId, view.title, { viewColumn: view.column, preserveFocus: true }, options));
    }),
  );
}
