import type { DocumentHighlight, Hover, Location, Position } from 'vscode-languageserver';
import type { Client } from './client';
import { describe } from './describe';
import { toRange } from './positions';
import type { Workspace } from './workspace';

/** The symbol under the cursor. */
export function symbolAt(workspace: Workspace, uri: string, { line, character }: Position) {
  return workspace.check(uri)?.symbols.at(workspace.sourceOf(uri), line, character);
}

/** Go to definition: from a scenario also into the model kernel. */
export function definition(workspace: Workspace, uri: string, position: Position): Location | undefined {
  const symbol = symbolAt(workspace, uri, position)?.symbol;
  return symbol && { uri: workspace.uriOf(symbol.source), range: toRange(symbol.span) };
}

/** All uses in the open documents and the kernel; the declaration is one of them unless the editor wants it left out. */
export function references(workspace: Workspace, uri: string, position: Position, includeDeclaration = true): Location[] {
  const symbol = symbolAt(workspace, uri, position)?.symbol;
  if (!symbol) return [];
  return workspace.usesOf(symbol)
    .filter(({ use }) => includeDeclaration || use.source !== symbol.source || use.span.join() !== symbol.span.join())
    .map((found) => ({ uri: found.uri, range: toRange(found.use.span) }));
}

export function highlights(workspace: Workspace, uri: string, position: Position): DocumentHighlight[] {
  const symbol = symbolAt(workspace, uri, position)?.symbol;
  if (!symbol) return [];
  const source = workspace.sourceOf(uri);
  return workspace.check(uri)!.symbols.usesOf(symbol)
    .filter((use) => use.source === source)
    .map((use) => ({ range: toRange(use.span) }));
}

export function hover(workspace: Workspace, client: Client, uri: string, position: Position): Hover | undefined {
  const use = symbolAt(workspace, uri, position);
  if (use) return { contents: client.hover(describe(use.symbol, workspace.surroundingsOf(uri))), range: toRange(use.span) };
  const note = workspace.check(uri)?.symbols.noteAt(workspace.sourceOf(uri), position.line, position.character);
  return note && { contents: client.hover(note.text), range: toRange(note.span) };
}
