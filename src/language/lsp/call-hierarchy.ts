// Who calls whom, from a scenario's process to the last function of the model kernel, also through tables of operations.
import { SymbolKind } from 'vscode-languageserver';
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, DocumentSymbol, Position, Range } from 'vscode-languageserver';
import { isSame, type SymbolInfo } from '../symbols';
import { symbolAt } from './navigation';
import { toRange } from './positions';
import { UsesInRoutines, type InnerUse } from './routines';
import type { Workspace } from './workspace';

/** The function, process or agent at a position. */
export function prepareCalls(workspace: Workspace, uri: string, position: Position): CallHierarchyItem[] {
  const symbol = symbolAt(workspace, uri, position)?.symbol;
  if (!symbol || !['function', 'process', 'agent', 'invariant'].includes(symbol.kind)) return [];
  const found = new UsesInRoutines(workspace).declarationOf(symbol);
  return found ? [itemOf(workspace, found.uri, found.declaration)] : [];
}

/** Who calls it: by its name, or by the member of a table that has it. */
export function incomingCalls(workspace: Workspace, { uri, selectionRange }: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const uses = new UsesInRoutines(workspace).all();
  const symbol = uses.find((each) => each.uri === uri && each.use.span[0] === selectionRange.start.line && each.use.span[1] === selectionRange.start.character)?.use.symbol;
  if (!symbol) return [];
  const members = membersThatHave(uses).filter(({ func }) => isSame(func, symbol)).map(({ member }) => member);
  const calls = uses.filter(({ use, within }) => hasCode(within) && !isOwnName(within, use.span) && (isSame(use.symbol, symbol) || members.some((member) => isSame(use.symbol, member))));
  return grouped(calls, ({ uri: place, within }) => `${place} ${within.range.start.line}`).map((group) => ({
    from: itemOf(workspace, group[0]!.uri, group[0]!.within), fromRanges: rangesOf(group),
  }));
}

/** Whom it calls; through a member of a table, all that the tables have there. */
export function outgoingCalls(workspace: Workspace, { uri, selectionRange }: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const routines = new UsesInRoutines(workspace);
  const all = routines.all();
  const members = membersThatHave(all);
  const inside = all.filter((each) => each.uri === uri && each.within.selectionRange.start.line === selectionRange.start.line && !isOwnName(each.within, each.use.span));
  const calls = inside.flatMap((each) => (each.use.symbol.kind === 'function' ? [{ each, callee: each.use.symbol }]
    : each.use.symbol.kind === 'operation' ? members.filter(({ member }) => isSame(member, each.use.symbol)).map(({ func }) => ({ each, callee: func })) : []));
  return grouped(calls, ({ callee }) => `${callee.source} ${callee.span.join()}`).flatMap((group) => {
    const found = routines.declarationOf(group[0]!.callee);
    return found ? [{ to: itemOf(workspace, found.uri, found.declaration), fromRanges: rangesOf(group.map(({ each }) => each)) }] : [];
  });
}

/** In tables a member stands before the function that it is. */
function membersThatHave(uses: readonly InnerUse[]): { member: SymbolInfo; func: SymbolInfo }[] {
  let member: SymbolInfo | undefined;
  return uses.flatMap(({ use: { symbol }, within }) => {
    if (!isTable(within)) return [];
    if (symbol.kind === 'operation') member = symbol;
    return symbol.kind === 'function' && member ? [{ member, func: symbol }] : [];
  });
}

function isTable({ kind, children }: DocumentSymbol): boolean {
  return kind === SymbolKind.Constant && (children?.length ?? 0) > 0;
}

/** A declaration with a body, or a derived field. */
function hasCode({ kind }: DocumentSymbol): boolean {
  return kind !== SymbolKind.Constant && kind !== SymbolKind.Interface && kind !== SymbolKind.TypeParameter;
}

function isOwnName({ selectionRange }: DocumentSymbol, [line, character]: InnerUse['use']['span']): boolean {
  return selectionRange.start.line === line && selectionRange.start.character === character;
}

function rangesOf(uses: readonly InnerUse[]): Range[] {
  return uses.map(({ use }) => toRange(use.span));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...groups.get(key) ?? [], item]);
  }
  return [...groups.values()];
}

function itemOf(workspace: Workspace, uri: string, { name, detail, kind, range, selectionRange }: DocumentSymbol): CallHierarchyItem {
  return { name, kind, uri, range, selectionRange, detail: [detail, workspace.sourceOf(uri).replace(/^.*\//, '')].filter(Boolean).join(' · ') };
}
