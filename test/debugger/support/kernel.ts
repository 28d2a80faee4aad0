// The small kernel of these tests, and hosts that offer it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DebugHost } from '../../../src/debugger/protocol/host';
import { PassingSearch } from '../../../src/explorer/passing/passing-search';
import { checkKernel } from '../../../src/language/check';
import { formatDiagnostic } from '../../../src/language/diagnostics';
import type { KernelTree } from '../../../src/language/tree';
import { kernelFolder as modelKernelFolder, modelKernel } from '../../support/model-kernel';

export const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
const kernelFolder = join(fixtures, 'kernel');
const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

const sources = readdirSync(kernelFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.daxk')).sort()
  .map((source) => ({ source, text: readFileSync(join(kernelFolder, source), 'utf8') }));

const { tree, diagnostics } = checkKernel(sources);
if (diagnostics.length > 0) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));

/** A host with the small kernel; scenarios come from the fixtures, or from `texts` by their paths. */
export function fixtureHost(texts: Readonly<Record<string, string>> = {}): DebugHost {
  return {
    readFile: (path) => texts[path] ?? readFileSync(path, 'utf8'),
    kernelTree: () => tree,
    passingSearch: (program) => new PassingSearch(program),
    kernelSourcePath: (source) => join(kernelFolder, source),
    kernelSourceText: (source) => sources.find((file) => file.source === source)?.text,
  };
}

/** The same, but the client cannot open the files of the model kernel. */
export function remoteHost(): DebugHost {
  return { ...fixtureHost(), kernelSourcePath: () => undefined };
}

/** A host with the model kernel; scenarios are the examples. */
export function exampleHost(): DebugHost {
  return {
    readFile: (path) => readFileSync(path, 'utf8'),
    kernelTree: () => modelKernel(),
    passingSearch: (program) => new PassingSearch(program),
    kernelSourcePath: (source) => join(modelKernelFolder, source),
    kernelSourceText: (source) => readFileSync(join(modelKernelFolder, source), 'utf8'),
  };
}

/** For programs that no language was compiled to. */
export const noKernel: KernelTree = {
  enums: [], constants: [], functionTypes: [], operations: [], tables: [], objects: [], extensions: [], globals: [], locks: [], functions: [], agents: [], invariants: [],
  boot: [],
};

/** `truncate.daxscn`, the overlay `patch.daxk` or `fs/dax.daxk` of the kernel as a client names it. */
export function fixturePath(name: string): string {
  return name.endsWith('.daxk') && name.includes('/') ? join(kernelFolder, name) : join(fixtures, name);
}

/** The same of the examples and the model kernel. */
export function examplePath(name: string): string {
  return name.endsWith('.daxk') && name.includes('/') ? join(modelKernelFolder, name) : join(examples, name);
}

/** The opposite, for transcripts. */
export function shortenPaths(text: string): string {
  return [kernelFolder, fixtures, modelKernelFolder, examples].reduce((shorter, folder) => shorter.replaceAll(`${folder}/`, ''), text);
}
