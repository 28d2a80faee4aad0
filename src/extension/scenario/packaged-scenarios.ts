// The scenarios that come with the extension: examples, which are told in order, and the museum.
import * as vscode from 'vscode';
import { readText } from '../common/files';
import { readHeader } from './read-header';
import type { ScenarioHeader } from './scenario-header';

export interface PackagedScenario extends ScenarioHeader {
  readonly uri: vscode.Uri;
  /** The name of its file. */
  readonly name: string;
}

export interface PackagedScenarios {
  /** In their order. */
  readonly examples: readonly PackagedScenario[];
  readonly museum: readonly PackagedScenario[];
}

let packaged: Promise<PackagedScenarios> | undefined;

/** Read once: they do not change while the extension runs. */
export function packagedScenarios({ extensionUri }: vscode.ExtensionContext): Promise<PackagedScenarios> {
  return packaged ??= Promise.all([scenariosIn(vscode.Uri.joinPath(extensionUri, 'examples')), scenariosIn(vscode.Uri.joinPath(extensionUri, 'examples', 'museum'))])
    .then(([examples, museum]) => ({ examples, museum }));
}

async function scenariosIn(folder: vscode.Uri): Promise<PackagedScenario[]> {
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.endsWith('.daxscn')).sort();
  return Promise.all(names.map(async (name) => {
    const uri = vscode.Uri.joinPath(folder, name);
    return { ...await readHeader(await readText(uri)), uri, name };
  }));
}

let folder: string | undefined;

/** Whether a file belongs to the extension, and not to a folder that is open: an update would take away what was edited. */
export function isPackaged(uri: vscode.Uri): boolean {
  return folder !== undefined && uri.toString().startsWith(folder) && vscode.workspace.getWorkspaceFolder(uri) === undefined;
}

/** What comes with the extension is read-only in an editor. */
export function keepReadOnly(context: vscode.ExtensionContext): void {
  folder = `${context.extensionUri.toString()}/`;
  const look = (editor: vscode.TextEditor | undefined) => {
    if (editor && isPackaged(editor.document.uri)) void vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  };
  look(vscode.window.activeTextEditor);
  context.subscriptions.push(vscode.window.onDidChangeActiveTextEditor(look));
}
