import * as vscode from 'vscode';
import { debugType } from './debug-adapter';

/** Shows our view among the debugger's once a scenario was opened or debugged: who never does is not bothered. */
export function registerRelevance(context: vscode.ExtensionContext): void {
  const isOurs = ({ languageId }: vscode.TextDocument) => languageId === 'daxscn' || languageId === 'daxk';
  const show = () => void vscode.commands.executeCommand('setContext', 'daxscn.isRelevant', true);
  if (vscode.workspace.textDocuments.some(isOurs)) show();
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => { if (isOurs(document)) show(); }),
    vscode.debug.onDidStartDebugSession(({ type }) => { if (type === debugType) show(); }),
  );
}
