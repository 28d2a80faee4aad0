import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { functionSymbol } from '../../checker/names';
import type { SymbolInfo } from '../../symbols';
import type { Func } from '../../tree';
import { formatCall } from '../../types';
import { formatGate, KERNEL_VERSIONS } from '../../versions';
import type { Client } from '../client';
import { describe } from '../describe';
import type { CompletionRequest } from './request';
import { render, type Snippet } from './snippet';

export function symbolItem(client: Client, symbol: SymbolInfo, kind: CompletionItemKind, detail = symbol.signature): CompletionItem {
  return { label: symbol.name, kind, detail, documentation: client.documentation(describe(symbol)) };
}

export function variableItem(client: Client, symbol: SymbolInfo): CompletionItem {
  return symbolItem(client, symbol, CompletionItemKind.Variable);
}

export function keyword(label: string): CompletionItem {
  return { label, kind: CompletionItemKind.Keyword };
}

/** What is inserted as it stands. */
export function valueItem(label: string, detail?: string): CompletionItem {
  return { label, kind: CompletionItemKind.Value, ...(detail === undefined ? {} : { detail }) };
}

/** A word with what follows it, where the editor has snippets. `asks`: the next word is asked for at once. */
export function snippetItem({ client, snippets }: CompletionRequest, label: string, body: Snippet, more: Partial<CompletionItem> = {}, asks = false): CompletionItem {
  const item: CompletionItem = { label, kind: CompletionItemKind.Snippet, ...more };
  if (!snippets) return item;
  return { ...item, insertText: render(body), insertTextFormat: InsertTextFormat.Snippet, ...(asks && client.suggest ? { command: { title: 'Suggest', command: client.suggest } } : {}) };
}

/** Every kernel version, the newest first. */
export function versionItems(): CompletionItem[] {
  return KERNEL_VERSIONS.toReversed().map(({ name, summary }) => ({ label: name, kind: CompletionItemKind.Constant, detail: summary }));
}

/** A function by its name. What some of the versions lack that the text is for says so, and comes last. */
export function functionItem({ client, names, missing, workspace }: CompletionRequest, func: Func): CompletionItem {
  const lacking = missing(func.name);
  const gate = formatGate(func.gate);
  return {
    label: func.name, kind: CompletionItemKind.Function, detail: formatCall(func),
    labelDetails: { description: lacking.length > 0 ? `not in ${lacking.join(', ')}` : gate || func.source },
    documentation: client.documentation(describe(functionSymbol(func), { names, reference: (name) => workspace.reference(name) })),
    ...(lacking.length > 0 ? { sortText: `~${func.name}` } : {}),
  };
}

/** Items in the order of the list, whatever the editor sorts by. */
export function inOrder(items: readonly CompletionItem[]): CompletionItem[] {
  return items.map((item, index) => ({ ...item, sortText: `${item.sortText ? '~' : ''}${String(index).padStart(4, '0')}` }));
}
