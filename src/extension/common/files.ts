import * as vscode from 'vscode';

/** The text of a file of the workspace, virtual ones included, as the disk has it. Rejects if it cannot be read. */
export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The document of an editor, or one that another part of VS Code has opened. */
export function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString() && !document.isClosed);
}

/** As the editor has it, else as the disk has it; undefined if there is no such file. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  return documentOf(uri)?.getText() ?? readText(uri).then((text) => text, () => undefined);
}
