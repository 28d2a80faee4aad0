import type { Browser, Page } from 'playwright-core';
import type { FromView, Snapshot, ToView } from '../../src/view/messages/ownership.ts';
import { openPage, type PageOptions } from './web-view-page.mts';

interface Options extends PageOptions { snapshot?: Snapshot; stop?: string }

/** The block ownership view in a page of its own. */
export async function openView(browser: Browser, { snapshot, stop, ...options }: Options = {}): Promise<Page> {
  const page = await openPage(browser, 'ownership', 'Block ownership', options);
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
