import * as vscode from 'vscode';
import type { CheckedMessage, CheckProgress } from '../explorer/check-messages';
import { CheckProcess } from './check-process';
import { CheckTerminal } from './check-terminal';
import { launchConfiguration } from './debug-configuration';
import { endSessionOf } from './debug-sessions';
import { configuredOverlays } from './overlays';

/** Runs the explorer as a task: it keeps its output on the screen, says how far it is, and can be ended. */
export async function checkInTerminal(context: vscode.ExtensionContext, scenario: vscode.Uri): Promise<void> {
  if (scenario.scheme !== 'file') {
    void vscode.window.showWarningMessage('Only a scenario in a file on this machine can be checked.');
    return;
  }
  // Overlays, too: the process reads files.
  const isRead = ({ uri, languageId }: vscode.TextDocument): boolean => uri.toString() === scenario.toString() || languageId === 'daxk';
  await Promise.all(vscode.workspace.textDocuments.filter((document) => document.isDirty && isRead(document)).map((document) => document.save()));
  const name = nameOf(scenario);
  const program = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  const start = (columns: number): CheckProcess => {
    const process = new CheckProcess(program, scenario.fsPath, configuredOverlays(scenario), columns);
    showProgress(process, name);
    offerDebugging(process, scenario);
    return process;
  };
  const task = new vscode.Task(
    { type: 'daxscn' }, vscode.TaskScope.Workspace, `check ${name}`, 'daxscn',
    new vscode.CustomExecution(async () => new CheckTerminal(start)),
  );
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true, showReuseMessage: false };
  await vscode.tasks.executeTask(task);
}

/** A notification with a button to cancel, from the first news on: what is over at once needs none. */
function showProgress(process: CheckProcess, name: string): void {
  const first = process.onMessage((message) => {
    if (message.type !== 'progress') return;
    first.dispose();
    const options = { location: vscode.ProgressLocation.Notification, title: `Checking ${name}`, cancellable: true };
    void vscode.window.withProgress(options, async (progress, token) => {
      progress.report({ message: describe(message) });
      token.onCancellationRequested(() => process.cancel());
      process.onMessage((next) => { if (next.type === 'progress') progress.report({ message: describe(next) }); });
      await process.ended;
    });
  });
}

function describe({ states, frontier, rate, bytes }: CheckProgress): string {
  const count = (value: number): string => value.toLocaleString('en');
  return `${count(states)} states, ${count(frontier)} waiting, ${count(rate)}/s, ${count(Math.ceil(bytes / 2 ** 20))} MiB`;
}

/** What was found can be stepped through. */
function offerDebugging(process: CheckProcess, scenario: vscode.Uri): void {
  const found: CheckedMessage[] = [];
  process.onMessage((message) => { if (message.type === 'checked' && message.schedule !== null) found.push(message); });
  void process.ended.then(async () => {
    if (found.length === 0) return;
    const text = `${nameOf(scenario)}: ${found.map((one) => `${one.kernel} ${verdictOf(one)}`).join(', ')}`;
    const show = found.every(({ pass }) => pass) ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    if (!await show(text, 'Debug')) return;
    const chosen = await choose(found);
    if (!chosen) return;
    // Where it went wrong: from there one can step back.
    const configuration = { ...launchConfiguration(scenario, chosen.kernel), schedule: chosen.schedule, position: chosen.events };
    await endSessionOf(scenario);
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(scenario), configuration);
  });
}

async function choose(found: readonly CheckedMessage[]): Promise<CheckedMessage | undefined> {
  if (found.length === 1) return found[0];
  const items = found.map((one) => ({ label: one.kernel, description: verdictOf(one), one }));
  return (await vscode.window.showQuickPick(items, { title: 'Debug Which Interleaving' }))?.one;
}

function verdictOf({ verdict, property }: CheckedMessage): string {
  return property === null ? verdict : `${verdict} ${property}`;
}

function nameOf(scenario: vscode.Uri): string {
  return scenario.path.split('/').at(-1) ?? scenario.fsPath;
}
