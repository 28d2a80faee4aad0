// The command line as it is shipped, bundled from the sources as they are: no test depends on a build that may be
// missing, old or under way.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { kernelFolder, modelKernel } from './model-kernel';

const entry = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The path of `dist/cli.js` in a folder of its own, with the model kernel beside it. */
export async function bundledCli(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
  const cli = join(folder, 'dist', 'cli.js');
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'dist', 'kernel.json'), JSON.stringify(modelKernel()));
  symlinkSync(kernelFolder, join(folder, 'src', 'kernel'), 'junction');
  await build({ entryPoints: [entry], outfile: cli, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  return cli;
}
