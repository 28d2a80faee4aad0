import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { root } from '../../scripts/vscode/paths.mts';
import type { FromView, Snapshot, ToView } from '../../src/view/messages/ownership.ts';
import { themeStyle, type ThemeName } from './themes.ts';

interface Options { theme?: ThemeName; width?: number; snapshot?: Snapshot; stop?: string; saved?: unknown }

let bundle: Promise<{ script: string; style: string }> | undefined;

/** The view in a page of its own. What it posts is in `window.posted`, what it saves in `window.saved`. */
export async function openView(browser: Browser, { theme = 'dark', width = 300, snapshot, stop, saved }: Options = {}): Promise<Page> {
  const { script, style } = await (bundle ??= makeBundle());
  const page = await browser.newPage({ viewport: { width, height: 700 } });
  await page.setContent(`<!DOCTYPE html><html lang="en"><title>Block ownership</title>
    <style>${themeStyle(theme)}</style><style>${style}</style><div id="root"></div></html>`);
  await page.addScriptTag({ content: `
    window.posted = [];
    window.saved = ${JSON.stringify(saved)};
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.posted.push(message),
      getState: () => window.saved,
      setState: (state) => { window.saved = state; },
    });` });
  await page.addScriptTag({ content: script });
  await page.waitForFunction('window.posted.length > 0');
  if (snapshot) await show(page, snapshot, stop);
  return page;
}

export async function show(page: Page, snapshot: Snapshot, stop?: string): Promise<void> {
  await post(page, { kind: 'snapshot', snapshot, ...(stop && { stop }) });
  await page.locator(`main[data-position="${snapshot.position}"]`).waitFor();
}

export async function post(page: Page, message: ToView): Promise<void> {
  await page.evaluate((data) => window.postMessage(data), message);
}

/** What the page has posted since it was opened. */
export function posted(page: Page): Promise<FromView[]> {
  return page.evaluate('window.posted');
}

async function makeBundle(): Promise<{ script: string; style: string }> {
  const folder = join(root, 'src', 'view', 'ownership');
  const sheets = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  const common = { bundle: true, write: false, logLevel: 'warning', platform: 'browser', target: 'es2022' } as const;
  const [script, style] = await Promise.all([
    build({ ...common, entryPoints: [join(folder, 'main.ts')], format: 'iife' }),
    build({ ...common, stdin: { contents: sheets.map((name) => `@import './${name}';`).join('\n'), loader: 'css', resolveDir: folder } }),
  ]);
  return { script: script.outputFiles[0]?.text ?? '', style: style.outputFiles[0]?.text ?? '' };
}
