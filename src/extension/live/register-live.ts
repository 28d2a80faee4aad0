import * as vscode from 'vscode';
import type { SessionFollower } from '../debug/session-follower';
import { LiveActions } from './live-actions';
import { LiveChecks } from './live-checks';
import { registerLiveCommands } from './live-commands';
import { LiveDecorations } from './live-decorations';
import { LiveDiagnostics } from './live-diagnostics';
import { LiveLenses } from './live-lenses';
import type { VerdictSource } from './verdict-source';

const scenarios = { language: 'daxscn' };

/** Verdicts while one types. What is known of scenarios is for others, too. */
export function registerLive(context: vscode.ExtensionContext, follower: SessionFollower): VerdictSource {
  const checks = new LiveChecks(context);
  const lenses = new LiveLenses(checks);
  context.subscriptions.push(
    checks, lenses, new LiveDecorations(checks), new LiveDiagnostics(checks), registerLiveCommands(checks, follower),
    vscode.languages.registerCodeLensProvider(scenarios, lenses),
    vscode.languages.registerCodeActionsProvider(scenarios, new LiveActions(checks), { providedCodeActionKinds: LiveActions.kinds }),
  );
  return checks;
}
