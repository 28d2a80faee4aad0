// `npm run build`: everything that runs, in dist/. `node scripts/build.mjs --dev` keeps names and adds source maps.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { allBundles } from './bundles.mts';
import { thirdPartyNotices } from './licences.mts';
import { root } from './vscode/paths.mts';

await rm(join(root, 'dist'), { recursive: true, force: true });
try {
  const results = await Promise.all(allBundles(process.argv.includes('--dev')).map(({ options }) => build({ ...options, metafile: true })));
  await writeFile(join(root, 'dist', 'ThirdPartyNotices.txt'), await thirdPartyNotices(results.map(({ metafile }) => metafile)));
} catch (error) {
  // esbuild has said why.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
