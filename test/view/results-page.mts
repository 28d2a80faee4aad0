import type { Browser, Page } from 'playwright-core';
import type { FromResults, ToResults } from '../../src/view/messages/results.ts';
import type { Found } from './results-fixtures.ts';
import { openPage, type PageOptions } from './web-view-page.mts';

/** The verdicts in a page of their own. What cell the page looks at is answered as the extension would. */
export async function openResults(browser: Browser, found: Found, options: PageOptions = {}): Promise<Page> {
  const page = await openPage(browser, 'results', 'DAX verdicts', { width: 1100, height: 400, ...options });
  await page.exposeFunction('detailOf', found.detail);
  await page.evaluate(() => {
    const { posted, detailOf } = window as unknown as { posted: FromResults[]; detailOf(program: string, kernel: string): Promise<unknown> };
    const push = posted.push.bind(posted);
    posted.push = (...messages: FromResults[]) => {
      for (const message of messages) {
        if (message.kind === 'select') void detailOf(message.program, message.kernel).then((detail) => window.postMessage({ kind: 'detail', detail }));
      }
      return push(...messages);
    };
  });
  await post(page, { kind: 'results', results: found.results });
  await page.locator('main').waitFor();
  return page;
}

export async function post(page: Page, message: ToResults): Promise<void> {
  await page.evaluate((data) => window.postMessage(data), message);
}

/** What the page has posted since it was opened. */
export function posted(page: Page): Promise<FromResults[]> {
  return page.evaluate('window.posted');
}
