import * as vscode from 'vscode';
import type { TimelineFeed } from './timeline-feed';
import { registerWebView } from '../view/web-view';

/** The timeline in the panel beside block ownership, from where it can be dragged to a side bar, and in an editor. */
export function registerTimelineViews(context: vscode.ExtensionContext, feed: TimelineFeed): void {
  registerWebView(context, {
    name: 'timeline', title: 'DAX Timeline', viewId: 'daxscn.timeline', panelId: 'daxscn.timelinePanel', command: 'openTimeline',
    container: 'panel', column: vscode.ViewColumn.Active, icon: 'timeline', connect: (webview) => feed.connect(webview),
  });
}
