import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { root } from '../../scripts/vscode/paths.mts';

const here = import.meta.dirname;
const out = join(root, '.cache', 'vscode-tests');

/** What runs inside the extension host, in the form that its `require` takes. */
const common: BuildOptions = {
  bundle: true, platform: 'node', target: 'node20', format: 'cjs', sourcemap: 'inline', logLevel: 'warning',
  outExtension: { '.js': '.cjs' }, external: ['vscode', 'mocha'],
};

/** Bundles the suite and returns the module whose `run` VS Code calls. */
export async function bundleSuite(): Promise<string> {
  const folder = join(here, 'suite');
  const files = (await readdir(folder)).filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  const outdir = join(out, 'suite');
  await rm(outdir, { recursive: true, force: true });
  await build({ ...common, entryPoints: files.map((name) => join(folder, name)), outdir });
  return join(outdir, 'index.cjs');
}

/** Bundles the companion and returns its folder, an unpacked extension. */
export async function bundleCompanion(): Promise<string> {
  const folder = join(here, 'companion');
  const outdir = join(out, 'companion');
  await build({ ...common, entryPoints: [join(folder, 'main.ts')], outdir });
  await copyFile(join(folder, 'package.json'), join(outdir, 'package.json'));
  return outdir;
}
