import * as vscode from 'vscode';
import type { CheckedResult, CheckProgress } from '../../explorer/check-messages';
import { verdictText } from '../../explorer/verdict-words';
import { KNOWN_VERSIONS } from '../../language/versions';
import type { CheckProcess } from './check-process';
import type { CheckTasks } from './check-tasks';
import { debugRun } from '../launch/debug-run';

/** Runs the explorer as a task: it keeps its output on the screen, says how far it is, and can be ended. The verdicts view gets what it finds. */
export async function checkInTerminal(tasks: CheckTasks, scenario: vscode.Uri): Promise<void> {
  if (scenario.scheme !== 'file') {
    void vscode.window.showWarningMessage('Only a scenario in a file on this machine can be checked.');
    return;
  }
  const task = tasks.ofScenario(scenario, (process) => {
    showProgress(process, nameOf(scenario));
    offerDebugging(process, scenario);
  });
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

/** What was found can be stepped through, and is among the verdicts. */
function offerDebugging(process: CheckProcess, scenario: vscode.Uri): void {
  const found: CheckedResult[] = [];
  process.onMessage((message) => { if (message.type === 'checked' && message.result.schedule !== null) found.push(message.result); });
  void process.ended.then(async () => {
    if (found.length === 0) return;
    found.sort((one, other) => KNOWN_VERSIONS.indexOf(one.kernel) - KNOWN_VERSIONS.indexOf(other.kernel));
    const text = `${nameOf(scenario)}: ${found.map((one) => `${one.kernel} ${verdictText(one)}`).join(', ')}`;
    const show = found.every(({ pass }) => pass) ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const answer = await show(text, 'Debug', 'Verdicts');
    if (answer === 'Verdicts') await vscode.commands.executeCommand('daxscn.results.focus');
    const chosen = answer === 'Debug' ? await choose(found) : undefined;
    // Where it went wrong: from there one can step back.
    if (chosen) await debugRun(scenario, { kernel: chosen.kernel, schedule: chosen.schedule!, events: chosen.events! });
  });
}

async function choose(found: readonly CheckedResult[]): Promise<CheckedResult | undefined> {
  if (found.length === 1) return found[0];
  const items = found.map((one) => ({ label: one.kernel, description: verdictText(one), one }));
  return (await vscode.window.showQuickPick(items, { title: 'Debug Which Interleaving' }))?.one;
}

function nameOf(scenario: vscode.Uri): string {
  return scenario.path.split('/').at(-1) ?? scenario.fsPath;
}
