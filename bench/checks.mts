// `npx node bench/checks.mts [rounds] [every] [--stages]` (after `npm run build`): every example on every modelled version, or on one of `every`, in one
// process. `--stages` says where the time goes.
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';
import type { Options } from './checks.ts';

const [rounds = 3, every = 1] = process.argv.slice(2).filter((arg) => /^\d+$/.test(arg)).map(Number);
const outfile = join(root, '.cache', 'bench', 'checks.mjs');
await build({
  entryPoints: [join(root, 'bench', 'checks.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
});
const { default: measure } = await import(pathToFileURL(outfile).href) as { default: (options: Options) => Promise<void> };
await measure({ root, rounds, every, stages: process.argv.includes('--stages') });
