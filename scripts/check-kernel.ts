import { join, relative } from 'node:path';
import process from 'node:process';
import type { PartialMessage } from 'esbuild';
import { checkKernel } from '../src/language/check';
import { packageKernel } from '../src/language/packaged-kernel';
import { readKernelSources } from '../src/node/kernel-files';
import { unnamedVersions } from './named-versions';

/** The model kernel in this folder as it is packaged, and what is wrong with it, in esbuild's form. */
export default function check(folder: string): { contents: string; problems: PartialMessage[] } {
  const sources = readKernelSources(folder);
  const { tree, diagnostics } = checkKernel(sources);
  const problems = [...diagnostics, ...unnamedVersions(sources)].map(({ source, message, span: [line, column, endLine, endColumn] }): PartialMessage => {
    const lineText = sources.find((one) => one.source === source)!.text.split('\n')[line]!;
    const length = (endLine === line ? endColumn : lineText.length) - column;
    return { text: message, location: { file: relative(process.cwd(), join(folder, source)), line: line + 1, column, length, lineText } };
  });
  return { contents: packageKernel(tree), problems };
}
