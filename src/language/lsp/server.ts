import { DidChangeWatchedFilesNotification, ErrorCodes, MessageType, ResponseError, ShowMessageNotification, TextDocumentSyncKind } from 'vscode-languageserver';
import type {
  CodeActionParams, CompletionParams, Connection, ConnectionOptions, Diagnostic, DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentSymbolParams,
  ExecuteCommandParams, InitializeResult, ReferenceParams, TextDocumentPositionParams,
} from 'vscode-languageserver';
import { UNKNOWN_CALL } from '../diagnostics';
import { Client } from './client';
import { codeActions, SHOW_SYSTEM_CALLS, systemCalls } from './code-actions';
import { complete } from './completion/complete';
import { MessageGate } from './messages';
import { definition, highlights, hover, references } from './navigation';
import { flatOutline, foldings, outline } from './outline';
import { readOverlays } from './settings';
import { toRange } from './positions';
import { legend, semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';
import type { KernelAccess } from './workspace';
import { Workspace } from './workspace';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  completionProvider: { triggerCharacters: ['.', ' '] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  semanticTokensProvider: { legend, full: true },
  codeActionProvider: { codeActionKinds: ['quickfix'] },
  executeCommandProvider: { commands: [SHOW_SYSTEM_CALLS] },
};

/**
 * Answers an editor over a connection, which `connect` makes with the options given. Everything comes from the checker;
 * Langium is asked for tokens and syntax only, so nothing here needs its documents, index or linker.
 */
export function serveLanguage(connect: (options: ConnectionOptions) => Connection, kernel: KernelAccess): void {
  const workspace = new Workspace(kernel);
  const gate = new MessageGate();
  const connection = connect(gate.options);
  gate.answer(connection);
  let client = new Client({});
  /** The folder from which paths of the settings begin. */
  let folder: string | undefined;

  // Diagnostics are for pauses: each message puts them off until no other has come after it.
  const waiting = new Set<string>();
  /** What was last said of each document. */
  const published = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = (): void => {
    clearTimeout(timer);
    timer = waiting.size > 0 ? setTimeout(publish, 0) : undefined;
  };
  const publish = (): void => {
    const [uri] = waiting;
    if (uri === undefined) return;
    waiting.delete(uri);
    for (const affected of workspace.affectedBy(uri)) {
      const diagnostics = diagnosticsOf(workspace, affected);
      const text = JSON.stringify(diagnostics);
      if (affected !== uri && published.get(affected) === text) continue;
      published.set(affected, text);
      const version = workspace.document(affected)?.version;
      void connection.sendDiagnostics({ uri: affected, diagnostics, ...(client.versions && version !== undefined ? { version } : {}) });
    }
    pause();
  };
  const changed = (uri: string): void => {
    waiting.add(uri);
    pause();
  };
  const answer = <Params>(method: string, handler: (params: Params) => unknown): void => {
    connection.onRequest(method, (params: Params): unknown => {
      pause();
      return handler(params);
    });
  };
  const at = (method: string, handler: (uri: string, params: TextDocumentPositionParams) => unknown): void =>
    answer(`textDocument/${method}`, (params: TextDocumentPositionParams) => handler(params.textDocument.uri, params));

  connection.onInitialize(({ capabilities: declared, workspaceFolders, rootUri, initializationOptions }) => {
    client = new Client(declared, initializationOptions);
    folder = workspaceFolders?.[0]?.uri ?? rootUri ?? undefined;
    return { capabilities, serverInfo: { name: 'daxscn' } };
  });
  connection.onNotification('initialized', () => {
    // Overlays are read from their files, too.
    if (client.watches) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.daxk' }] });
  });
  connection.onNotification('workspace/didChangeConfiguration', ({ settings }: DidChangeConfigurationParams) => {
    workspace.configure(readOverlays(settings, folder));
    workspace.uris.forEach(changed);
  });
  connection.onNotification('workspace/didChangeWatchedFiles', ({ changes }: DidChangeWatchedFilesParams) => {
    for (const { uri } of changes) {
      if (workspace.document(uri)) continue;
      workspace.fileChanged(uri);
      changed(uri);
    }
  });
  connection.onNotification('textDocument/didOpen', ({ textDocument: { uri, text, version } }: DidOpenTextDocumentParams) => {
    workspace.open(uri, text, version);
    changed(uri);
  });
  connection.onNotification('textDocument/didChange', ({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams) => {
    workspace.change(uri, contentChanges, version);
    if (workspace.document(uri)) changed(uri);
  });
  connection.onNotification('textDocument/didClose', ({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
    workspace.close(uri);
    changed(uri);
  });
  at('definition', (uri, { position }) => definition(workspace, uri, position));
  at('documentHighlight', (uri, { position }) => highlights(workspace, uri, position));
  at('hover', (uri, { position }) => hover(workspace, client, uri, position));
  answer('textDocument/completion', ({ textDocument: { uri }, position, context }: CompletionParams) => complete(workspace, client, uri, position, context?.triggerCharacter));
  at('signatureHelp', (uri, { position }) => signatureHelp(workspace, client, uri, position));
  answer('textDocument/references', ({ textDocument: { uri }, position, context }: Partial<ReferenceParams> & TextDocumentPositionParams) =>
    references(workspace, uri, position, context?.includeDeclaration));
  answer('textDocument/documentSymbol', ({ textDocument: { uri } }: DocumentSymbolParams) => {
    const symbols = outline(workspace.document(uri)?.getText() ?? '', workspace.cache.declarations);
    return client.outlineTrees ? symbols : flatOutline(uri, symbols);
  });
  answer('textDocument/foldingRange', ({ textDocument: { uri } }: DocumentSymbolParams) => foldings(workspace.document(uri)?.getText() ?? ''));
  answer('textDocument/semanticTokens/full', ({ textDocument: { uri } }: DocumentSymbolParams) => {
    const source = workspace.sourceOf(uri);
    return semanticTokens((workspace.check(uri)?.symbols.uses ?? []).filter((use) => use.source === source));
  });
  answer('textDocument/codeAction', ({ textDocument: { uri }, range, context }: CodeActionParams) => codeActions(workspace, uri, range, context?.diagnostics));
  answer('workspace/executeCommand', async ({ command }: ExecuteCommandParams) => {
    if (command !== SHOW_SYSTEM_CALLS) return new ResponseError(ErrorCodes.InvalidParams, `there is no command \`${command}\`; there is only \`${SHOW_SYSTEM_CALLS}\``);
    const reference = workspace.reference();
    if (client.showsDocuments && reference !== undefined && (await connection.window.showDocument({ uri: reference, takeFocus: true })).success) return null;
    const message = `System calls: ${systemCalls(workspace).join(', ')}`;
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    return null;
  });
  connection.listen();
}

/** Of a document that is closed there are none. */
function diagnosticsOf(workspace: Workspace, uri: string): Diagnostic[] {
  const source = workspace.sourceOf(uri);
  return (workspace.check(uri)?.diagnostics ?? [])
    .filter((diagnostic) => diagnostic.source === source)
    .map(({ severity, span, message, code }) => {
      const href = code === UNKNOWN_CALL ? workspace.reference(/; nearest: (\w+)\(/.exec(message)?.[1]) : undefined;
      return {
        severity: severity === 'error' ? 1 : 2, range: toRange(span), message, source: 'daxscn', ...(code ? { code } : {}), ...(href ? { codeDescription: { href } } : {}),
      };
    });
}
