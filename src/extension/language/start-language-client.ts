import * as vscode from 'vscode';
import { documentSelector } from './document-selector';

/**
 * Starts the language server with the first document that it is for: a folder that has scenarios need not have one open. Its client's library is
 * loaded then, too.
 */
export function startLanguageClientWhenNeeded(context: vscode.ExtensionContext): void {
  const isOurs = ({ languageId }: vscode.TextDocument): boolean => documentSelector.some(({ language }) => language === languageId);
  const start = async (): Promise<void> => {
    opened.dispose();
    try {
      const { startLanguageClient } = await import('./language-client');
      await startLanguageClient(context);
    } catch (error) {
      void vscode.window.showErrorMessage(`The language server of DAX scenarios did not start: ${String(error)}`);
    }
  };
  const opened = vscode.workspace.onDidOpenTextDocument((document) => { if (isOurs(document)) void start(); });
  context.subscriptions.push(opened);
  if (vscode.workspace.textDocuments.some(isOurs)) void start();
}
