import * as vscode from 'vscode';
import { executeCommand, setContext } from '../common/contributed';
import { onDidChangeSessions, scenarioOf, sessionOf } from '../debug/debug-sessions';

/** Whether the commands about a scenario have one to be about: menus and the palette ask. */

let last: vscode.TextDocument | undefined;

/** Remembers which scenario was in the editor last: while it is debugged, the editor shows the model kernel. */
export function watchScenarios(context: vscode.ExtensionContext): void {
  const tell = () => void setContext('hasScenario', currentScenario() !== undefined);
  const remember = (editor: vscode.TextEditor | undefined) => {
    if (editor && isScenario(editor.document)) last = editor.document;
    tell();
  };
  remember(vscode.window.activeTextEditor);
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(remember),
    vscode.workspace.onDidCloseTextDocument(tell), vscode.debug.onDidChangeActiveDebugSession(tell), onDidChangeSessions(tell),
  );
}

/** The scenario in the active editor, else the one that is debugged, else the one that was in the editor last, if it is still open. */
export function currentScenario(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (active && isScenario(active)) return active.uri;
  const session = vscode.debug.activeDebugSession;
  const debugged = session && scenarioOf(session);
  if (debugged && sessionOf(debugged)) return debugged;
  return last && !last.isClosed ? last.uri : undefined;
}

/** Does something with the scenario that is given, or the current one; without any the user is offered an example. One that has no file yet is saved first, unless `run` needs none. */
export async function withScenario(uri: vscode.Uri | undefined, run: (scenario: vscode.Uri) => unknown, needsFile = true): Promise<void> {
  const scenario = uri ?? currentScenario();
  if (scenario) {
    const saved = needsFile ? await inFile(scenario) : scenario;
    if (saved) await run(saved);
  } else if (await vscode.window.showInformationMessage('No scenario is open.', 'Open an Example')) {
    await executeCommand('openExample');
  }
}

/** Where a scenario is saved, which VS Code asks if it has no file yet; undefined if the user wants none. The debugger and the explorer read files. */
export async function inFile(scenario: vscode.Uri): Promise<vscode.Uri | undefined> {
  return scenario.scheme === 'untitled' ? vscode.workspace.save(scenario) : scenario;
}

/** The scenario that a menu, the gallery or another extension gives a command: a file, or what has one. A palette gives nothing. */
export function scenarioGiven(argument: unknown): vscode.Uri | undefined {
  const uri = argument instanceof vscode.Uri ? argument : (argument as { readonly uri?: unknown } | undefined)?.uri;
  return uri instanceof vscode.Uri && isScenarioFile(uri) ? uri : undefined;
}

/** Whether a file that a menu was opened on is a scenario: a command in the menu of the kernel's source is about the current one. */
function isScenarioFile(uri: vscode.Uri): boolean {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open ? isScenario(open) : uri.path.endsWith('.daxscn');
}

function isScenario({ languageId }: vscode.TextDocument): boolean {
  return languageId === 'daxscn';
}
