// Beside the text: which blocks a range covers, and what a condition on the kernel version is for the scenario.
import { AstUtils, type AstNode } from 'langium';
import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver';
import { compare } from '../checker/live';
import { KernelNames } from '../checker/names';
import type { CallExpression, Expression, Item } from '../generated/ast';
import { getParser } from '../parser';
import { Report } from '../report';
import { SourceFile } from '../source-file';
import type { Func } from '../tree';
import { parseVersion } from '../versions';
import type { Workspace } from './workspace';

export function inlayHints(workspace: Workspace, uri: string, { start, end }: Range): InlayHint[] {
  const document = workspace.document(uri);
  if (!document) return [];
  const file = new SourceFile(uri, document.getText());
  const names = new KernelNames(workspace.kernelOf(uri));
  const version = workspace.versionFor(uri);
  const hints = [...uri.endsWith('.daxk') ? [] : blocks(workspace, file, names), ...version === undefined ? [] : conditions(file, names, version)];
  return hints.filter(({ position }) => position.line >= start.line && position.line <= end.line);
}

function hint(file: SourceFile, offset: number, label: string, tooltip: string): InlayHint {
  const [line, character] = file.position(offset);
  return { position: { line, character }, label, tooltip, kind: InlayHintKind.Type, paddingLeft: true };
}

/** Behind `KERNEL < v4.18` and the name of a change: what it is on a version. */
function conditions(file: SourceFile, names: KernelNames, version: string): InlayHint[] {
  const { tokens } = getParser().lex(file.text);
  const number = parseVersion(version)!;
  return tokens.flatMap((token, index) => {
    const end = token.startOffset + token.image.length;
    const [operator, bound] = [tokens[index + 1], tokens[index + 2]];
    // Where a change is declared it is no condition, and a gate is a place.
    if (['bool', 'since', 'until'].includes(tokens[index - 1]?.image ?? '') || (tokens[index - 1]?.image === '=' && tokens[index - 4]?.image === 'const')) return [];
    if (token.image === 'KERNEL' && operator && bound?.tokenType.name === 'VERSION') {
      const limit = parseVersion(bound.image);
      return limit === undefined ? [] : [hint(file, bound.startOffset + bound.image.length, `${compare(number, operator.image, limit)} on ${version}`, 'The version of the scenario')];
    }
    const value = token.tokenType.name === 'ID' && tokens[index - 1]?.image !== '.' ? names.constants.get(token.image)?.value : undefined;
    return value?.kind === 'kernel' ? [hint(file, end, `${compare(number, value.operator, value.version)} on ${version}`, 'The version of the scenario')] : [];
  });
}

/** What a variable maps: blocks of a file from one on. */
interface Mapping {
  readonly file: string;
  readonly first: number;
}

function blocks(workspace: Workspace, file: SourceFile, names: KernelNames): InlayHint[] {
  workspace.cache.declarations.begin();
  const items = workspace.cache.declarations.parse(file, new Report()) ?? [];
  return items.filter(({ node }) => node.$type === 'ProcessDecl').flatMap(({ node, base }) => {
    const mappings = mappingsIn(node, names);
    const calls = [...AstUtils.streamAllContents(node)].filter((inner): inner is CallExpression => inner.$type === 'CallExpression');
    return calls.flatMap((call) => {
      const func = names.functions.get(call.function)?.[0];
      if (!func) return [];
      const range = rangeOf(func, call);
      return [
        ...range && range.count > 1 ? [hint(file, base + endOf(call), `${named(range.first, range.count)} of ${range.file}`, 'The blocks of the file that the call is about')] : [],
        ...call.args.flatMap((argument) => sliceHint(file, base, argument, mappings)),
      ];
    });
  });
}

function sliceHint(file: SourceFile, base: number, argument: Expression, mappings: ReadonlyMap<string, Mapping>): InlayHint[] {
  if (argument.$type !== 'IndexAccess' || argument.receiver.$type !== 'NameExpression') return [];
  const mapping = mappings.get(argument.receiver.name);
  const [from, to] = [numberOf(argument.index), numberOf(argument.last ?? argument.index)];
  if (!mapping || from === undefined || to === undefined || to < from) return [];
  return [hint(file, base + endOf(argument), `${named(mapping.first + from, to - from + 1)} of ${mapping.file}`, 'The pages of the mapping are these blocks of the file')];
}

/** Variables that are assigned once, a mapping. */
function mappingsIn(node: Item, names: KernelNames): Map<string, Mapping> {
  const found = new Map<string, Mapping | undefined>();
  for (const inner of AstUtils.streamAllContents(node)) {
    if (inner.$type !== 'SimpleStatement') continue;
    const { target, value } = inner as AstNode & { target?: Expression; value?: Expression };
    if (target?.$type !== 'NameExpression' || !value) continue;
    const func = value.$type === 'CallExpression' ? names.functions.get(value.function)?.[0] : undefined;
    const mapping = func?.result.kind === 'object' && value.$type === 'CallExpression' ? rangeOf(func, value) : undefined;
    found.set(target.name, found.has(target.name) ? undefined : mapping);
  }
  return new Map([...found].filter((entry): entry is [string, Mapping] => entry[1] !== undefined));
}

/** A call of a function with a file, where in it and how much: `pgoff` and `pages`, or `first` and `count` or `blocks`. */
function rangeOf({ variables, arity, slices }: Func, call: CallExpression): (Mapping & { readonly count: number }) | undefined {
  const at = variables.slice(0, arity).findIndex(({ name }, index) => ['pgoff', 'first'].includes(name) && ['pages', 'count', 'blocks'].includes(variables[index + 1]?.name ?? ''));
  const file = call.args[0];
  if (slices.length > 0 || at !== 1 || file?.$type !== 'NameExpression') return undefined;
  const [first, count] = [numberOf(call.args[at]), numberOf(call.args[at + 1])];
  return first === undefined || count === undefined || count < 1 ? undefined : { file: file.name, first, count };
}

function named(first: number, count: number): string {
  return count === 1 ? `block ${first}` : `blocks ${first} to ${first + count - 1}`;
}

function numberOf(node: Expression | undefined): number | undefined {
  return node?.$type === 'IntLiteral' ? Number(node.value) : undefined;
}

function endOf({ $cstNode: cst }: AstNode): number {
  return cst?.end ?? 0;
}
