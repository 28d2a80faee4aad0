// Checks the model kernel and writes it as JSON, so that nobody has to parse it at start-up.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { checkKernel } from '../src/language/check';
import { formatDiagnostic } from '../src/language/diagnostics';
import { readKernelSources } from '../src/node/kernel-files';

/** Writes dist/kernel.json. The packaged kernel is free of errors and of warnings. */
export default async function buildKernel(root: string): Promise<void> {
  const sources = readKernelSources(join(root, 'src', 'kernel'));
  const { tree, diagnostics } = checkKernel(sources);
  for (const diagnostic of diagnostics) {
    process.stderr.write(`${formatDiagnostic({ ...diagnostic, source: `src/kernel/${diagnostic.source}` })}\n`);
  }
  if (diagnostics.length) throw new Error(`the model kernel has ${diagnostics.length} problems`);
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'dist', 'kernel.json'), JSON.stringify(tree));
}
