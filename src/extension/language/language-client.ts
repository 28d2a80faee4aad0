// The client of the language server. Its library is large: whoever imports this does so when the extension is there.
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { documentSelector } from './document-selector';

/** Starts the language server, which runs as a process of its own so that typing never waits for the debugger. */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'language-server.js').fsPath;
  const client = new LanguageClient('daxscn', 'DAX Scenarios', { module, transport: TransportKind.ipc }, {
    documentSelector,
    // After a snippet that ends where the next word is chosen.
    initializationOptions: { suggest: 'editor.action.triggerSuggest' },
    // Which overlays there are.
    synchronize: { configurationSection: 'daxscn' },
  });
  context.subscriptions.push(client);
  await client.start();
}
