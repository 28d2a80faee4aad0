// The language server as VS Code starts it: a process of its own, over IPC.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serveLanguage } from '../../language/lsp/server';
import type { KernelTree } from '../../language/tree';
import { readKernelSources, readKernelTree } from '../../node/kernel-files';
import { namesAt, textAt } from '../../node/text-at';

const folder = join(__dirname, '..', 'src', 'kernel');
let tree: KernelTree | undefined;

serveLanguage((options) => createConnection(ProposedFeatures.all, options), {
  tree: () => (tree ??= readKernelTree(join(__dirname, 'kernel.jsonl'))),
  sources: () => readKernelSources(folder),
  // As kernel-sources.ts serves them.
  uri: (source) => `daxk:/${source}`,
  readFile: textAt,
  readFolder: namesAt,
  reference: pathToFileURL(join(__dirname, '..', 'docs', 'system-calls.md')).href,
});
