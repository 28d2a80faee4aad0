import * as vscode from 'vscode';

/** The scenario in the active editor, else the only one that can be seen. */
export function scenarioInEditor(): vscode.Uri | undefined {
  const isScenario = ({ document }: vscode.TextEditor) => document.languageId === 'daxscn';
  const active = vscode.window.activeTextEditor;
  if (active && isScenario(active)) return active.document.uri;
  const visible = vscode.window.visibleTextEditors.filter(isScenario);
  return visible.length === 1 ? visible[0]?.document.uri : undefined;
}
