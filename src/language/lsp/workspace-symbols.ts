import { SymbolKind } from 'vscode-languageserver';
import type { SymbolInformation } from 'vscode-languageserver';
import { defineSymbols } from '../checker/definitions';
import { KernelNames } from '../checker/names';
import { SymbolIndex, type SymbolInfo, type SymbolKind as Kind } from '../symbols';
import { toRange } from './positions';
import type { Workspace } from './workspace';

const MOST = 300;

/** What has a place of its own; parameters and variables are found where they are. */
const kinds: Readonly<Partial<Record<Kind, SymbolKind>>> = {
  enum: SymbolKind.Enum, member: SymbolKind.EnumMember, constant: SymbolKind.Constant, typedef: SymbolKind.TypeParameter, operations: SymbolKind.Interface, operation: SymbolKind.Method,
  table: SymbolKind.Constant, global: SymbolKind.Variable, object: SymbolKind.Class, field: SymbolKind.Field, function: SymbolKind.Function, agent: SymbolKind.Event,
  invariant: SymbolKind.Boolean, declaration: SymbolKind.Object, process: SymbolKind.Method, assert: SymbolKind.Boolean, reach: SymbolKind.Boolean,
};

/** Names of the model kernel and of the open documents that have the letters of a query, in their order; the best come first. */
export function workspaceSymbols(workspace: Workspace, query: string): SymbolInformation[] {
  const known = new Map<string, SymbolInfo>();
  const index = new SymbolIndex();
  const tree = workspace.kernel.tree();
  defineSymbols(tree, new KernelNames(tree), index);
  const open = workspace.uris.flatMap((uri) => workspace.check(uri)?.symbols.definitions ?? []);
  for (const symbol of [...index.definitions, ...open]) if (kinds[symbol.kind]) known.set(`${symbol.source} ${symbol.span.join()}`, symbol);
  return [...known.values()]
    .map((symbol) => ({ symbol, rank: rankOf(symbol.name, query) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || a.symbol.name.length - b.symbol.name.length || (a.symbol.name < b.symbol.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ symbol }) => ({ name: symbol.name, kind: kinds[symbol.kind]!, location: { uri: workspace.uriOf(symbol.source), range: toRange(symbol.span) }, containerName: symbol.source.replace(/^.*\/(?=[^/]*\.daxscn$)/, '') }));
}

/** The same, at the beginning, inside, scattered; undefined if the letters are not there. */
function rankOf(name: string, query: string): number | undefined {
  const [text, letters] = [name.toLowerCase(), query.toLowerCase()];
  if (text === letters) return 0;
  const at = text.indexOf(letters);
  if (at >= 0) return at === 0 ? 1 : 2;
  let from = 0;
  for (const letter of letters) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return undefined;
  }
  return 3;
}
