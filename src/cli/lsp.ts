// `daxscn lsp`: the language server for editors other than VS Code, on standard input and output.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { readKernelSources } from '../node/kernel-files';
import { Status, type Environment } from './environment';

/** Serves one editor until it goes away. What only this command needs is loaded here, so that others start quickly. */
export async function lsp({ kernelTree, kernelFolder }: Environment): Promise<number> {
  const [{ createConnection }, { serve }] = await Promise.all([import('vscode-languageserver/node'), import('../language/lsp/server')]);
  serve(createConnection(process.stdin, process.stdout), {
    tree: kernelTree,
    sources: () => readKernelSources(kernelFolder),
    uri: (source) => pathToFileURL(join(kernelFolder, source)).href,
  });
  await new Promise((resolve) => process.stdin.once('close', resolve));
  return Status.expected;
}
