// The ownership view in the four kinds of themes, checked by axe: names, roles, and contrast of all that is written.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { barriers } from './accessibility.mts';
import { corrupting, crowded, freed, history, orphaned, pinned, waiting } from './fixtures';
import { openView, post, show } from './page.mts';
import { themeNames } from './themes';

const isLeftOut = findChromium() === undefined && !process.env.CI;

describe.skipIf(isLeftOut)('without barriers', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launchChromium(); }, 30_000);
  afterAll(() => browser?.close());

  test.each(themeNames)('every moment: %s', async (theme) => {
    const page = await openView(browser, { theme });
    expect(await barriers(page.locator('html'))).toEqual([]);
    for (const snapshot of [pinned, waiting, freed, corrupting, orphaned, crowded]) {
      await show(page, snapshot, 'layout retry 2');
      expect(await barriers(page.locator('html')), `event ${snapshot.position}`).toEqual([]);
    }
    await page.close();
  });

  test.each(themeNames)('what is opened, with room: %s', async (theme) => {
    const page = await openView(browser, { theme, width: 900, snapshot: corrupting });
    await page.locator('[data-id="pmem0 block 1"] [data-cell]').press('Enter');
    await page.locator('[aria-expanded=true]').waitFor();
    await post(page, { kind: 'history', history });
    await page.getByText('took it from victim').waitFor();
    expect(await barriers(page.locator('html'))).toEqual([]);
    const help = page.getByRole('button', { name: 'What the signs mean' });
    await help.click();
    expect(await barriers(page.locator('html'))).toEqual([]);
    await help.click();
    await show(page, freed);
    await page.getByText('More').click();
    expect(await barriers(page.locator('html'))).toEqual([]);
    await page.close();
  });

  test.each(themeNames)('in a low panel: %s', async (theme) => {
    const page = await openView(browser, { theme, width: 297, height: 232 });
    for (const snapshot of [freed, corrupting]) {
      await show(page, snapshot, 'no_free_under_pin');
      // What is out of sight stands under the head while it is looked at.
      const found = (await barriers(page.locator('html'))).filter((barrier) => !barrier.includes('overlapped by another element'));
      expect(found, `event ${snapshot.position}`).toEqual([]);
    }
    await page.close();
  });

  test('text that is too pale, or on a pattern, and what has no name are found', async () => {
    const page = await openView(browser, { snapshot: freed });
    await page.addStyleTag({ content: '.owners.change { color: #555; } .files li > b { background: repeating-linear-gradient(#000 0 2px, #fff 2px 4px); }' });
    await page.locator('[aria-label="One event back"]').evaluate((button) => { button.removeAttribute('aria-label'); button.removeAttribute('title'); });
    const found = await barriers(page.locator('html'));
    expect(found).toEqual([
      expect.stringMatching(/^button-name \(critical\) at \.tool.*: Element does not have inner text/),
      ...['(owners|change)', 'named'].map((part) => expect.stringMatching(new RegExp(`^color-contrast \\(serious\\) at \\.${part}: Element has insufficient color contrast of \\d`)) as unknown),
      ...[1, 2].map(() => expect.stringMatching(/^color-contrast \(serious\) at .*b: .* background gradient/) as unknown),
    ]);
  });
});
