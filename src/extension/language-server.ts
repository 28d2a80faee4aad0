// The language server as VS Code starts it: a process of its own, over IPC.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readKernelSources } from '../../scripts/read-kernel';
import { serve } from '../language/lsp/server';
import type { KernelTree } from '../language/tree';

const folder = join(__dirname, '..', 'src', 'kernel');
let tree: KernelTree | undefined;

serve(createConnection(ProposedFeatures.all), {
  tree: () => (tree ??= JSON.parse(readFileSync(join(__dirname, 'kernel.json'), 'utf8')) as KernelTree),
  sources: () => readKernelSources(folder),
  // As kernel-sources.ts serves them.
  uri: (source) => `daxk:/${source}`,
});
