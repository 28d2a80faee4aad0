// `contributes` of package.json, package.nls.json and docs/settings.md, made from src/extension/manifest.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type * as Manifest from '../src/extension/manifest/manifest.ts';
import { root } from './vscode/paths.mts';

/** Writes those that are not as they should be. */
export async function generateManifest(): Promise<void> {
  const outfile = join(root, '.cache', 'manifest.mjs');
  await build({ entryPoints: [join(root, 'src', 'extension', 'manifest', 'manifest.ts')], outfile, bundle: true, platform: 'node', format: 'esm' });
  const { manifestFiles } = await import(pathToFileURL(outfile).href) as typeof Manifest;
  const read = async (name: string): Promise<string> => (existsSync(join(root, name)) ? readFile(join(root, name), 'utf8') : '');
  const made = manifestFiles({ 'package.json': await read('package.json'), 'docs/settings.md': await read('docs/settings.md') });
  for (const [name, text] of Object.entries(made)) if (await read(name) !== text) await writeFile(join(root, name), text);
}
