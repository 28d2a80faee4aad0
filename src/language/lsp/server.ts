import { DidChangeWatchedFilesNotification, ErrorCodes, MessageType, ResponseError, ShowMessageNotification, TextDocumentSyncKind } from 'vscode-languageserver';
import type {
  CallHierarchyIncomingCallsParams, CallHierarchyOutgoingCallsParams, CodeActionParams, CompletionParams, Connection, ConnectionOptions, Diagnostic, DidChangeConfigurationParams, DidChangeWatchedFilesParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentRangeFormattingParams, DocumentSymbolParams,
  ExecuteCommandParams, InitializeResult, InlayHintParams, ReferenceParams, RenameParams, SelectionRangeParams, TextDocumentPositionParams, WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { UNKNOWN_CALL } from '../diagnostics';
import { incomingCalls, outgoingCalls, prepareCalls } from './call-hierarchy';
import { Client } from './client';
import { codeActions, SHOW_SYSTEM_CALLS, systemCalls } from './code-actions';
import { complete } from './completion/complete';
import { documentLinks } from './document-links';
import { format } from './formatting/format';
import { inlayHints } from './inlay-hints';
import { MessageGate } from './messages';
import { definition, highlights, hover, references } from './navigation';
import { flatOutline, foldings, outline } from './outline';
import { prepareRename, rename } from './rename';
import { selectionRanges } from './selection-ranges';
import { workspaceSymbols } from './workspace-symbols';
import { readOverlays } from './settings';
import { toRange } from './positions';
import { legend, semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';
import type { KernelAccess } from './kernel-access';
import { Workspace } from './workspace';

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  completionProvider: { triggerCharacters: ['.', ' ', '"', '/'] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  semanticTokensProvider: { legend, full: true },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: [';'] },
  renameProvider: { prepareProvider: true },
  callHierarchyProvider: true,
  workspaceSymbolProvider: true,
  inlayHintProvider: true,
  documentLinkProvider: {},
  selectionRangeProvider: true,
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
    folder = workspace.folder = workspaceFolders?.[0]?.uri ?? rootUri ?? undefined;
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
  const textOf = (uri: string): string => workspace.document(uri)?.getText() ?? '';
  answer('textDocument/formatting', ({ textDocument: { uri } }: DocumentSymbolParams) => format(textOf(uri)));
  answer('textDocument/rangeFormatting', ({ textDocument: { uri }, range: { start, end } }: DocumentRangeFormattingParams) =>
    format(textOf(uri), { first: start.line, last: end.character === 0 && end.line > start.line ? end.line - 1 : end.line }));
  at('onTypeFormatting', (uri, { position: { line } }) => format(textOf(uri), { first: line, last: line }));
  at('prepareRename', (uri, { position }) => prepareRename(workspace, uri, position) ?? null);
  answer('textDocument/rename', ({ textDocument: { uri }, position, newName }: RenameParams) => rename(workspace, uri, position, newName) ?? null);
  at('prepareCallHierarchy', (uri, { position }) => prepareCalls(workspace, uri, position));
  answer('callHierarchy/incomingCalls', ({ item }: CallHierarchyIncomingCallsParams) => incomingCalls(workspace, item));
  answer('callHierarchy/outgoingCalls', ({ item }: CallHierarchyOutgoingCallsParams) => outgoingCalls(workspace, item));
  answer('workspace/symbol', ({ query }: WorkspaceSymbolParams) => workspaceSymbols(workspace, query));
  answer('textDocument/inlayHint', ({ textDocument: { uri }, range }: InlayHintParams) => inlayHints(workspace, uri, range));
  answer('textDocument/documentLink', ({ textDocument: { uri } }: DocumentSymbolParams) => documentLinks(uri, textOf(uri)));
  answer('textDocument/selectionRange', ({ textDocument: { uri }, positions }: SelectionRangeParams) => selectionRanges(textOf(uri), workspace.cache.declarations, positions));
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
