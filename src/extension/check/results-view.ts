import * as vscode from 'vscode';
import type { ResultsFeed } from './results-feed';
import { registerWebView } from '../view/web-view';

/** The verdicts in a tab of the panel, from where they can be dragged to another place, and in an editor. */
export function registerResultsViews(context: vscode.ExtensionContext, feed: ResultsFeed): void {
  registerWebView(context, {
    name: 'results', title: 'DAX Verdicts', viewId: 'daxscn.results', panelId: 'daxscn.resultsPanel', command: 'openResults',
    container: 'panel', column: vscode.ViewColumn.Active, icon: 'results', connect: (webview) => feed.connect(webview),
  });
}
