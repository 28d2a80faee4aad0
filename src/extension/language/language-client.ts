import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';

/** The languages of scenarios and of the model kernel. */
export const documentSelector = [{ language: 'daxscn' }, { language: 'daxk' }];

/** Starts the language server, which runs as a process of its own so that typing never waits for the debugger. */
export function startLanguageClient(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'language-server.js').fsPath;
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const client = new LanguageClient('daxscn', 'DAX Scenarios', server, {
    documentSelector,
    // After a snippet that ends where the next word is chosen.
    initializationOptions: { suggest: 'editor.action.triggerSuggest' },
    // Which overlays there are.
    synchronize: { configurationSection: 'daxscn' },
  });
  context.subscriptions.push(client);
  client.start().catch((error: unknown) => {
    void vscode.window.showErrorMessage(`The language server of DAX scenarios did not start: ${String(error)}`);
  });
}
