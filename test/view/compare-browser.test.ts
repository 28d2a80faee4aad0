// The compare view in a real browser, without VS Code: keys, pointer, messages, what is kept, what everybody can use.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { barriers } from './accessibility.mts';
import { alike, kernels, long, passing } from './compare-fixtures';
import { openCompare, post, posted, stop } from './compare-page.mts';
import { themeNames } from './themes';

const isLeftOut = findChromium() === undefined && !process.env.CI;

/** What the cell with the focus says. */
const focused = (page: Page) => page.locator(':focus').innerText();
const last = async (page: Page) => (await posted(page)).at(-1);

describe.skipIf(isLeftOut)('in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launchChromium(); }, 30_000);
  afterAll(() => browser?.close());

  test('a page that has loaded asks what to draw, and says why there is nothing', async () => {
    const page = await openCompare(browser);
    expect(await posted(page)).toEqual([{ kind: 'ready' }]);
    await post(page, { kind: 'none', reason: 'No execution was compared.' });
    await page.getByText('No execution was compared.').waitFor();
    await page.getByRole('button', { name: 'Compare…' }).click();
    expect(await last(page)).toEqual({ kind: 'ask' });
  });

  test('the sentence comes first, then how each side ends', async () => {
    const page = await openCompare(browser, { comparison: kernels });
    const text = await page.locator('main').innerText();
    expect(text.indexOf('v4.17 cuts victim')).toBe(0);
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Thread', expect.stringMatching(/v4\.17[^]*violates dma_lands_at_home at event 47/), expect.stringMatching(/v4\.19[^]*holds/),
    ]);
  });

  test('keys go from difference to difference, to the other side and the other place, and debug there', async () => {
    const page = await openCompare(browser, { comparison: passing });
    await page.locator('[data-place][tabindex="0"]').focus();
    for (const [key, said] of [
      ['Home', '34 events alike'], ['n', 'Event 37, truncator'], ['ArrowRight', 'performed as event 40, elsewhere'], ['m', 'Event 40, truncator'], ['m', 'Event 37, truncator'],
      ['ArrowDown', 'Event 38, nvme0'], [']', 'Event 40, reader: fput'], ['p', 'Event 37, truncator'], ['End', 'performed as event 37, elsewhere'], ['ArrowRight', 'Event 40, truncator'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(page), { message: key }).toContain(said);
    }
    await page.keyboard.press('Enter');
    expect(await last(page)).toEqual({ kind: 'debug', side: 'right', position: 40 });
    // Where a side does nothing, it stands where it stood.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await last(page)).toEqual({ kind: 'debug', side: 'left', position: 40 });
  });

  test('with more room nothing is below the lines', async () => {
    const page = await openCompare(browser, { comparison: passing, width: 510, height: 300, at: { side: 'left', position: passing.left.length } });
    const below = () => page.locator('.scroller').evaluate((scroller) => scroller.scrollHeight - Math.max(scroller.clientHeight, scroller.querySelector<HTMLElement>('.grid')!.offsetHeight));
    await page.getByRole('button', { name: /Show what is alike/ }).click();
    await expect.poll(() => page.locator('.moves').count()).toBe(1);
    await page.setViewportSize({ width: 1200, height: 300 });
    await expect.poll(below).toBeLessThanOrEqual(0);
  });

  test('a click debugs, a fold opens', async () => {
    const page = await openCompare(browser, { comparison: kernels });
    await page.locator('.cell.left .text').filter({ hasText: 'take blocks 0 to 1' }).click();
    expect(await last(page)).toEqual({ kind: 'debug', side: 'left', position: 37 });
    await page.getByText('23 events alike').click();
    await page.locator('.cell.left .text').filter({ hasText: 'map victim' }).waitFor();
    expect((await posted(page)).filter(({ kind }) => kind === 'debug')).toHaveLength(1);
    await page.locator('.cell.right').locator('.text').filter({ hasText: 'map victim' }).click();
    expect(await last(page)).toEqual({ kind: 'debug', side: 'right', position: 3 });
  });

  test('each stop is marked on the side that is debugged and beside it, and said', async () => {
    const page = await openCompare(browser, { comparison: kernels, at: { side: 'left', position: 37 } });
    expect(await page.locator('.present.cell').getAttribute('data-side')).toBe('left');
    expect(await page.locator('.counterpart').getAttribute('data-side')).toBe('right');
    expect(await page.locator('[aria-live]').innerText()).toMatch(/^The debugger is at position 37 of v4\.17, left\. Event 37, truncator/);
    await stop(page, 'right', 10);
    expect(await page.locator('.present.cell').innerText()).toContain('Event 10, reader');
    await post(page, { kind: 'away' });
    await page.getByText('the debugger is in neither').waitFor();
    expect(await page.locator('.present').count()).toBe(0);
  });

  test('a page that is shown again has the same cell and the same folds open', async () => {
    const page = await openCompare(browser, { comparison: kernels });
    await page.getByText('23 events alike').click();
    await page.keyboard.press('ArrowDown');
    const before = await focused(page);
    const again = await openCompare(browser, { comparison: kernels, saved: await page.evaluate('window.saved') });
    expect(await again.locator('[data-place][tabindex="0"]').innerText()).toBe(before);
    const other = await openCompare(browser, { comparison: passing, saved: await page.evaluate('window.saved') });
    await other.getByText('34 events alike').waitFor();
  });

  test('without room it is one column, with what is alike once', async () => {
    const page = await openCompare(browser, { comparison: passing, width: 340 });
    const box = async (text: string, side: string) => page.locator(`.cell.${side}`).filter({ hasText: text }).first().boundingBox();
    expect(await box('look for an entry of victim from 1 on', 'right')).toBeNull();
    const [one, other] = [await box('close victim', 'left'), await box('unpin page 0', 'right')];
    expect(other!.y).toBeGreaterThan(one!.y);
    expect(other!.x).toBe(one!.x);
    await page.locator('[data-place][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toContain('Event 35, truncator');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('a long comparison answers a key at once, and says what is left out', async () => {
    const page = await openCompare(browser, { comparison: long });
    await page.getByText('1200 more events are not compared').waitFor();
    await page.locator('[data-place][tabindex="0"]').focus();
    await page.keyboard.press('f');
    await page.locator('.line').nth(2000).waitFor({ state: 'attached' });
    await page.keyboard.press('End');
    await expect.poll(() => focused(page)).toContain('Event 2538');
  });

  test.each(themeNames)('is without barriers: %s', async (theme) => {
    for (const width of [1100, 340]) {
      const page = await openCompare(browser, { theme, width, height: 2400, comparison: kernels, at: { side: 'left', position: 37 } });
      expect(await barriers(page.locator('html')), `${width}`).toEqual([]);
      await page.getByRole('button', { name: 'Marks and keys' }).click();
      for (const comparison of [passing, alike]) {
        await post(page, { kind: 'comparison', comparison });
        await page.getByText(comparison.sentence).waitFor();
        expect(await barriers(page.locator('html')), `${comparison.sentence} ${width}`).toEqual([]);
      }
      await post(page, { kind: 'none', reason: 'The session is over.' });
      await page.getByText('The session is over.').waitFor();
      expect(await barriers(page.locator('html'))).toEqual([]);
      await page.close();
    }
  });
});
