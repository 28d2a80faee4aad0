// What `npm run build` and `npm run watch` write to dist/, as esbuild takes it. Tests that need the command line as it is
// shipped bundle it the same way.
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { commonJs } from './common-js.mts';
import { modelKernel } from './model-kernel.mts';
import { pageParts } from './page.mts';
import { root } from './vscode/paths.mts';
import { webView, webViews } from './web-views.mts';

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
export const commandLine = { cli: 'src/cli/main.ts', 'search-thread': 'src/cli/search/search-thread.ts' };

export const allPrograms = { ...commandLine, extension: 'src/extension/extension.ts', 'language-server': 'src/extension/language/language-server.ts', 'live-worker': 'src/extension/live/live-worker.ts' };

export interface Bundle {
  /** What messages call it. */
  readonly name: string;
  readonly options: BuildOptions;
}

/** Everything; for development with names kept and source maps. */
export function allBundles(isDevelopment: boolean): Bundle[] {
  const outdir = 'dist';
  const bundles: Record<string, BuildOptions> = {
    'model kernel': { ...common, entryPoints: [{ in: 'model-kernel', out: 'kernel' }], plugins: [modelKernel], outdir },
    programs: programs(allPrograms, outdir),
  };
  for (const view of webViews) {
    const { script, style } = webView(view);
    bundles[`${view} view`] = { ...common, ...script, outfile: join(outdir, `${view}.js`) };
    bundles[`style sheets of the ${view} view`] = { ...common, ...style, outfile: join(outdir, `${view}.css`) };
  }
  for (const [file, part] of Object.entries(pageParts)) bundles[`page: ${file}`] = { ...common, ...part, outfile: join(outdir, file) };
  return Object.entries(bundles).map(([name, options]) =>
    ({ name, options: isDevelopment ? { ...options, minify: false, sourcemap: 'inline' } : options }));
}
