import * as vscode from 'vscode';
import { registerCommand } from './common/contributed';
import type { CommandName } from './manifest/commands';
import type { ScheduleAnswer } from '../debugger/protocol/answers';
import { checkInTerminal } from './check/check';
import { debugType } from './debug/debug-adapter';
import { warnOf } from './common/failures';
import { debugRun } from './launch/debug-run';
import { launchConfiguration } from './launch/debug-configuration';
import { openExample } from './scenario/examples';
import { restartWith, sessionOf } from './debug/debug-sessions';
import { pickKernel } from './scenario/kernel-pick';
import type { ResultsOfChecks } from './check/results';
import { isScenarioFile, withScenario } from './scenario/scenario-editor';

export function registerCommands(context: vscode.ExtensionContext, results: ResultsOfChecks, cli: string): void {
  const commands: Partial<Record<CommandName, (uri?: vscode.Uri) => unknown>> = {
    debug: (uri) => withScenario(uri, (scenario) => debugRun(scenario)),
    debugOnKernel: (uri) => withScenario(uri, debugOnKernel),
    check: (uri) => withScenario(uri, (scenario) => checkInTerminal(results, cli, scenario)),
    copySchedule,
    openExample: () => openExample(context),
  };
  for (const [name, run] of Object.entries(commands) as [CommandName, (uri?: vscode.Uri) => unknown][]) {
    // VS Code passes more than the file when a menu is used; a palette passes nothing.
    context.subscriptions.push(registerCommand(name, (uri?: unknown) => run(uri instanceof vscode.Uri && isScenarioFile(uri) ? uri : undefined)));
  }
}

async function debugOnKernel(scenario: vscode.Uri): Promise<void> {
  const kernel = await pickKernel(scenario, { title: 'Debug on Kernel Version' });
  if (kernel === undefined) return;
  const session = sessionOf(scenario);
  if (!session) return debugRun(scenario, { kernel });
  try {
    await restartWith(session, { kernel }, launchConfiguration(scenario, kernel).name);
  } catch (error) {
    warnOf(error);
  }
}

async function copySchedule(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== debugType) {
    void vscode.window.showInformationMessage('No scenario is being debugged.');
    return;
  }
  const { schedule } = await session.customRequest('daxscn/schedule') as ScheduleAnswer;
  await vscode.env.clipboard.writeText(schedule);
  vscode.window.setStatusBarMessage(`$(clippy) Copied the schedule ${schedule}`, 4000);
}
