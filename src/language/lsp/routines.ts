// Which declaration a name stands in, in the whole kernel and the open documents.
import type { DocumentSymbol } from 'vscode-languageserver';
import type { SymbolInfo } from '../symbols';
import { outline } from './outline';
import type { DocumentUse, Workspace } from './workspace';

/** A name inside a declaration. */
export interface InnerUse extends DocumentUse {
  readonly within: DocumentSymbol;
}

/** Every use of a name in a declaration other than that which declares it, in the order of the texts. */
export class UsesInRoutines {
  readonly #declarations = new Map<string, readonly DocumentSymbol[]>();

  constructor(private readonly workspace: Workspace) {}

  /** The declaration of a symbol: its whole range. */
  declarationOf(symbol: SymbolInfo): { uri: string; declaration: DocumentSymbol } | undefined {
    const uri = this.workspace.uriOf(symbol.source);
    const declaration = this.#around(uri, symbol.span[0], symbol.span[1]);
    return declaration && { uri, declaration };
  }

  all(): InnerUse[] {
    return this.workspace.allUses().flatMap((each): InnerUse[] => {
      const within = this.#around(each.uri, each.use.span[0], each.use.span[1]);
      return within ? [{ ...each, within }] : [];
    });
  }

  #around(uri: string, line: number, character: number): DocumentSymbol | undefined {
    let declarations = this.#declarations.get(uri);
    if (!declarations) this.#declarations.set(uri, declarations = outline(this.workspace.text(uri) ?? '', this.workspace.cache.declarations));
    return declarations.find(({ range: { start, end } }) => (start.line < line || (start.line === line && start.character <= character)) && (end.line > line || (end.line === line && end.character >= character)));
  }
}
