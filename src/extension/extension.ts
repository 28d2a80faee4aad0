// Activation: each part registers itself, none knows another one's insides.
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { registerDebugAdapter } from './debug-adapter';
import { registerDebugConfigurations } from './debug-configuration';
import { registerEvaluatableExpressions } from './evaluatable-expressions';
import { registerKernelSources } from './kernel-sources';
import { startLanguageClient } from './language-client';
import { registerMovementCommands } from './movement-commands';
import { OwnershipFeed } from './ownership-feed';
import { registerOwnershipViews } from './ownership-view';
import { watchScenarios } from './scenario-editor';
import { SessionFollower } from './session-follower';
import { ThreadCursors } from './thread-cursors';

export function activate(context: ExtensionContext): void {
  watchScenarios(context);
  registerKernelSources(context);
  registerDebugConfigurations(context);
  registerDebugAdapter(context);
  const follower = new SessionFollower();
  const feed = new OwnershipFeed(follower);
  context.subscriptions.push(follower, feed, new ThreadCursors(follower));
  registerOwnershipViews(context, feed);
  registerEvaluatableExpressions(context);
  registerCommands(context);
  registerMovementCommands(context);
  startLanguageClient(context);
}
