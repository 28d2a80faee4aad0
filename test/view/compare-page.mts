import type { Browser, Page } from 'playwright-core';
import type { Comparison, FromCompare, SideName, ToCompare } from '../../src/view/messages/compare.ts';
import { openPage, type PageOptions } from './web-view-page.mts';

interface Options extends PageOptions { readonly comparison?: Comparison; readonly at?: { readonly side: SideName; readonly position: number } }

/** The compare view in a page of its own. */
export async function openCompare(browser: Browser, { comparison, at, ...options }: Options = {}): Promise<Page> {
  const page = await openPage(browser, 'compare', 'Compare', { width: 900, height: 700, ...options });
  if (comparison) {
    await post(page, { kind: 'comparison', comparison });
    await page.locator('[role=grid]').waitFor();
  }
  if (at) await stop(page, at.side, at.position);
  return page;
}

export async function post(page: Page, message: ToCompare): Promise<void> {
  await page.evaluate((data) => window.postMessage(data), message);
}

/** The debugger stops there. */
export async function stop(page: Page, side: SideName, position: number): Promise<void> {
  await post(page, { kind: 'at', side, position });
  await page.locator(`main[data-side="${side}"][data-position="${position}"]`).waitFor();
}

/** What the page has posted since it was opened. */
export function posted(page: Page): Promise<FromCompare[]> {
  return page.evaluate('window.posted');
}
