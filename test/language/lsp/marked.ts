import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position, Range } from 'vscode-languageserver';
import { checkKernel } from '../../../src/language/check';
import { Client } from '../../../src/language/lsp/client';
import { Workspace } from '../../../src/language/lsp/workspace';

export const kernelText = readFileSync(join(import.meta.dirname, '..', 'small-kernel.daxk'), 'utf8');
const sources = [{ source: 'fs/small.daxk', text: kernelText }];
const { tree } = checkKernel(sources);
export const kernel = { tree: () => tree, sources: () => sources, uri: (source: string) => `daxk:/${source}` };

/** An editor that shows everything we have. */
export const richCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown' as const] } },
    hover: { contentFormat: ['markdown' as const] },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown' as const] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { versionSupport: true },
  },
};
export const rich = new Client(richCapabilities);

export const scenarioUri = 'file:///w/test.daxscn';
export const kernelUri = 'daxk:/fs/small.daxk';

/** A document in which `<|>` is the cursor and, for kernel files, the rest of the small kernel. */
export function open(marked: string, uri = scenarioUri): { workspace: Workspace; uri: string; text: string; position: Position } {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const workspace = new Workspace(kernel);
  workspace.open(uri, text);
  const before = text.slice(0, offset).split('\n');
  return { workspace, uri, text, position: { line: before.length - 1, character: before.at(-1)!.length } };
}

/** The words in a range, and the line (one-based) they are in. */
export function wordsAt(text: string, { start, end }: Range): string {
  return `${text.split('\n')[start.line]!.slice(start.character, end.character)} in line ${start.line + 1}`;
}

export const head = `scenario "x"
kernel v4.18
device pmem0 { blocks = 2 }
mount mnt on pmem0 { type = xfs }
file victim on mnt
`;
