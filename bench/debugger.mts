// `npx node --expose-gc bench/debugger.mts [events]`: a debug session with a million events, against its limits.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';

const outfile = join(root, '.cache', 'bench', 'long-history.mjs');
await build({
  entryPoints: [join(root, 'bench', 'long-history.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
});
const { default: measure } = await import(pathToFileURL(outfile).href) as { default: (kernelFolder: string) => Promise<void> };
await measure(join(root, 'src', 'kernel'));
