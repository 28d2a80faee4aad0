import * as vscode from 'vscode';

let last: vscode.TextDocument | undefined;

/** Remembers which scenario was in the editor last: while it is debugged, the editor shows the model kernel. */
export function watchScenarios(context: vscode.ExtensionContext): void {
  const remember = (editor: vscode.TextEditor | undefined) => {
    if (editor && isScenario(editor.document)) last = editor.document;
  };
  remember(vscode.window.activeTextEditor);
  context.subscriptions.push(vscode.window.onDidChangeActiveTextEditor(remember));
}

/** The scenario in the active editor, else the one that was there last, if it is still open. */
export function scenarioInEditor(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (active && isScenario(active)) return active.uri;
  return last && !last.isClosed ? last.uri : undefined;
}

function isScenario({ languageId }: vscode.TextDocument): boolean {
  return languageId === 'daxscn';
}
