// Statements and expressions: in processes, in functions of the kernel, in asserts.
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { fieldSymbol } from '../../checker/names';
import { marksIn } from '../../checker/named-statements';
import { formatType } from '../../types';
import { argumentItems, callItems } from './calls';
import { isAfterUnder } from './fields';
import { inOrder, keyword, snippetItem, symbolItem, variableItem, versionItems } from './items';
import { declared, freeName, type CompletionRequest } from './request';
import { gap, REST, snippet, type Snippet } from './snippet';

/** Each word that begins a statement, as it is written. `process`, `kernel`: where it may stand, else in both. */
function statementWords(request: CompletionRequest): [word: string, body: Snippet, where?: 'process' | 'kernel'][] {
  const condition = gap('true');
  return [
    ['if', snippet`if (${condition}) ${REST}`], ['else', snippet`else ${REST}`],
    ['for', snippet`for (${gap('i')} in ${gap('0')} .. ${gap('1')}) ${REST}`], ['while', snippet`while (${condition}) ${REST}`],
    ['repeat', snippet`repeat ${gap('2', '3', '4')} {\n\t${REST}\n}`],
    ['return', snippet`return${REST};`, 'kernel'], ['break', snippet`break;`], ['continue', snippet`continue;`],
    ['choose', snippet`choose {\n\t${REST}\n} or {\n\t\n}`],
    ['thread', snippet`thread ${gap(freeName(request, 'helper', 'helper1'))} {\n\t${REST}\n}`, 'process'],
    ['fork', snippet`fork ${gap(freeName(request, 'child', 'child1'))} {\n\t${REST}\n}`, 'process'],
    ['assert', snippet`assert (${condition}) "${gap('what went wrong')}";`], ['mark', snippet`mark ${gap('name')};`],
    ['await', snippet`await (${condition}) because "${gap('waits')}" {\n\t${REST}\n}`, 'kernel'],
    ['atomic', snippet`atomic ${REST}`, 'kernel'], ['limit', snippet`limit (${condition}) "${gap('there is no room')}";`, 'kernel'],
    ['free', snippet`free(${REST});`, 'kernel'],
  ];
}

/** Inside a body, or in the condition of an assert. */
export function inBody(request: CompletionRequest): CompletionItem[] {
  const { client, names, isScenario, cursor: { words, statement, depth } } = request;
  if (/ mark $/.test(` ${statement}`)) return [...marksIn([...names.tree.functions, ...names.tree.agents]).keys()].map((label) => ({ label, kind: CompletionItemKind.Event }));
  if (/(?:^| )new $/.test(statement) || / in all $/.test(statement)) return types(request);
  if (/ KERNEL (?:[<>]=?|[=!]=) $/.test(` ${statement}`)) return inOrder(versionItems());
  if (/(?:^|[{;}):] |else )atomic $/.test(words)) return ['under', 'because'].map(keyword);
  const head = /^\w+/.exec(words)?.[0] ?? '';
  const isProcess = head === 'process';
  const isCondition = isScenario && (head === 'assert' || head === 'reach');
  if (isProcess) {
    const arguments_ = argumentItems(request);
    if (arguments_) return arguments_;
  }
  if (isCondition && / in $/.test(words)) return callItems({ ...request, snippets: false }, false, () => true);
  const isStatement = depth > 0 && (statement === '' || /(?:\) |else |" : )$/.test(statement)) && !/\($/.test(statement.trim());
  const fits = isProcess ? ({ syscall }: { syscall: boolean }) => syscall : isCondition ? ({ kind }: { kind: string }) => kind === 'pure' : () => true;
  return inOrder([
    ...ofThis(request),
    ...request.variables.map((symbol) => variableItem(client, symbol)),
    ...declared(request, 'declaration', 'process').filter(() => !(isProcess && isStatement)).map((symbol) => variableItem(client, symbol)),
    ...callItems(request, isStatement, fits),
    ...isProcess ? [] : kernelNames(request),
    ...isStatement ? statementWords(request).filter(([, , where]) => where !== (isProcess ? 'kernel' : 'process'))
      .map(([word, body]) => snippetItem(request, word, body, { kind: CompletionItemKind.Keyword })) : [],
    ...expressionWords(isProcess).map(keyword),
    ...isStatement && !isProcess ? ['int', 'bool'].map(keyword) : [],
  ]);
}

function expressionWords(isProcess: boolean): string[] {
  return isProcess ? ['true', 'false', 'null'] : ['true', 'false', 'null', 'new', 'current', 'KERNEL', 'count'];
}

function kernelNames({ names, cursor: { before } }: CompletionRequest): CompletionItem[] {
  return [
    ...[...names.constants.keys(), ...names.members.keys(), ...names.globals.keys(), ...names.tables.keys(),
      ...(isAfterUnder(before) ? names.locks.keys() : [])].map((label) => ({ label, kind: CompletionItemKind.Constant })),
    ...[...names.objects.keys(), ...names.enums.keys(), ...names.operations.keys(), ...names.typedefs.keys()]
      .map((label) => ({ label, kind: CompletionItemKind.Class })),
  ];
}

function types({ names }: CompletionRequest): CompletionItem[] {
  return [...names.objects.keys()].map((label) => ({ label, kind: CompletionItemKind.Class }));
}

/** After the `=` of a derived field: the object, and its fields by their names alone. */
function ofThis({ client, cursor: { words, statement }, names }: CompletionRequest): CompletionItem[] {
  const object = names.objects.get(/^(?:extend )?object (\w+)/.exec(words)?.[1] ?? '');
  if (!object || !/^derived .*= /.test(statement)) return [];
  return [keyword('this'), ...object.fields.map((field) => symbolItem(client, fieldSymbol(object, field), CompletionItemKind.Field, formatType(field.type)))];
}
