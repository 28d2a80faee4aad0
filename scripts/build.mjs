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
  const results = await Promise.all(allBundles(process.argv.includes('--dev')).map(async ({ name, options }) => ({ name, ...await build({ ...options, metafile: true }) })));
  const notices = async (file, made) => writeFile(join(root, 'dist', file), await thirdPartyNotices(made.map(({ metafile }) => metafile)));
  await notices('ThirdPartyNotices.txt', results);
  // An exported page goes where the other file does not.
  await notices('page-notices.txt', results.filter(({ name }) => name.startsWith('page: ')));
} catch (error) {
  // esbuild has said why.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
