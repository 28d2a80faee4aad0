// What DAX: Hunt… does: asks what is to be hunted, and shows how far that is, once in a notification, or with each save of an overlay in the status bar.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readKernelTree } from '../../node/kernel-files';
import { saveInputs, type ResultsOfChecks } from '../check/results';
import { setContext } from '../common/contributed';
import { debugRun } from '../launch/debug-run';
import { Hunt, type HuntFinding } from './hunt';
import { HuntOnSave } from './hunt-on-save';
import { askHunt, huntGiven } from './hunt-request';
import { progressText } from './hunt-status';

/** Hunts of which the scenarios are kept: somebody may have them open. */
const MOST_KEPT = 8;

export interface HuntHost {
  readonly context: vscode.ExtensionContext;
  readonly cli: string;
  readonly results: ResultsOfChecks;
}

/** A hunt, or one with each save. */
export interface Hunting extends vscode.Disposable {
  /** It is over for good. */
  readonly ended: Promise<void>;
  /** Offers what was found, and to stop. */
  show(): Promise<void>;
  stop(): void;
}

/** Undefined if the user wants none. `instead`: called when it is clear that there will be one. */
export async function startHunt(host: HuntHost, argument: unknown, instead: () => void): Promise<Hunting | undefined> {
  const { extensionPath } = host.context;
  const document = vscode.window.activeTextEditor?.document;
  const overlay = document?.languageId === 'daxk' && document.uri.scheme === 'file' ? document.uri : undefined;
  const request = huntGiven(argument) ?? await askHunt(() => readKernelTree(join(extensionPath, 'dist', 'kernel.jsonl')), overlay);
  if (!request) return undefined;
  instead();
  // The process reads files.
  await saveInputs([]);
  // Where no scenario was opened yet, the panel does not have the view.
  await setContext('isRelevant', true);
  await vscode.commands.executeCommand('daxscn.results.focus', { preserveFocus: true });
  const folder = newFolder(host.context);
  const start = (): Hunt => new Hunt(request, host.cli, folder, host.results);
  return request.onSave && request.overlay ? huntOnSave(new HuntOnSave(request.overlay, start)) : huntOnce(start());
}

function huntOnSave(hunting: HuntOnSave): Hunting {
  return { ended: hunting.ended, show: () => offer(hunting.hunt, () => hunting.dispose()), stop: () => hunting.dispose(), dispose: () => hunting.dispose() };
}

function huntOnce(hunt: Hunt): Hunting {
  const options = { location: vscode.ProgressLocation.Notification, title: `Hunting in ${hunt.state(false).target}`, cancellable: true };
  void vscode.window.withProgress(options, async (progress, token) => {
    const tell = (): void => progress.report({ message: progressText(hunt.state(false)) });
    token.onCancellationRequested(() => hunt.cancel());
    hunt.onDidChange(tell);
    tell();
    await hunt.ended;
  }).then(() => { if (!hunt.isDisposed) void tellEnd(hunt); });
  const stop = (): void => hunt.cancel();
  return { ended: hunt.ended, show: () => offer(hunt, stop), stop, dispose: () => hunt.dispose() };
}

async function tellEnd(hunt: Hunt): Promise<void> {
  const { target, problem } = hunt.state(false);
  const text = `${target}: ${progressText(hunt.state(false))}.`;
  if (problem !== undefined) return void vscode.window.showErrorMessage(`The hunt has failed. ${problem}`);
  if (hunt.findings.length === 0) return void vscode.window.showInformationMessage(text);
  const answer = await vscode.window.showWarningMessage(text, 'Debug', 'Verdicts');
  if (answer === 'Verdicts') await vscode.commands.executeCommand('daxscn.results.focus');
  else if (answer === 'Debug') await offer(hunt);
}

/** What was found, to be debugged or opened; and the end of a hunt that goes on. */
async function offer(hunt: Hunt, stop?: () => void): Promise<void> {
  if (!stop && hunt.findings.length === 1) return debugFinding(hunt, hunt.findings[0]!);
  const buttons = [{ iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open' }];
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly finding?: HuntFinding }>();
  pick.title = `Hunt: ${hunt.state(false).target}`;
  pick.placeholder = progressText(hunt.state(false));
  pick.items = [
    ...hunt.findings.map((finding) => ({ label: `$(debug-alt) ${finding.title}`, detail: finding.story, finding, buttons })), ...(stop ? [{ label: '$(debug-stop) Stop hunting' }] : []),
  ];
  pick.onDidHide(() => pick.dispose());
  pick.onDidTriggerItemButton(({ item: { finding } }) => { if (finding) void vscode.window.showTextDocument(finding.scenario, { preview: false }); });
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen?.finding) void debugFinding(hunt, chosen.finding);
    else if (chosen) stop?.();
  });
  pick.show();
}

/** Where it goes wrong: from there one can step back. */
async function debugFinding({ request: { kernel } }: Hunt, { scenario, schedule, events }: HuntFinding): Promise<void> {
  await debugRun(scenario, { kernel, schedule, events });
}

/** For the findings of a hunt. Those of the hunts before the last few go. */
function newFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  const all = join((storageUri ?? globalStorageUri).fsPath, 'hunt');
  mkdirSync(all, { recursive: true });
  const numbers = readdirSync(all).map(Number).filter((number) => number > 0).sort((one, other) => one - other);
  for (const number of numbers.slice(0, Math.max(0, numbers.length - MOST_KEPT + 1))) rmSync(join(all, String(number)), { recursive: true, force: true });
  return join(all, String((numbers.at(-1) ?? 0) + 1));
}
