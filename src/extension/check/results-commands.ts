// Commands that check scenarios on all kernel versions: the one in the editor, a folder, the museum.
import * as vscode from 'vscode';
import type { ResultsOfChecks } from './results';
import { executeCommand, registerCommand, setContext } from '../common/contributed';
import { currentScenario } from '../scenario/scenario-editor';

const SCENARIOS = '**/*.daxscn';

/** More are no folder that somebody wants to check at once. */
const MOST_SCENARIOS = 500;

interface Choice extends vscode.QuickPickItem { readonly scenarios?: readonly vscode.Uri[] }

export function registerResultsCommands(context: vscode.ExtensionContext, results: ResultsOfChecks): void {
  context.subscriptions.push(
    // The menu of the explorer gives what it was opened on, and all that is selected.
    registerCommand('checkAllKernels', async (given?: unknown, selected?: unknown) => {
      const uris = Array.isArray(selected) && selected.length > 0 ? selected as vscode.Uri[] : given instanceof vscode.Uri ? [given] : [];
      const current = currentScenario();
      const scenarios = uris.length > 0 ? (await Promise.all(uris.map(scenariosAt))).flat() : current ? [current] : [];
      if (scenarios.length > 0) await check(results, scenarios);
      else if (uris.length > 0) void vscode.window.showInformationMessage('There is no scenario (.daxscn).');
      else await executeCommand('checkFolder');
    }),
    registerCommand('checkFolder', async () => {
      const chosen = await vscode.window.showQuickPick(choices(context), { title: 'Check on All Kernel Versions', matchOnDescription: true });
      if (chosen?.scenarios) await check(results, chosen.scenarios, chosen.label);
    }),
  );
}

async function check(results: ResultsOfChecks, scenarios: readonly vscode.Uri[], name?: string): Promise<void> {
  // A folder and a file in it may both be selected.
  const all = [...new Map(scenarios.map((scenario) => [scenario.toString(), scenario])).values()];
  const local = all.filter(({ scheme }) => scheme === 'file');
  if (local.length < all.length) void vscode.window.showWarningMessage('Only scenarios in files on this machine can be checked.');
  if (local.length === 0) return;
  // Where no scenario was opened yet, the panel does not have the view.
  await setContext('isRelevant', true);
  await vscode.commands.executeCommand('daxscn.results.focus', { preserveFocus: true });
  const title = name ?? (local.length === 1 ? local[0]!.path.split('/').at(-1)! : `${local.length} scenarios`);
  await vscode.window.withProgress({ location: { viewId: 'daxscn.results' } }, () => results.checkAll(local, title));
}

/** A file, or all in a folder and those below. */
async function scenariosAt(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (uri.path.endsWith('.daxscn')) return [uri];
  return sorted(await vscode.workspace.findFiles(new vscode.RelativePattern(uri, SCENARIOS), undefined, MOST_SCENARIOS));
}

/** The scenario in the editor, each folder of the workspace that has scenarios, and those that come with the extension. */
async function choices({ extensionUri }: vscode.ExtensionContext): Promise<Choice[]> {
  const current = currentScenario();
  const found = sorted(await vscode.workspace.findFiles(SCENARIOS, undefined, MOST_SCENARIOS));
  const folders = new Map<string, vscode.Uri[]>();
  for (const uri of found) {
    const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
    folders.set(folder, [...(folders.get(folder) ?? []), uri]);
  }
  const own = await Promise.all([['Examples', 'examples'], ['Museum', 'examples/museum']].map(async ([label, folder]) =>
    choice(label!, await scenariosIn(vscode.Uri.joinPath(extensionUri, folder!)))));
  return [
    ...(current ? [{ ...choice(current.path.split('/').at(-1)!, [current]), description: 'the scenario in the editor' }] : []),
    { label: 'Workspace', kind: vscode.QuickPickItemKind.Separator },
    ...(folders.size > 1 ? [choice('All folders', found)] : []),
    ...[...folders].map(([folder, scenarios]) => choice(vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === vscode.Uri.joinPath(scenarios[0]!, '..').toString()) ? `${scenarios[0]!.path.split('/').at(-2)!}` : folder, scenarios)),
    { label: 'Comes with the extension', kind: vscode.QuickPickItemKind.Separator },
    ...own,
  ];
}

function choice(label: string, scenarios: readonly vscode.Uri[]): Choice {
  return { label, description: scenarios.length === 1 ? '1 scenario' : `${scenarios.length} scenarios`, scenarios };
}

async function scenariosIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.endsWith('.daxscn'));
  return sorted(names.map((name) => vscode.Uri.joinPath(folder, name)));
}

function sorted(uris: readonly vscode.Uri[]): vscode.Uri[] {
  return [...uris].sort((one, other) => one.path.localeCompare(other.path, 'en'));
}
