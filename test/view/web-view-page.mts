// A web view in a page of its own, without VS Code.
import { build, type BuildOptions } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { webView, type WebViewName } from '../../scripts/web-views.mts';
import { themeStyle, type ThemeName } from './themes.ts';

export interface PageOptions { readonly theme?: ThemeName; readonly width?: number; readonly height?: number; readonly saved?: unknown; readonly scale?: number; readonly isSecure?: boolean }

const bundles = new Map<WebViewName, Promise<{ script: string; style: string }>>();

/** `isSecure`: it is served as a web view is, so that browsers give it all of their interfaces. What the page posts is in `window.posted`, what it saves in `window.saved`. It has posted that it is ready. */
export async function openPage(browser: Browser, name: WebViewName, title: string, { theme = 'dark', width = 300, height = 700, saved, scale = 1, isSecure = false }: PageOptions = {}): Promise<Page> {
  const made = bundles.get(name) ?? bundle(name);
  bundles.set(name, made);
  const { script, style } = await made;
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  if (isSecure) {
    await page.route('https://view.test/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('https://view.test/');
  }
  await page.setContent(`<!DOCTYPE html><html lang="en"><title>${title}</title>
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
  return page;
}

async function bundle(name: WebViewName): Promise<{ script: string; style: string }> {
  const { script, style } = webView(name);
  return { script: await textOf(script), style: await textOf(style) };
}

async function textOf(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, write: false });
  return outputFiles[0]?.text ?? '';
}
