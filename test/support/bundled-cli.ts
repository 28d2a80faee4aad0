// The command line as it is shipped, bundled from the sources as they are: no test depends on a build that may be
// missing, old or under way.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { kernelFolder, modelKernel } from './model-kernel';

const source = fileURLToPath(new URL('../../src/cli', import.meta.url));

/** The path of `dist/cli.js` in a folder of its own, with the model kernel beside it. */
export async function bundledCli(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
  const cli = join(folder, 'dist', 'cli.js');
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'dist', 'kernel.json'), JSON.stringify(modelKernel()));
  symlinkSync(kernelFolder, join(folder, 'src', 'kernel'), 'junction');
  await bundleCli(join(folder, 'dist'));
  return cli;
}

/** Writes `cli.js` and the program of its threads, without the kernel. */
export async function bundleCli(folder: string): Promise<void> {
  const common = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' } as const;
  await Promise.all([
    build({ ...common, entryPoints: [join(source, 'main.ts')], outfile: join(folder, 'cli.js') }),
    build({ ...common, entryPoints: [join(source, 'search-thread.ts')], outfile: join(folder, 'search-thread.cjs') }),
  ]);
}
