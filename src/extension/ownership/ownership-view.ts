import * as vscode from 'vscode';
import { setContext } from '../common/contributed';
import { debugType } from '../debug/debug-adapter';
import type { OwnershipFeed } from './ownership-feed';
import { registerWebView } from '../view/web-view';

const viewId = 'daxscn.ownership';

/** Block ownership in the panel, from where it can be moved to a side bar, and in an editor for who wants it larger. */
export function registerOwnershipViews(context: vscode.ExtensionContext, feed: OwnershipFeed): void {
  registerWebView(context, {
    name: 'ownership', title: 'Block Ownership', viewId, panelId: 'daxscn.ownershipPanel', command: 'openOwnership',
    container: 'panel', column: vscode.ViewColumn.Beside, icon: 'blocks', connect: (webview) => feed.connect(webview),
  });
  offerWhenRelevant(context);
}

/** The panel has the view once a scenario was opened or debugged: who never does is not bothered. */
function offerWhenRelevant(context: vscode.ExtensionContext): void {
  const isOurs = ({ languageId }: vscode.TextDocument) => languageId === 'daxscn' || languageId === 'daxk';
  const offer = () => void setContext('isRelevant', true);
  if (vscode.workspace.textDocuments.some(isOurs)) offer();
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => { if (isOurs(document)) offer(); }),
    vscode.debug.onDidStartDebugSession(({ type }) => { if (type === debugType) offer(); }),
  );
}
