// The web views as esbuild takes them, for the build and for tests that open them in a page of their own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { root } from './vscode/paths.mts';

/** Each is a folder in `src/view`. */
export const webViews = ['ownership', 'timeline', 'compare', 'results'] as const;
export type WebViewName = (typeof webViews)[number];

/** Its script, and its style sheets: those that all share, then its own, each in the order of their names. */
export function webView(name: WebViewName): { script: BuildOptions; style: BuildOptions } {
  const options = { bundle: true, platform: 'browser', target: 'es2022', logLevel: 'warning' } satisfies BuildOptions;
  const sheets = ['common', name].flatMap((folder) =>
    readdirSync(join(root, 'src', 'view', folder)).filter((file) => file.endsWith('.css')).sort().map((file) => `@import './${folder}/${file}';`));
  return {
    script: { ...options, entryPoints: [join(root, 'src', 'view', name, 'main.ts')], format: 'iife' },
    style: { ...options, stdin: { contents: sheets.join('\n'), loader: 'css', resolveDir: join(root, 'src', 'view') } },
  };
}
