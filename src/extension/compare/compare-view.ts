import * as vscode from 'vscode';
import type { CompareFeed } from './compare-feed';
import { columnInSight } from '../scenario/scenario-in-sight';
import { registerWebView } from '../view/web-view';

/** Two executions side by side, in an editor; once something was compared, the panel offers the view, too. Returns what shows it. */
export function registerCompareViews(context: vscode.ExtensionContext, feed: CompareFeed): () => void {
  return registerWebView(context, {
    name: 'compare', title: 'DAX Compare', viewId: 'daxscn.compare', panelId: 'daxscn.comparePanel', command: 'openCompare',
    // No stop opens a source in the group of the scenario, which is locked: what is compared stays in sight beside the source.
    container: 'panel', column: () => columnInSight() ?? vscode.ViewColumn.Beside, icon: 'compare', connect: (webview, keepFocus) => feed.connect(webview, keepFocus),
  });
}
