// `npx node bench/families.mts [every]` (after `npm run build`): the generated scenarios on the newest kernel, or one of `every`.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';
import type { Options } from './families.ts';

const outfile = join(root, '.cache', 'bench', 'families.mjs');
await build({
  entryPoints: [join(root, 'bench', 'families.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
});
const { default: run } = await import(pathToFileURL(outfile).href) as { default: (options: Options) => void };
run({ root, every: Number(process.argv[2] ?? 1) });
