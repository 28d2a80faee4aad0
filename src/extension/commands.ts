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
import { registerKernelStatus } from './scenario/kernel-status';
import { newScenario } from './scenario/new-scenario';
import { restartWith, sessionOf } from './debug/debug-sessions';
import { pickKernel } from './scenario/kernel-pick';
import type { CheckTasks } from './check/check-tasks';
import { inFile, scenarioGiven, withScenario } from './scenario/scenario-editor';

export function registerCommands(context: vscode.ExtensionContext, tasks: CheckTasks): void {
  const commands: Partial<Record<CommandName, (uri?: vscode.Uri, argument?: unknown) => unknown>> = {
    debug: (uri, argument) => withScenario(uri, (scenario) => debugRun(scenario, kernelGiven(argument))),
    debugOnKernel: (uri) => withScenario(uri, debugOnKernel),
    check: (uri) => withScenario(uri, (scenario) => checkInTerminal(tasks, scenario)),
    copySchedule,
    openExample: () => openExample(context),
    newScenario: (_, template) => newScenario(context, typeof template === 'string' ? template : undefined),
  };
  for (const [name, run] of Object.entries(commands) as [CommandName, (uri?: vscode.Uri, argument?: unknown) => unknown][]) {
    context.subscriptions.push(registerCommand(name, (argument?: unknown) => run(scenarioGiven(argument), argument)));
  }
  registerKernelStatus(context, debugOn);
}

/** A group of the gallery may be about a version. */
function kernelGiven(argument: unknown): { kernel?: string } {
  const kernel = (argument as { readonly kernel?: unknown } | undefined)?.kernel;
  return typeof kernel === 'string' ? { kernel } : {};
}

async function debugOnKernel(scenario: vscode.Uri): Promise<void> {
  const kernel = await pickKernel(scenario, { title: 'Debug on Kernel Version' });
  if (kernel !== undefined) await debugOn(scenario, kernel);
}

/** The session of the scenario, if there is one, goes on there. */
async function debugOn(given: vscode.Uri, kernel: string): Promise<void> {
  const scenario = await inFile(given);
  if (!scenario) return;
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
