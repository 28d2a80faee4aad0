// `daxscn lsp`: the language server for editors other than VS Code, on standard input and output.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { serveLanguage } from '../../language/lsp/server';
import { readKernelSources } from '../../node/kernel-files';
import { namesAt, textAt } from '../../node/text-at';
import { Status, type Environment } from '../environment';

/** Serves one editor until it goes away. */
export async function lsp({ kernelTree, kernelFolder }: Environment): Promise<number> {
  serveLanguage((options) => createConnection(process.stdin, process.stdout, options), {
    tree: kernelTree,
    sources: () => readKernelSources(kernelFolder),
    uri: (source) => pathToFileURL(join(kernelFolder, source)).href,
    readFile: textAt,
    readFolder: namesAt,
    reference: pathToFileURL(join(kernelFolder, '..', '..', 'docs', 'system-calls.md')).href,
  });
  await new Promise((resolve) => process.stdin.once('close', resolve));
  return Status.expected;
}
