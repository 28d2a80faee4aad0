// Calls with their arguments: what fits each parameter is offered as a choice.
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { functionSymbol, memberSymbol, tableSymbol } from '../../checker/names';
import type { Func, Signature, Type } from '../../tree';
import { formatGate } from '../../versions';
import { callAround } from '../signature-help';
import { functionItem, inOrder, snippetItem, symbolItem, valueItem, variableItem } from './items';
import { declared, freeName, type CompletionRequest } from './request';
import { gap, joined, separated, snippet, type Gap, type Snippet } from './snippet';

/** The functions that may be called here, each once. `isStatement`: the call is a statement, and ends with a semicolon. */
export function callItems(request: CompletionRequest, isStatement: boolean, fits: (func: Func) => boolean): CompletionItem[] {
  const { names, versions, cursor, missing } = request;
  const ends = isStatement && /^\s*(?:\}|\/\/|$)/.test(cursor.rest) ? ';' : '';
  return [...names.functions.values()].flatMap(([func]) => {
    if (!func || !fits(func) || (versions.length > 0 && missing(func.name).length === versions.length)) return [];
    const found = functionItem(request, func);
    if (/^\s*\(/.test(cursor.rest)) return [found];
    const call = snippet`${func.name}(${argumentsOf(request, func)})${ends}`;
    const variable = isStatement && func.syscall && func.result.kind === 'object' ? variableFor(request, func.result.name) : undefined;
    return [snippetItem(request, func.name, variable === undefined ? call : snippet`${gap(variable)} = ${call}`, found)];
  });
}

/** What system calls call an object that one of them returns: `buf`. */
function variableFor(request: CompletionRequest, type: string): string {
  const parameters = request.names.tree.functions.filter(({ syscall }) => syscall).flatMap(({ variables: all, arity }) => all.slice(0, arity));
  return freeName(request, parameters.find((parameter) => parameter.type.kind === 'object' && parameter.type.name === type)?.name ?? 'result');
}

function argumentsOf(request: CompletionRequest, func: Signature): Snippet {
  const parts: (Gap | Snippet)[] = [];
  for (let index = 0; index < func.arity; index += func.slices.includes(index) ? 3 : 1) {
    const { name, type } = func.variables[index]!;
    if (!func.slices.includes(index)) {
      parts.push(gap(...orElse(valuesOf(request, type, name), name)));
      continue;
    }
    const mappings = orElse(valuesOf(request, type, name), name);
    const slices = mappings.flatMap((mapping) => [`${mapping}[0]`, `${mapping}[0 .. 1]`, `${mapping}[1]`]);
    parts.push(gap(...func.wholes?.includes(index) ? mappings : [], ...slices));
  }
  return separated(parts, ', ');
}

function orElse(values: readonly string[], name: string): readonly string[] {
  return values.length > 0 ? values : [name];
}

/** What can stand where a type is wanted, the likeliest first. */
function valuesOf(request: CompletionRequest, type: Type, name: string): string[] {
  const { names, isScenario } = request;
  switch (type.kind) {
    case 'object': {
      const all = [...request.variables, ...declared(request, 'declaration')].filter(({ object }) => object === type.name).map((symbol) => symbol.name);
      // A disk is a device that carries no file system.
      const found = name === 'disk' ? all.toSorted((a, b) => Number(carriesBlocks(request, a)) - Number(carriesBlocks(request, b))) : all;
      return type.name === names.task?.name ? [...declared(request, 'process').map((symbol) => symbol.name), ...found] : found;
    }
    case 'bool': return ['true', 'false'];
    case 'int': return !isScenario ? [] : /^(?:count|pages)$/.test(name) ? ['1', '2', '3', '4'] : ['0', '1', '2', '3'];
    case 'enum': return [...names.enums.get(type.name)?.members ?? []];
    case 'operations': return [...names.tables.values()].filter((table) => table.type.name === type.name).map((table) => table.name);
    default: return [];
  }
}

/** Whether a declaration of the scenario gives its object blocks. */
export function carriesBlocks({ cursor: { text } }: CompletionRequest, name: string): boolean {
  return new RegExp(`^\\w+\\s+${name}\\b[^{\\n]*\\{[^}]*\\bblocks\\b`, 'm').test(text);
}

/** Inside the parentheses of a call in a process: what fits the parameter. Undefined if it is not known. */
export function argumentItems(request: CompletionRequest): CompletionItem[] | undefined {
  const { cursor, names, client } = request;
  const call = callAround(cursor.before);
  if (!call || call.isMember || !/[(,]\s*$/.test(cursor.before)) return undefined;
  const func = names.functions.get(call.name)?.[0];
  if (!func) return undefined;
  let index = 0;
  for (let argument = 0; argument < call.argument; argument++) index += func.slices.includes(index) ? 3 : 1;
  const parameter = index < func.arity ? func.variables[index] : undefined;
  if (!parameter) return undefined;
  const { type } = parameter;
  if (type.kind === 'int') return inOrder([...valuesOf(request, type, parameter.name).map((value) => valueItem(value)), ...request.variables.map((symbol) => variableItem(client, symbol))]);
  if (func.slices.includes(index)) {
    const mappings = orElse(valuesOf(request, type, parameter.name), parameter.name);
    return inOrder(mappings.flatMap((mapping) => [
      ...func.wholes?.includes(index) ? [valueItem(mapping, 'all of it')] : [], valueItem(`${mapping}[0]`, 'one page'), valueItem(`${mapping}[0 .. 1]`, 'two pages'),
    ]));
  }
  if (type.kind !== 'object') return valueItems(request, type);
  const fitting = new Set(valuesOf(request, type, parameter.name));
  const all = [...declared(request, 'process', 'declaration'), ...request.variables].filter(({ name }) => fitting.has(name));
  return inOrder([...new Map(all.map((symbol) => [symbol.name, variableItem(client, symbol)])).values()]);
}

/** The values of a property or a parameter. */
export function valueItems(request: CompletionRequest, type: Type): CompletionItem[] {
  const { client, names } = request;
  if (type.kind === 'enum') {
    const found = names.enums.get(type.name);
    return found?.members.map((_, ordinal) => symbolItem(client, memberSymbol(found, ordinal), CompletionItemKind.EnumMember)) ?? [];
  }
  if (type.kind === 'operations') {
    return [...names.tables.values()].filter((table) => table.type.name === type.name).map((table) => symbolItem(client, tableSymbol(table), CompletionItemKind.EnumMember));
  }
  if (type.kind === 'object') return declared(request, 'declaration').filter(({ object }) => object === type.name).map((symbol) => variableItem(client, symbol));
  if (type.kind === 'int') return [1, 2, 3, 4].filter((value) => value >= type.min && value <= type.max).map((value) => valueItem(String(value)));
  return type.kind === 'bool' ? ['true', 'false'].map((value) => valueItem(value)) : [];
}

/** `override`: the whole function, to be changed. */
export function overrideItems(request: CompletionRequest): CompletionItem[] {
  const { names, versions, missing } = request;
  return [...names.functions.values()].flatMap(([func]) => {
    if (!func || (versions.length > 0 && missing(func.name).length === versions.length)) return [];
    const { signature } = functionSymbol(func);
    const gate = formatGate(func.gate);
    const head = gate ? signature.slice(0, -gate.length - 1) : signature;
    const body = func.result.kind === 'void' ? gap(';') : joined(['return ', gap(func.result.kind === 'bool' ? 'false' : func.result.kind === 'int' ? '0' : 'null'), ';']);
    return [snippetItem(request, func.name, joined([head, '\n{\n\t', body, '\n}']), functionItem(request, func))];
  });
}
