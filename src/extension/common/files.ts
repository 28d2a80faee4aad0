import * as vscode from 'vscode';

/** The text of a file of the workspace, virtual ones included, as the disk has it. Rejects if it cannot be read. */
export async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
