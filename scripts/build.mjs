// `npm run build`: everything that runs, in dist/. `node scripts/build.mjs --dev` keeps names and adds source maps.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './vscode/paths.mts';

const isDev = process.argv.includes('--dev');
const common = { absWorkingDir: root, bundle: true, minify: !isDev, sourcemap: isDev, logLevel: 'warning' };
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'] };
const browser = { ...common, platform: 'browser', target: 'es2022' };

const bundles = [
  { ...node, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.cjs' },
  { ...node, entryPoints: ['src/extension/language-server.ts'], outfile: 'dist/language-server.cjs' },
  // `dap` and `lsp` are files of their own: V8 reads all of a file before it runs any of it, and `check` needs neither.
  {
    ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' },
    external: [...node.external, './dap', './lsp'], supported: { 'dynamic-import': false },
  },
  { ...node, entryPoints: ['src/cli/dap.ts', 'src/cli/lsp.ts'], outdir: 'dist' },
  { ...node, entryPoints: ['src/cli/search-thread.ts'], outfile: 'dist/search-thread.cjs' },
  { ...browser, entryPoints: ['src/view/ui/main.ts'], outfile: 'dist/view.js', format: 'iife' },
];

await rm(join(root, 'dist'), { recursive: true, force: true });
await buildKernel('scripts/build-kernel.ts');
await Promise.all(bundles.map((options) => build(options)));
await buildStyles('src/view/ui');

/** The packaged model kernel, parsed and checked: the script's default export writes dist/kernel.json. */
async function buildKernel(script) {
  const outfile = join(root, '.cache', 'build-kernel.mjs');
  await build({ ...node, format: 'esm', packages: 'external', minify: false, entryPoints: [script], outfile });
  const { default: run } = await import(pathToFileURL(outfile).href);
  await run(root);
}

/** The style sheets of the view, one after the other in the order of their names. */
async function buildStyles(folder) {
  const sheets = (await readdir(join(root, folder))).filter((name) => name.endsWith('.css')).sort();
  const contents = sheets.map((name) => `@import './${name}';`).join('\n');
  await build({ ...browser, stdin: { contents, loader: 'css', resolveDir: join(root, folder) }, outfile: 'dist/view.css' });
}
