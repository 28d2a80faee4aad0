import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getParser } from '../parser';
import type { SymbolInfo } from '../symbols';
import { contextual } from '../tokens';
import { symbolAt } from './navigation';
import { toRange } from './positions';
import { isAddress, type Workspace } from './workspace';

/** The name at a position, if it can be changed; else an error that says why not. Undefined where there is no name. */
export function prepareRename(workspace: Workspace, uri: string, position: Position): { range: Range; placeholder: string } | ResponseError<void> | undefined {
  const use = symbolAt(workspace, uri, position);
  if (!use) return undefined;
  const obstacle = whyNot(workspace, use.symbol);
  return obstacle === undefined ? { range: toRange(use.span), placeholder: use.symbol.name } : refusal(obstacle);
}

/** Changes a name wherever it stands for the same thing. What would mean something else afterwards, or nothing, is refused with the checker's words. */
export function rename(workspace: Workspace, uri: string, position: Position, newName: string): WorkspaceEdit | ResponseError<void> | undefined {
  const symbol = symbolAt(workspace, uri, position)?.symbol;
  if (!symbol) return undefined;
  const obstacle = whyNot(workspace, symbol) ?? whyNoName(newName);
  if (obstacle !== undefined) return refusal(obstacle);
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri: place, use } of [...workspace.usesOf(symbol), ...isShared(symbol) ? workspace.usesInFiles(symbol) : []]) {
    const range = toRange(use.span);
    const written = workspace.textOf(place, range);
    // `p0` is the first of `process p[2]`.
    if (!written.startsWith(symbol.name) || !/^\d*$/.test(written.slice(symbol.name.length))) continue;
    (changes[place] ??= []).push({ range, newText: newName + written.slice(symbol.name.length) });
  }
  const problem = newMistake(workspace, changes, !isAddress(symbol.source));
  return problem === undefined ? { changes } : refusal(`\`${symbol.name}\` cannot be called \`${newName}\`: ${problem}`);
}

/** Whether other files may use it: it is one of the kernel, or of an overlay. */
function isShared({ source }: SymbolInfo): boolean {
  return !isAddress(source) || source.endsWith('.daxk');
}

function whyNot(workspace: Workspace, symbol: SymbolInfo): string | undefined {
  if (isAddress(symbol.source) || workspace.document(workspace.uriOf(symbol.source))) return undefined;
  return `\`${symbol.name}\` is a name of the model kernel (${symbol.source}), which is not open in this editor`;
}

function whyNoName(name: string): string | undefined {
  const { tokens, errors } = getParser().lex(name);
  const [token] = tokens;
  const isName = errors.length === 0 && tokens.length === 1 && token!.image === name && (token!.tokenType.name === 'ID' || contextual.has(name));
  return isName ? undefined : `\`${name}\` is no name: a name begins with a letter, has letters, digits and \`_\`, and is no word of the language`;
}

/** What the checker says of the changed texts and has not said before. A scenario is checked against the kernel as it was built, where a name of the kernel is the old one. */
function newMistake(workspace: Workspace, changes: Readonly<Record<string, TextEdit[]>>, isOfKernel: boolean): string | undefined {
  const changed = workspace.with(Object.entries(changes).flatMap(([uri, edits]) => {
    const document = workspace.document(uri);
    return document ? [{ uri, text: TextDocument.applyEdits(document, edits) }] : [];
  }));
  for (const uri of workspace.uris.filter((each) => !isOfKernel || each.endsWith('.daxk'))) {
    const before = new Set((workspace.check(uri)?.diagnostics ?? []).map(({ span }) => span[0]));
    const found = changed.check(uri)?.diagnostics.find(({ severity, span }) => severity === 'error' && !before.has(span[0]));
    if (found) return found.message;
  }
  return undefined;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, message);
}
