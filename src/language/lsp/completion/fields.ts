// After a dot: fields of an object, members of a table, what leads to a spinlock.
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { fieldSymbol, isSteady, lockSymbol, operationSymbol, type KernelNames } from '../../checker/names';
import type { SymbolIndex, SymbolInfo } from '../../symbols';
import type { ObjectType, OperationsType } from '../../tree';
import { formatType } from '../../types';
import type { Client } from '../client';
import { symbolItem } from './items';
import type { CompletionRequest } from './request';

/** Stands where the author has not written a name yet. */
const PLACEHOLDER = 'zzPlaceholder';

/** Fields of what stands before the dot, or members of a table; at the beginning of an entry of a table, those that can be given. */
export function afterDot(request: CompletionRequest): CompletionItem[] | undefined {
  const { cursor: { before, text, end }, names, client } = request;
  if (!before.endsWith('.') || before.endsWith('..')) return undefined;
  const entry = tableAround(before.slice(0, -1), names);
  if (entry) return operationsItems(client, names, entry);
  const symbols = request.workspace.symbolsIn(request.uri, `${before}${PLACEHOLDER}${text.slice(end)}`);
  const receiver = nameBefore(before.slice(0, -1));
  const symbol = receiver === undefined ? undefined : useEndingAt(symbols, request, receiver);
  const object = names.objects.get(symbol?.object ?? '');
  if (!object) return operationsItems(client, names, names.operations.get(symbol?.object ?? ''));
  if (isAfterUnder(before)) return leadingToLocks(client, object);
  return object.fields.map((field) => symbolItem(client, fieldSymbol(object, field), CompletionItemKind.Field, formatType(field.type)));
}

/** Between the parentheses of `under (…)`. */
export function isAfterUnder(before: string): boolean {
  return /\bunder\s*\([^()]*$/.test(before);
}

/** The spinlocks of an object, and the fields by which a path can go on to one. */
function leadingToLocks(client: Client, object: ObjectType): CompletionItem[] {
  const fields = object.fields.filter(({ modifier, type }) => isSteady(modifier) && type.kind === 'object');
  return [
    ...(object.locks ?? []).map((lock) => symbolItem(client, lockSymbol(lock, object), CompletionItemKind.Field, lock.type.name)),
    ...fields.map((field) => symbolItem(client, fieldSymbol(object, field), CompletionItemKind.Field, formatType(field.type))),
  ];
}

function operationsItems(client: Client, names: KernelNames, operations: OperationsType | undefined): CompletionItem[] {
  return operations?.members.map((member) => symbolItem(client, operationSymbol(names, operations, member), CompletionItemKind.Method)) ?? [];
}

/** The type of the table in whose braces a text ends, where an entry begins. */
function tableAround(before: string, names: KernelNames): OperationsType | undefined {
  const type = /(?:^|\n)const\s+(\w+)\s+\w+[^={}]*=\s*\{(?:[^{}]*,)?\s*$/.exec(before)?.[1];
  return type === undefined ? undefined : names.operations.get(type);
}

/** Where the last name of an expression ends: before `[…]` and `(…)`. */
function nameBefore(text: string): number | undefined {
  let end = text.trimEnd().length;
  while (end > 0 && (text[end - 1] === ']' || text[end - 1] === ')')) {
    let depth = 0;
    do {
      end--;
      if (')]'.includes(text[end]!)) depth++;
      else if ('(['.includes(text[end]!)) depth--;
    } while (depth > 0 && end > 0);
  }
  return end > 0 ? end : undefined;
}

function useEndingAt(symbols: SymbolIndex, { workspace, uri, cursor: { text } }: CompletionRequest, end: number): SymbolInfo | undefined {
  const before = text.slice(0, end);
  const line = before.split('\n').length - 1;
  const column = end - (before.lastIndexOf('\n') + 1);
  const source = workspace.sourceOf(uri);
  return symbols.uses.find((use) => use.source === source && use.span[2] === line && use.span[3] === column)?.symbol;
}
