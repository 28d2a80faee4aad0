import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';

/** The file that a check names. It tells paths from its folder, which is what stands before `file`, the name that it has for the scenario. */
export function reportedFile(path: string, scenario: vscode.Uri, file: string): vscode.Uri {
  const folder = scenario.fsPath.endsWith(file) ? scenario.fsPath.slice(0, -file.length) : dirname(scenario.fsPath);
  return vscode.Uri.file(resolve(folder, path));
}
