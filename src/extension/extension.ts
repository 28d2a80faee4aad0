// Activation: each part registers itself, none knows another one's insides.
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { registerDebugAdapter } from './debug-adapter';
import { registerDebugConfigurations } from './debug-configuration';
import { registerKernelSources } from './kernel-sources';
import { startLanguageClient } from './language-client';
import { OwnershipFeed } from './ownership-feed';
import { registerOwnershipViews } from './ownership-view';
import { registerRelevance } from './relevance';
import { watchScenarios } from './scenario-editor';
import { registerTravelCommands } from './travel-commands';

export function activate(context: ExtensionContext): void {
  watchScenarios(context);
  registerKernelSources(context);
  registerDebugConfigurations(context);
  registerDebugAdapter(context);
  const feed = new OwnershipFeed();
  context.subscriptions.push(feed);
  registerOwnershipViews(context, feed);
  registerCommands(context);
  registerTravelCommands(context);
  registerRelevance(context);
  startLanguageClient(context);
}
