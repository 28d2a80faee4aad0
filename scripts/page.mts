// The page of `daxscn export --to html` as esbuild takes it. `src/cli/export/export-html.ts` puts these parts and a scenario together.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { root } from './vscode/paths.mts';

const folder = join(root, 'src', 'page');
const options = { bundle: true, platform: 'browser', target: 'es2022', logLevel: 'warning' } satisfies BuildOptions;

interface Contributed { readonly id: string; readonly defaults: Readonly<Record<'light' | 'dark' | 'highContrast' | 'highContrastLight', string>> }

/** By the name of the file in dist/. */
export const pageParts: Readonly<Record<string, BuildOptions>> = {
  'page.js': { ...options, entryPoints: [join(folder, 'main.tsx')], format: 'iife', globalName: 'page', jsx: 'automatic', jsxImportSource: 'preact' },
  'page-boot.js': { ...options, entryPoints: [join(folder, 'boot.ts')], format: 'iife' },
  'page.css': { ...options, stdin: { contents: pageStyle(), loader: 'css', resolveDir: join(root, 'src') } },
};

/** The sheets of the page and those that all views share, and the colours that the extension contributes. */
function pageStyle(): string {
  const sheets = ['view/common', 'page'].flatMap((from) =>
    readdirSync(join(root, 'src', from)).filter((file) => file.endsWith('.css')).sort().map((file) => `@import './${from}/${file}';`));
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { contributes: { colors: readonly Contributed[] } };
  const colours = (theme: keyof Contributed['defaults']) =>
    `:root { ${contributes.colors.map(({ id, defaults }) => `--vscode-${id.replace('.', '-')}: ${defaults[theme]};`).join(' ')} }`;
  return [
    ...sheets, colours('light'), `@media (prefers-color-scheme: dark) { ${colours('dark')} }`,
    `@media (prefers-contrast: more) { ${colours('highContrastLight')} }`, `@media (prefers-contrast: more) and (prefers-color-scheme: dark) { ${colours('highContrast')} }`,
  ].join('\n');
}
