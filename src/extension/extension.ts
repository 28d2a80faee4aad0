// Activation: each part registers itself, none knows another one's insides.
import { Uri, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { registerCompareCommands } from './compare-commands';
import { CompareFeed } from './compare-feed';
import { registerCompareViews } from './compare-view';
import { registerDebugAdapter } from './debug-adapter';
import { registerDebugConfigurations } from './debug-configuration';
import { watchSessions } from './debug-sessions';
import { registerEvaluatableExpressions } from './evaluatable-expressions';
import { FirstLayout } from './first-layout';
import { registerKernelSources } from './kernel-sources';
import { startLanguageClient } from './language-client';
import { registerLinks } from './link-commands';
import { registerMovementCommands } from './movement-commands';
import { OwnershipFeed } from './ownership-feed';
import { registerOwnershipViews } from './ownership-view';
import { ResultsOfChecks } from './results';
import { registerResultsCommands } from './results-commands';
import { ResultsFeed } from './results-feed';
import { registerResultsViews } from './results-view';
import { watchScenarios } from './scenario-editor';
import { ScenarioInSight } from './scenario-in-sight';
import { SessionFollower } from './session-follower';
import { ThreadCursors } from './thread-cursors';
import { TimelineFeed } from './timeline-feed';
import { registerTimelineViews } from './timeline-view';
import { loadWebViewsInTurn } from './web-view';

export function activate(context: ExtensionContext): void {
  watchSessions(context);
  watchScenarios(context);
  registerKernelSources(context);
  registerDebugConfigurations(context);
  const follower = new SessionFollower();
  const feed = new OwnershipFeed(follower);
  const timeline = new TimelineFeed(follower);
  const compare = new CompareFeed(follower);
  const cli = Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  const results = new ResultsOfChecks(cli);
  const sight = new ScenarioInSight(context.workspaceState);
  const layout = new FirstLayout(context.workspaceState, follower);
  context.subscriptions.push(follower, feed, timeline, compare, results, sight, layout, new ThreadCursors(follower));
  registerDebugAdapter(context, async (session) => {
    await sight.keep(session);
    await layout.begin();
  });
  loadWebViewsInTurn(context);
  registerOwnershipViews(context, feed);
  registerTimelineViews(context, timeline);
  registerCompareCommands(context, follower, compare, registerCompareViews(context, compare));
  registerResultsViews(context, new ResultsFeed(results));
  registerEvaluatableExpressions(context);
  registerCommands(context, results, cli);
  registerResultsCommands(context, results);
  registerMovementCommands(context);
  registerLinks(context);
  startLanguageClient(context);
}
