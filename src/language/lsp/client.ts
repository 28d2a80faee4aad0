import type { ClientCapabilities, MarkupContent, MarkupKind } from 'vscode-languageserver';

/** What of the answers the editor can show. What it does not declare, it cannot. */
export class Client {
  readonly snippets: boolean;
  /** Declarations with what is in them. */
  readonly outlineTrees: boolean;
  readonly versions: boolean;
  /** Tells of changes of files if it is asked to. */
  readonly watches: boolean;
  readonly #documentation: MarkupKind;
  readonly #hover: MarkupKind;
  readonly #signature: MarkupKind;

  /** The editor's command that asks for suggestions again, if it has said which. */
  readonly suggest: string | undefined;

  /** Opens a document that the server names. */
  readonly showsDocuments: boolean;

  constructor({ textDocument, workspace, window }: ClientCapabilities, options?: unknown) {
    this.showsDocuments = window?.showDocument?.support === true;
    const suggest = typeof options === 'object' && options !== null && 'suggest' in options ? options.suggest : undefined;
    this.suggest = typeof suggest === 'string' ? suggest : undefined;
    this.watches = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    const item = textDocument?.completion?.completionItem;
    this.snippets = item?.snippetSupport === true;
    this.outlineTrees = textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    this.versions = textDocument?.publishDiagnostics?.versionSupport === true;
    this.#documentation = kindIn(item?.documentationFormat);
    this.#hover = kindIn(textDocument?.hover?.contentFormat);
    this.#signature = kindIn(textDocument?.signatureHelp?.signatureInformation?.documentationFormat);
  }

  documentation(markdown: string): MarkupContent {
    return content(markdown, this.#documentation);
  }

  hover(markdown: string): MarkupContent {
    return content(markdown, this.#hover);
  }

  signature(markdown: string): MarkupContent {
    return content(markdown, this.#signature);
  }
}

function kindIn(kinds: unknown): MarkupKind {
  return Array.isArray(kinds) && kinds.includes('markdown') ? 'markdown' : 'plaintext';
}

/** Without Markdown: no fences, no stars around names, links as they are. */
function content(markdown: string, kind: MarkupKind): MarkupContent {
  const plain = (): string => markdown.replace(/^```.*\n?/gm, '').replace(/(?<!\S)(\*{1,2})(\S(?:[^*\n]*\S)?)\1(?=[\s,]|$)/gm, '$2').replace(/\[([^\]\n]+)\]\(([^)\n]+)\)/g, '$1: $2');
  return { kind, value: kind === 'markdown' ? markdown : plain() };
}
