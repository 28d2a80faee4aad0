// `node bench/passing.mts [FILE …]` (the examples and the museum, if none is named): what the other half of a counterexample costs.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';

const outfile = join(root, '.cache', 'bench', 'passing.mjs');
await build({
  entryPoints: [join(root, 'bench', 'passing.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
});
const { default: measure } = await import(pathToFileURL(outfile).href) as { default: (kernelFolder: string, files: readonly string[]) => void };
const named = process.argv.slice(2);
measure(join(root, 'src', 'kernel'), named.length > 0 ? named : globSync(join(root, 'examples', '**', '*.daxscn')).sort());
