import * as vscode from 'vscode';
import { launchConfiguration } from './debug-configuration';
import { endSessionOf } from '../debug/debug-sessions';

/** An execution: what led to it, and how many of its events have happened. */
export interface RunToDebug {
  /** Absent: the one that the scenario names. */
  readonly kernel?: string;
  readonly schedule?: string;
  readonly events?: number;
}

/** Debugs a scenario at the end of an execution, or from the beginning, in place of the session that it may have. */
export async function debugRun(scenario: vscode.Uri, { kernel, schedule, events }: RunToDebug = {}): Promise<void> {
  const configuration = {
    ...launchConfiguration(scenario, kernel), ...(schedule !== undefined && { schedule }), ...(events !== undefined && { position: events }),
  };
  await endSessionOf(scenario);
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(scenario), configuration);
}
