import * as vscode from 'vscode';
import { webViewPage, type Container } from './web-view-page';

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

/**
 * Whether a second web view may load. Served to a browser from one origin, VS Code 1.100 has a service worker for each web view, and
 * the one that starts second takes the first one's away before that has answered: the first page stays empty. `package.json` asks for it.
 */
const mayLoadKey = 'daxscn.mayLoadMore';

/** In milliseconds: somebody may have closed the first view. */
const PATIENCE = 10_000;

let isLoaded = false;

function mayLoadMore(): void {
  if (isLoaded) return;
  isLoaded = true;
  void vscode.commands.executeCommand('setContext', mayLoadKey, true);
}

/** On a desktop each web view has an origin of its own. */
export function loadWebViewsInTurn(context: vscode.ExtensionContext): void {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return mayLoadMore();
  const timer = setTimeout(mayLoadMore, PATIENCE);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

export function registerWebView(context: vscode.ExtensionContext, view: WebView): void {
  const options = { enableScripts: true, localResourceRoots: [] };
  const fill = (webview: vscode.Webview, container: Container) => {
    const connection = vscode.Disposable.from(view.connect(webview), webview.onDidReceiveMessage(({ kind }: { kind?: string }) => {
      if (kind === 'ready') mayLoadMore();
    }));
    webview.options = options;
    webview.html = webViewPage(context, view.name, view.title, container);
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
      // Hidden and shown again it is there at once, and as it was.
    }, { webviewOptions: { retainContextWhenHidden: true } }),
    vscode.window.registerWebviewPanelSerializer(view.panelId, {
      deserializeWebviewPanel: (panel) => Promise.resolve(fillPanel(panel)),
    }),
    vscode.commands.registerCommand(view.command, () => {
      fillPanel(vscode.window.createWebviewPanel(view.panelId, view.title, { viewColumn: view.column, preserveFocus: true }, options));
    }),
  );
}
