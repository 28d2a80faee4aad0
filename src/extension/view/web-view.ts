import * as vscode from 'vscode';
import { registerCommand, setContext } from '../common/contributed';
import type { CommandName } from '../manifest/commands';
import { keepFocus } from './keep-focus';
import { webViewPage, type Container } from './web-view-page';

/** A web view that VS Code shows in its place and, by a command, in an editor. */
export interface WebView {
  /** Of its script and its style sheet, and in the names of its icons. */
  readonly name: string;
  readonly title: string;
  readonly viewId: string;
  readonly panelId: string;
  readonly command: CommandName;
  /** Where the view is unless it is moved. */
  readonly container: Exclude<Container, 'editor'>;
  /** Where the editor opens. */
  readonly column: vscode.ViewColumn | (() => vscode.ViewColumn);
  /** `media/ICON-dark.svg` and `media/ICON-light.svg`. */
  readonly icon: string;
  /** Keeps a page up to date for as long as it lives. `keepFocus` leaves it the keyboard at the next stop, if it is in sight. */
  connect(webview: vscode.Webview, keepFocus: () => void): vscode.Disposable;
}

/**
 * Whether a second web view may load. Served to a browser from one origin, VS Code 1.100 has a service worker for each web view, and
 * the one that starts second takes the first one's away before that has answered: the first page stays empty. The manifest asks for it.
 */

/** In milliseconds: somebody may have closed the first view. */
const PATIENCE = 10_000;

let isLoaded = false;

function mayLoadMore(): void {
  if (isLoaded) return;
  isLoaded = true;
  void setContext('mayLoadMore', true);
}

/** On a desktop each web view has an origin of its own. */
export function loadWebViewsInTurn(context: vscode.ExtensionContext): void {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return mayLoadMore();
  const timer = setTimeout(mayLoadMore, PATIENCE);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}

/** Returns what shows it, with the keyboard: where it is in sight, else in an editor. */
export function registerWebView(context: vscode.ExtensionContext, view: WebView): () => void {
  const options = { enableScripts: true, localResourceRoots: [] };
  /** The pages there are: what gives each the keyboard and leaves it there at a stop, and whether it is in sight. */
  const pages = new Map<vscode.Webview, { focus(): void; keep(): void; isVisible(): boolean; isEditor: boolean }>();
  const fill = (webview: vscode.Webview, container: Container, focus: () => void, isVisible: () => boolean, lost?: vscode.Event<unknown>) => {
    const keep = () => keepFocus(() => { if (isVisible()) focus(); }, lost);
    pages.set(webview, { focus, keep, isVisible, isEditor: container === 'editor' });
    const connection = vscode.Disposable.from({ dispose: () => pages.delete(webview) }, view.connect(webview, keep), webview.onDidReceiveMessage(({ kind }: { kind?: string }) => {
      if (kind === 'ready') mayLoadMore();
    }));
    webview.options = options;
    webview.html = webViewPage(context, view.name, view.title, container);
    return connection;
  };
  const fillPanel = (panel: vscode.WebviewPanel) => {
    const icon = (theme: string) => vscode.Uri.joinPath(context.extensionUri, 'media', `${view.icon}-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const connection = fill(panel.webview, 'editor', () => panel.reveal(undefined, false), () => panel.visible, panel.onDidChangeViewState);
    panel.onDidDispose(() => connection.dispose());
  };
  const open = (preserveFocus: boolean) => {
    const viewColumn = typeof view.column === 'function' ? view.column() : view.column;
    fillPanel(vscode.window.createWebviewPanel(view.panelId, view.title, { viewColumn, preserveFocus }, options));
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(view.viewId, {
      resolveWebviewView: (place) => {
        const connection = fill(place.webview, view.container, () => place.show(false), () => place.visible);
        place.onDidDispose(() => connection.dispose());
      },
      // Hidden and shown again it is there at once, and as it was.
    }, { webviewOptions: { retainContextWhenHidden: true } }),
    vscode.window.registerWebviewPanelSerializer(view.panelId, {
      deserializeWebviewPanel: (panel) => Promise.resolve(fillPanel(panel)),
    }),
    registerCommand(view.command, () => open(true)),
  );
  return () => {
    const all = [...pages.values()];
    const page = all.find(({ isVisible }) => isVisible()) ?? all.find(({ isEditor }) => isEditor);
    if (page) page.focus();
    else open(false);
    (page ?? [...pages.values()].at(-1))?.keep();
  };
}
