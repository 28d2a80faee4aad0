// `npm run build`: everything that runs, in dist/. `node scripts/build.mjs --dev` keeps names and adds source maps.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { allBundles } from './bundles.mts';
import { root } from './vscode/paths.mts';

await rm(join(root, 'dist'), { recursive: true, force: true });
try {
  await Promise.all(allBundles(process.argv.includes('--dev')).map(({ options }) => build(options)));
} catch {
  // esbuild has said why.
  process.exitCode = 1;
}
