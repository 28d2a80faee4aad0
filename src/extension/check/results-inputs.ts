// What a verdict depends on, besides the packaged kernel: the scenario, the overlays that it uses and those of the settings.
import * as vscode from 'vscode';
import { besideScenario, fileNameOf, usedPaths } from '../../language/overlays';
import { textOf } from '../common/files';
import { toUri } from '../common/paths';
import { configuredOverlays } from '../scenario/overlays';
import { hashOf } from '../link/position-link';
import type { Inputs } from './results-store';

/** Of a file that is not there. */
const GONE = '';

export async function inputsOf(scenario: vscode.Uri): Promise<Inputs> {
  const overlays = configuredOverlays(scenario);
  const text = await textOf(scenario);
  const used = usedPaths(text ?? '').map((path) => besideScenario(scenario.toString(), path));
  const files = [scenario, ...overlays.map(toUri), ...used.map(toUri)];
  const inputs = new Map<string, { hash: string; change: string }>();
  for (const uri of files) {
    const content = uri === scenario ? text : await textOf(uri);
    inputs.set(uri.toString(), { hash: content === undefined ? GONE : hashOf(content), change: `the edit of ${fileNameOf(uri.path)}` });
  }
  inputs.set(settingOf(scenario.toString()), { hash: JSON.stringify(overlays), change: 'the change of the setting daxscn.overlays' });
  return inputs;
}

/** Tells what inputs are when they may have changed: in an editor, on disk, in the settings. `programs`: the scenarios that matter. */
export function watchInputs(programs: () => readonly string[], tell: (input: string, hash: string) => void): vscode.Disposable {
  const isOurs = ({ languageId }: vscode.TextDocument): boolean => languageId === 'daxscn' || languageId === 'daxk';
  const tellFile = async (uri: vscode.Uri): Promise<void> => {
    const text = await textOf(uri);
    tell(uri.toString(), text === undefined ? GONE : hashOf(text));
  };
  const files = vscode.workspace.createFileSystemWatcher('**/*.{daxscn,daxk}');
  return vscode.Disposable.from(
    files, files.onDidChange(tellFile), files.onDidCreate(tellFile), files.onDidDelete(tellFile),
    vscode.workspace.onDidChangeTextDocument(({ document }) => { if (isOurs(document)) tell(document.uri.toString(), hashOf(document.getText())); }),
    // With what was not saved.
    vscode.workspace.onDidCloseTextDocument((document) => { if (isOurs(document)) void tellFile(document.uri); }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('daxscn.overlays')) return;
      for (const program of programs()) tell(settingOf(program), JSON.stringify(configuredOverlays(vscode.Uri.parse(program))));
    }),
  );
}

function settingOf(program: string): string {
  return `daxscn.overlays of ${program}`;
}
