import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem, Position } from 'vscode-languageserver';
import { fieldSymbol, functionSymbol, isSteady, KernelNames, lockSymbol, memberSymbol, operationSymbol, tableSymbol } from '../checker/names';
import { withLineFeeds } from '../source-file';
import type { SymbolInfo } from '../symbols';
import type { ObjectType, OperationsType, Type } from '../tree';
import { formatCall, formatType } from '../types';
import { KERNEL_VERSIONS } from '../versions';
import type { Client } from './client';
import { describe } from './navigation';
import type { CheckedDocument, Workspace } from './workspace';
import { marksIn } from '../checker/named-statements';

/** Stands where the author has not written a name yet. */
const PLACEHOLDER = 'zzPlaceholder';

const topLevel = {
  scenario: ['use', 'kernel', 'device', 'mount', 'file', 'process', 'assert', 'reach', 'expect', 'schedule', 'override'],
  kernel: ['enum', 'const', 'typedef', 'operations', 'own', 'object', 'extend', 'agent', 'invariant', 'boot', 'syscall', 'atomic', 'pure', 'noreturn', 'void', 'int', 'bool'],
};
/** After the versions of an `expect`. */
const verdicts = ['holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock'];
const statements = ['if', 'else', 'for', 'while', 'repeat', 'return', 'break', 'continue', 'choose', 'mark', 'assert'];
const processStatements = [...statements, 'thread', 'fork'];
const kernelStatements = [...statements, 'limit', 'await', 'atomic', 'free', 'new', 'null', 'true', 'false', 'current', 'KERNEL', 'int', 'bool'];

interface CompletionRequest {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
  /** The text before the cursor, without the word that is being written. */
  readonly before: string;
  readonly names: KernelNames;
  readonly isScenario: boolean;
}

/** What can be written at a position. */
export function complete(workspace: Workspace, client: Client, uri: string, position: Position): CompletionItem[] {
  const document = workspace.document(uri);
  if (!document) return [];
  const text = withLineFeeds(document.getText());
  const offset = document.offsetAt(position);
  const before = text.slice(0, offset).replace(/\w*$/, '');
  const isScenario = !uri.endsWith('.daxk');
  const request: CompletionRequest = { client, workspace, uri, text, offset, before, names: new KernelNames(workspace.kernelOf(uri)), isScenario };
  if (isInTextOrComment(before)) return [];
  return afterDot(request) ?? (isScenario ? afterWord(request) ?? inDeclaration(request) : undefined) ?? anywhere(request);
}

/** Fields of what stands before the dot, or members of a table; at the beginning of an entry of a table, those that can be given. */
function afterDot(request: CompletionRequest): CompletionItem[] | undefined {
  const { before, text, offset, names, client } = request;
  if (!before.endsWith('.') || before.endsWith('..')) return undefined;
  const entry = tableAround(before.slice(0, -1), names);
  if (entry) return operationsItems(client, names, entry);
  const patched = `${before}${PLACEHOLDER}${text.slice(offset).replace(/^\w*/, '')}`;
  const checked = request.workspace.checkText(request.uri, patched);
  const receiver = nameBefore(before.slice(0, -1));
  const symbol = receiver === undefined ? undefined : useEndingAt(checked, request, receiver);
  const object = names.objects.get(symbol?.object ?? '');
  if (!object) return operationsItems(client, names, names.operations.get(symbol?.object ?? ''));
  if (isAfterUnder(before)) return leadingToLocks(request, object);
  return object.fields.map((field) => item(client, fieldSymbol(object, field), CompletionItemKind.Field, formatType(field.type)));
}

/** Between the parentheses of `under (…)`. */
function isAfterUnder(before: string): boolean {
  return /\bunder\s*\([^()]*$/.test(before);
}

/** The spinlocks of an object, and the fields by which a path can go on to one. */
function leadingToLocks({ client }: CompletionRequest, object: ObjectType): CompletionItem[] {
  const fields = object.fields.filter(({ modifier, type }) => isSteady(modifier) && type.kind === 'object');
  return [
    ...(object.locks ?? []).map((lock) => item(client, lockSymbol(lock, object), CompletionItemKind.Field, lock.type.name)),
    ...fields.map((field) => item(client, fieldSymbol(object, field), CompletionItemKind.Field, formatType(field.type))),
  ];
}

function operationsItems(client: Client, names: KernelNames, operations: OperationsType | undefined): CompletionItem[] {
  return operations?.members.map((member) => item(client, operationSymbol(names, operations, member), CompletionItemKind.Method)) ?? [];
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

function useEndingAt(checked: CheckedDocument, { workspace, uri, text }: CompletionRequest, end: number): SymbolInfo | undefined {
  const before = text.slice(0, end);
  const line = before.split('\n').length - 1;
  const column = end - (before.lastIndexOf('\n') + 1);
  const source = workspace.sourceOf(uri);
  return checked.symbols.uses.find((use) => use.source === source && use.span[2] === line && use.span[3] === column)?.symbol;
}

/** After a word of the scenario that only one kind of thing can follow. */
function afterWord({ client, before, names, workspace, uri }: CompletionRequest): CompletionItem[] | undefined {
  const declared = (kinds: readonly SymbolInfo['kind'][]) => (workspace.check(uri)?.symbols.definitions ?? [])
    .filter(({ kind }) => kinds.includes(kind)).map((symbol) => item(client, symbol, CompletionItemKind.Variable));
  const versions = KERNEL_VERSIONS.map(({ name, summary }) => ({ label: name, kind: CompletionItemKind.Constant, detail: summary }));
  if (/(?:^|\n)\s*kernel\s+$/.test(before) || /\bexpect\s+[v\d., ]*,\s*$/.test(before) || /\bexpect\b.*\b(?:since|until)\s+$/.test(before)) return versions;
  if (/(?:^|\n)\s*expect\s+$/.test(before)) return [...versions, keyword('since'), keyword('until')];
  if (/\bexpect\s+v[v\d., ]*\s$/.test(before) || /\bexpect\s+(?:since\s+\S+\s+)?until\s+\S+\s+$/.test(before)) return verdicts.map(keyword);
  if (/\bexpect\s+since\s+\S+\s+$/.test(before)) return [keyword('until'), ...verdicts.map(keyword)];
  if (/\bnever\s+$/.test(before)) return [keyword('reaches')];
  if (/\bexpect\b.*\b(?:violates|holds)\s+$/.test(before)) {
    const invariants = [...names.invariants].map(([name, [first]]) => ({
      label: name, kind: CompletionItemKind.Event, ...(first?.doc ? { documentation: client.documentation(first.doc) } : {}),
    }));
    return [...declared(['assert']), ...invariants];
  }
  if (/\breaches\s+$/.test(before)) {
    const marks = [...marksIn([...names.tree.functions, ...names.tree.agents]).keys()];
    return [...declared(['reach']), ...marks.map((label) => ({ label, kind: CompletionItemKind.Event }))];
  }
  if (/(?:^|\n)(?:assert|reach)\b.*\sin\s+$/.test(before)) return functions(client, names, () => true);
  if (/\b(?:mount|file|device)\s+\w+\s+on\s+$/.test(before)) return declared(['declaration']);
  if (/\brun\s+$/.test(before)) return declared(['process']);
  if (/\brun\s+\w+\s+until\s+$/.test(before)) return [...['blocked', 'end'].map(keyword), ...functions(client, names, () => true)];
  return undefined;
}

/** Properties between the braces of a device, mount or file, and their values. */
function inDeclaration({ client, before, names, workspace, uri }: CompletionRequest): CompletionItem[] | undefined {
  const word = /\b(device|mount|file)\s+\w+(?:\s+on\s+\w+)?\s*\{[^{}]*$/.exec(before)?.[1];
  const object = word && names.declaredBy(word);
  if (!object) return undefined;
  const property = /(\w+)\s*=\s*$/.exec(before)?.[1];
  if (property === undefined) {
    return object.params.map((param) => ({
      label: param.name, kind: CompletionItemKind.Property, detail: formatType(param.type),
      insertText: param.type.kind === 'bool' ? param.name : `${param.name} = `,
    }));
  }
  const type = object.params.find((param) => param.name === property)?.type;
  return type ? values(client, type, names, workspace.check(uri)) : undefined;
}

function values(client: Client, type: Type, names: KernelNames, checked: CheckedDocument | undefined): CompletionItem[] {
  if (type.kind === 'bool') return ['true', 'false'].map(keyword);
  if (type.kind === 'enum') {
    const enumType = names.enums.get(type.name);
    return enumType?.members.map((_, ordinal) => item(client, memberSymbol(enumType, ordinal), CompletionItemKind.EnumMember)) ?? [];
  }
  if (type.kind === 'operations') {
    return [...names.tables.values()].filter((table) => table.type.name === type.name).map((table) => item(client, tableSymbol(table), CompletionItemKind.EnumMember));
  }
  return (checked?.symbols.definitions ?? [])
    .filter(({ kind, object }) => kind === 'declaration' && type.kind === 'object' && object === type.name)
    .map((symbol) => item(client, symbol, CompletionItemKind.Variable));
}

/** Words, names in sight, functions. */
function anywhere(request: CompletionRequest): CompletionItem[] {
  const { client, before, names, isScenario, workspace, uri } = request;
  if (/(?:^|\n)$/.test(before)) return (isScenario ? topLevel.scenario : topLevel.kernel).map(keyword);
  if (/[\s;{}:]atomic\s+$/.test(before)) return ['under', 'because'].map(keyword);
  const checked = workspace.check(uri);
  const source = workspace.sourceOf(uri);
  const line = before.split('\n').length - 1;
  const start = before.split('\n').findLastIndex((content) => /^[a-zA-Z]/.test(content));
  const visible = (checked?.symbols.definitions ?? []).filter((symbol) => symbol.source === source && (
    ((symbol.kind === 'variable' || symbol.kind === 'parameter') && symbol.span[0] >= start && symbol.span[0] <= line)
    || symbol.kind === 'declaration' || symbol.kind === 'process'));
  const unique = [...new Map(visible.map((symbol) => [symbol.name, symbol])).values()];
  const inProcess = isScenario && /^process\b/.test(before.split('\n')[start] ?? '');
  const kernelNames = inProcess ? [] : [
    ...[...names.constants.keys(), ...names.members.keys(), ...names.globals.keys(), ...names.tables.keys(),
      ...(isAfterUnder(before) ? names.locks.keys() : [])].map((label) => ({ label, kind: CompletionItemKind.Constant })),
    ...[...names.objects.keys(), ...names.enums.keys(), ...names.operations.keys(), ...names.typedefs.keys()]
      .map((label) => ({ label, kind: CompletionItemKind.Class })),
  ];
  return [
    ...ofThis(request, before.split('\n')[start] ?? ''),
    ...unique.map((symbol) => item(client, symbol, CompletionItemKind.Variable)),
    ...functions(client, names, (syscall) => syscall || !inProcess),
    ...kernelNames,
    ...(inProcess ? processStatements : kernelStatements).map(keyword),
  ];
}

/** After the `=` of a derived field: the object, and its fields by their names alone. `head`: the line that begins the declaration. */
function ofThis({ client, before, names }: CompletionRequest, head: string): CompletionItem[] {
  const object = names.objects.get(/^(?:extend\s+)?object\s+(\w+)/.exec(head)?.[1] ?? '');
  if (!object || !/\bderived\b[^;]*=[^;]*$/.test(before)) return [];
  return [keyword('this'), ...object.fields.map((field) => item(client, fieldSymbol(object, field), CompletionItemKind.Field, formatType(field.type)))];
}

/** Each function once, with placeholders for its arguments where the editor has snippets. */
function functions(client: Client, names: KernelNames, filter: (isSyscall: boolean) => boolean): CompletionItem[] {
  return [...names.functions.values()].flatMap(([func]) => {
    if (!func || !filter(func.syscall)) return [];
    const found = item(client, functionSymbol(func), CompletionItemKind.Function, formatType(func.result));
    if (!client.snippets) return [found];
    const args = [...formatCall(func).matchAll(/[(,]\s*\S+ (\w+(?:\[[^\]]*\])?)/g)].map((match, index) => `\${${index + 1}:${match[1]}}`);
    return [{ ...found, insertText: `${func.name}(${args.join(', ')})`, insertTextFormat: InsertTextFormat.Snippet }];
  });
}

function item(client: Client, symbol: SymbolInfo, kind: CompletionItemKind, detail = symbol.signature): CompletionItem {
  return { label: symbol.name, kind, detail, documentation: client.documentation(describe(symbol)) };
}

function keyword(label: string): CompletionItem {
  return { label, kind: CompletionItemKind.Keyword };
}

/** In braces of a text there are expressions, but around them there is nothing to complete. */
function isInTextOrComment(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const quotes = line.replace(/\\./g, '').split('"');
  const isText = quotes.length % 2 === 0;
  if (isText) return !/\{[^}]*$/.test(quotes.at(-1)!);
  return quotes.some((part, index) => index % 2 === 0 && part.includes('//')) || before.lastIndexOf('/*') > before.lastIndexOf('*/');
}
