// What `npm run build` and `npm run watch` write to dist/, as esbuild takes it. Tests that need the command line as it is
// shipped bundle it the same way.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { commonJs } from './common-js.mts';
import { modelKernel } from './model-kernel.mts';
import { root } from './vscode/paths.mts';

const common = { absWorkingDir: root, bundle: true, minify: true, logLevel: 'warning' } satisfies BuildOptions;

/**
 * What runs on Node. The programs share chunks, all in one folder, and what a program imports only when it is asked for is a
 * chunk of its own: V8 reads all of a file before it runs any of it.
 */
export function programs(entryPoints: Record<string, string>, outdir: string): BuildOptions {
  return {
    ...common, platform: 'node', target: 'node20', format: 'esm', splitting: true, external: ['vscode'], entryPoints, outdir,
    plugins: [commonJs()],
  };
}

/** The command line and the thread that searches for it. */
export const commandLine = { cli: 'src/cli/main.ts', 'search-thread': 'src/cli/search-thread.ts' };

export const allPrograms = { ...commandLine, extension: 'src/extension/extension.ts', 'language-server': 'src/extension/language-server.ts' };

export interface Bundle {
  /** What messages call it. */
  readonly name: string;
  readonly options: BuildOptions;
}

/** Everything; for development with names kept and source maps. */
export function allBundles(isDevelopment: boolean): Bundle[] {
  const outdir = 'dist';
  const view = { ...common, platform: 'browser', target: 'es2022' } satisfies BuildOptions;
  const sheets = { contents: styles('src/view/ownership'), loader: 'css', resolveDir: 'src/view/ownership' } as const;
  const bundles: Record<string, BuildOptions> = {
    'model kernel': { ...common, entryPoints: [{ in: 'model-kernel', out: 'kernel' }], plugins: [modelKernel], outdir },
    programs: programs(allPrograms, outdir),
    view: { ...view, entryPoints: ['src/view/ownership/main.ts'], format: 'iife', outfile: join(outdir, 'view.js') },
    'style sheets of the view': { ...view, stdin: sheets, outfile: join(outdir, 'view.css') },
  };
  return Object.entries(bundles).map(([name, options]) =>
    ({ name, options: isDevelopment ? { ...options, minify: false, sourcemap: 'inline' } : options }));
}

/** The style sheets of the view, one after the other in the order of their names. */
function styles(folder: string): string {
  const sheets = readdirSync(join(root, folder)).filter((name) => name.endsWith('.css')).sort();
  return sheets.map((name) => `@import './${name}';`).join('\n');
}
