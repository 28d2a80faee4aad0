// What does not work is told to the user where he is.
import * as vscode from 'vscode';

export function warnOf(error: unknown): void {
  void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
}
