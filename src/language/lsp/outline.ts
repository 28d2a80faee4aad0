import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, FoldingRange, SymbolInformation } from 'vscode-languageserver';
import { GrammarUtils } from 'langium';
import type { AstNode } from 'langium';
import type { Declarations } from '../declarations';
import type { Item } from '../generated/ast';
import { getParser } from '../parser';
import { Report } from '../report';
import { SourceFile } from '../source-file';
import { toRange } from './positions';

const kinds: Readonly<Record<Item['$type'], SymbolKind>> = {
  EnumDecl: SymbolKind.Enum, ConstDecl: SymbolKind.Constant, TypedefDecl: SymbolKind.TypeParameter, OperationsDecl: SymbolKind.Interface, GlobalDecl: SymbolKind.Variable, ObjectDecl: SymbolKind.Class, ExtendDecl: SymbolKind.Class,
  FunctionDecl: SymbolKind.Function, AgentDecl: SymbolKind.Event, InvariantDecl: SymbolKind.Boolean, ResponseDecl: SymbolKind.Boolean, BootDecl: SymbolKind.Constructor,
  ScenarioDecl: SymbolKind.Module, UseDecl: SymbolKind.File, KernelChoice: SymbolKind.Constant, ObjectDeclaration: SymbolKind.Object, ProcessDecl: SymbolKind.Method,
  ScheduleDecl: SymbolKind.Array, AssertDecl: SymbolKind.Boolean, ReachDecl: SymbolKind.Boolean, ExpectDecl: SymbolKind.Key, OverrideDecl: SymbolKind.Function,
};

/** The declarations of a text, for the outline and the breadcrumbs. */
export function outline(text: string, declarations: Declarations): DocumentSymbol[] {
  const file = new SourceFile('outline', text);
  declarations.begin();
  return (declarations.parse(file, new Report()) ?? []).flatMap(({ node: item, base }) => {
    const entry = (node: AstNode, name: string | undefined, kind: SymbolKind, detail?: string, children?: DocumentSymbol[]) =>
      entryOf(file, base, node, name, kind, detail, children);
    const [name, detail] = title(item);
    if (!name) return [];
    const children = item.$type === 'ObjectDecl' || item.$type === 'ExtendDecl' ? item.fields.flatMap((field) => entry(field, field.name, SymbolKind.Field))
      : item.$type === 'EnumDecl' ? item.members.flatMap((member) => entry(member, member.name, SymbolKind.EnumMember))
      : item.$type === 'OperationsDecl' ? item.members.flatMap((member) => entry(member, member.name, SymbolKind.Method))
      : item.$type === 'ConstDecl' ? item.entries.flatMap((member) => entry(member, member.name, SymbolKind.Property)) : [];
    return entry(item, name, kinds[item.$type], detail, children);
  });
}

/** For editors that show a list: what is in a declaration names it. */
export function flatOutline(uri: string, symbols: readonly DocumentSymbol[], containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName === undefined ? {} : { containerName }) }, ...flatOutline(uri, children, name),
  ]);
}

function title(item: Item): [name: string | undefined, detail?: string] {
  switch (item.$type) {
    case 'ScenarioDecl': return [item.title, 'scenario'];
    case 'UseDecl': return [item.path, 'use'];
    case 'KernelChoice': return [item.version, 'kernel'];
    case 'ObjectDeclaration': return [item.name, item.kind];
    case 'ProcessDecl': return [item.name, item.count === undefined ? 'process' : `process[${item.count}]`];
    case 'ScheduleDecl': return ['schedule'];
    case 'BootDecl': return ['boot'];
    case 'ExpectDecl': return [item.gate ? formatGateNode(item.gate) : item.versions.join(', '), expectationOf(item)];
    case 'ExtendDecl': return [item.name, 'extend'];
    case 'OverrideDecl': return [item.function?.name, 'override'];
    default: return [item.name];
  }
}

/** What is expected, as it is written. */
function expectationOf({ ofOne, never, verdict, property }: Extract<Item, { $type: 'ExpectDecl' }>): string {
  return [never ? 'never' : undefined, ofOne ? 'holds' : verdict, property].filter((word) => word !== undefined).join(' ');
}

function formatGateNode({ since, until }: { readonly since?: string; readonly until?: string }): string {
  return [since && `since ${since}`, until && `until ${until}`].filter((part) => part).join(' ');
}

/** `base`: where the text begins from which the offsets of the node count. */
function entryOf(
  file: SourceFile, base: number, { $cstNode: cst }: AstNode, name: string | undefined, kind: SymbolKind, detail = '', children: DocumentSymbol[] = [],
): DocumentSymbol[] {
  if (!cst || !name) return [];
  const rangeOf = ({ offset, end }: { offset: number; end: number }) => toRange(file.span(base + offset, base + end));
  const named = GrammarUtils.findNodeForProperty(cst, 'name');
  return [{ name, detail, kind, range: rangeOf(cst), selectionRange: rangeOf(named ?? cst), children }];
}

/** Blocks in braces and comments of several lines. */
export function foldings(text: string): FoldingRange[] {
  const file = new SourceFile('foldings', text);
  const found: FoldingRange[] = [];
  const open: number[] = [];
  for (const token of getParser().tokenize(file.text)) {
    const [line] = file.position(token.startOffset);
    if (token.image === '{') open.push(line);
    if (token.image !== '}') continue;
    const startLine = open.pop();
    if (startLine !== undefined && line - 1 > startLine) found.push({ startLine, endLine: line - 1 });
  }
  for (const comment of file.text.matchAll(/^[ \t]*\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\r?\n){2,}/gm)) {
    const [startLine] = file.position(comment.index);
    const [endLine] = file.position(comment.index + comment[0].trimEnd().length);
    if (endLine > startLine) found.push({ startLine, endLine, kind: 'comment' });
  }
  return found;
}
