import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { Connection, Diagnostic, InitializeResult } from 'vscode-languageserver';
import { complete } from './completion';
import { definition, highlights, hover, references } from './navigation';
import { foldings, outline } from './outline';
import { toRange } from './positions';
import { legend, semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';
import type { KernelAccess } from './workspace';
import { Workspace } from './workspace';

/** Typing is not checked before it pauses. */
const PAUSE_MS = 150;

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Full,
  completionProvider: { triggerCharacters: ['.'] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  semanticTokensProvider: { legend, full: true },
};

/**
 * Answers an editor over a connection that the caller has made. Everything comes from the checker; Langium is asked for
 * tokens and syntax only, so nothing here needs its documents, index or linker.
 */
export function serveLanguage(connection: Connection, kernel: KernelAccess): void {
  const workspace = new Workspace(kernel);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const publish = (uri: string): void => {
    timers.delete(uri);
    const source = workspace.sourceOf(uri);
    const diagnostics: Diagnostic[] = (workspace.check(uri)?.diagnostics ?? [])
      .filter((diagnostic) => diagnostic.source === source)
      .map(({ severity, span, message, code }) => ({
        severity: severity === 'error' ? 1 : 2, range: toRange(span), message, source: 'daxscn', ...(code ? { code } : {}),
      }));
    void connection.sendDiagnostics({ uri, diagnostics });
  };
  const changed = (uri: string, text: string, pause: number): void => {
    workspace.set(uri, text);
    clearTimeout(timers.get(uri));
    timers.set(uri, setTimeout(() => publish(uri), pause));
  };

  connection.onInitialize(() => ({ capabilities, serverInfo: { name: 'daxscn' } }));
  connection.onDidOpenTextDocument(({ textDocument: { uri, text } }) => changed(uri, text, 0));
  connection.onDidChangeTextDocument(({ textDocument: { uri }, contentChanges }) => {
    const text = contentChanges.at(-1)?.text;
    if (text !== undefined) changed(uri, text, PAUSE_MS);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    workspace.close(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onDefinition(({ textDocument: { uri }, position }) => definition(workspace, uri, position) ?? null);
  connection.onReferences(({ textDocument: { uri }, position }) => references(workspace, uri, position));
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => highlights(workspace, uri, position));
  connection.onHover(({ textDocument: { uri }, position }) => hover(workspace, uri, position) ?? null);
  connection.onCompletion(({ textDocument: { uri }, position }) => complete(workspace, uri, position));
  connection.onSignatureHelp(({ textDocument: { uri }, position }) => signatureHelp(workspace, uri, position) ?? null);
  connection.onDocumentSymbol(({ textDocument: { uri } }) => outline(workspace.text(uri) ?? ''));
  connection.onFoldingRanges(({ textDocument: { uri } }) => foldings(workspace.text(uri) ?? ''));
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
    const source = workspace.sourceOf(uri);
    return semanticTokens((workspace.check(uri)?.symbols.uses ?? []).filter((use) => use.source === source));
  });
  connection.listen();
}
