// The command line as it is shipped, bundled from the sources as they are: no test depends on a build that may be
// missing, old or under way.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandLine, programs } from '../../scripts/bundles.mts';
import { packageKernel } from '../../src/language/packaged-kernel';
import { kernelFolder, modelKernel } from './model-kernel';

/** The path of `dist/cli.js` in a folder of its own, with the model kernel beside it. */
export async function bundledCli(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
  const cli = join(folder, 'dist', 'cli.js');
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'dist', 'kernel.jsonl'), packageKernel(modelKernel()));
  symlinkSync(kernelFolder, join(folder, 'src', 'kernel'), 'junction');
  await bundleCli(join(folder, 'dist'));
  return cli;
}

/** Writes `cli.js`, the program of its threads and what they share, without the kernel. */
export async function bundleCli(folder: string): Promise<void> {
  await build(programs(commandLine, folder));
}
