// `npx node bench/live.mts` (after `npm run build`): from an edit to the verdict that VS Code shows.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';

const outfile = join(root, '.cache', 'bench', 'live.mjs');
await build({ entryPoints: [join(root, 'bench', 'live.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' });
const { default: measure } = await import(pathToFileURL(outfile).href) as { default: (root: string) => Promise<void> };
await measure(root);
