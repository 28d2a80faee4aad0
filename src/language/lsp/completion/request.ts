// What a completion is made from.
import type { Position } from 'vscode-languageserver';
import { throughGate, versionsIn } from '../../checker/live';
import { KernelNames } from '../../checker/names';
import type { SymbolInfo } from '../../symbols';
import type { Client } from '../client';
import type { CheckedDocument, Workspace } from '../workspace';
import { cursorAt, type Cursor } from './cursor';

export interface CompletionRequest {
  readonly client: Client;
  /** Whether more than a word can be inserted here. */
  readonly snippets: boolean;
  readonly workspace: Workspace;
  readonly uri: string;
  readonly cursor: Cursor;
  readonly names: KernelNames;
  readonly isScenario: boolean;
  /** The text without the word that is being written. */
  readonly checked: CheckedDocument | undefined;
  /** What the text declares. */
  readonly own: readonly SymbolInfo[];
  /** Parameters and variables of the declaration at the cursor, as far as they are known before it, each once. */
  readonly variables: readonly SymbolInfo[];
  /** The kernel versions that a scenario names; none if it names none, or if the text is kernel. */
  readonly versions: readonly string[];
  /** Those of `versions` that have no function of a name. */
  missing(name: string): readonly string[];
}

export function requestAt(workspace: Workspace, client: Client, uri: string, position: Position): CompletionRequest | undefined {
  const document = workspace.document(uri);
  if (!document) return undefined;
  const cursor = cursorAt(document.getText(), document.offsetAt(position));
  const isScenario = !uri.endsWith('.daxk');
  const checked = isScenario && cursor.start < cursor.end
    ? workspace.checkText(uri, cursor.before + cursor.text.slice(cursor.end)) : workspace.check(uri);
  const names = new KernelNames(checked?.kernel ?? workspace.kernelOf(uri));
  const versions = isScenario ? workspace.versionsOf(names.tree, cursor.text) : [];
  const source = workspace.sourceOf(uri);
  const own = (checked?.symbols.definitions ?? []).filter((symbol) => symbol.source === source);
  const last = cursor.before.split('\n').length - 1;
  const variables = unique(own.filter(({ kind, span }) => (kind === 'variable' || kind === 'parameter') && span[0] >= cursor.line && span[0] <= last));
  const known = new Map<string, readonly string[]>();
  const missing = (name: string): readonly string[] => {
    const gates = (names.functions.get(name) ?? []).map(({ gate }) => versionsIn(throughGate(gate)));
    const found = known.get(name) ?? versions.filter((version) => !gates.some((those) => those.includes(version)));
    known.set(name, found);
    return found;
  };
  return { client, snippets: client.snippets, workspace, uri, cursor, names, isScenario, checked, own, variables, versions, missing };
}

/** What a scenario declares with some kinds of words, each once. */
export function declared({ own }: CompletionRequest, ...kinds: readonly SymbolInfo['kind'][]): SymbolInfo[] {
  return unique(own.filter((symbol) => kinds.includes(symbol.kind)));
}

function unique(symbols: readonly SymbolInfo[]): SymbolInfo[] {
  return [...new Map(symbols.map((symbol) => [symbol.name, symbol])).values()];
}

/** The first name that nothing has: one of the list, or the last of it with a number. */
export function freeName({ checked }: CompletionRequest, ...preferred: readonly string[]): string {
  const taken = new Set((checked?.symbols.definitions ?? []).map(({ name }) => name));
  const found = preferred.find((name) => !taken.has(name));
  if (found !== undefined) return found;
  const stem = preferred.at(-1)!.replace(/\d+$/, '');
  for (let number = 1; ; number++) if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
}
