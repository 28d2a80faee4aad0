// The verdicts in a real browser, without VS Code: keys, pointer, messages, what everybody can use.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { barriers } from './accessibility.mts';
import { cancelled, nothing, over, program, running } from './results-fixtures';
import { openResults, post, posted } from './results-page.mts';
import { themeNames } from './themes';

const isLeftOut = findChromium() === undefined && !process.env.CI;

const race = program('01-truncate-vs-direct-read');
const cell = (page: Page, kernel: string, of = race) => page.locator(`[data-cell="${of} ${kernel}"]`);
const last = async (page: Page) => (await posted(page)).at(-1);
const focused = (page: Page) => page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.querySelector(".unseen").textContent');
const selected = (page: Page) => page.locator('[aria-selected=true]').getAttribute('data-cell');

describe.skipIf(isLeftOut)('in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launchChromium(); }, 30_000);
  afterAll(() => browser?.close());

  test('before anything was checked it says what it is for, and asks what to check', async () => {
    const page = await openResults(browser, nothing);
    await page.getByRole('button', { name: 'Check …' }).click();
    expect(await posted(page)).toEqual([{ kind: 'ready' }, { kind: 'check' }]);
  });

  test('it is a grid, whose columns are the versions between which a verdict changes', async () => {
    const page = await openResults(browser, over);
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Scenario', 'v4.15 – v4.17', 'v4.18', 'v4.19 – v5.3', 'v5.4 – v6.1', 'v6.2 – v6.14', 'v6.15', 'v6.16 – v7.3',
    ]);
    expect(await page.getByRole('row').nth(1).getByRole('gridcell').evaluateAll((cells) => cells.map((each) => each.getAttribute('aria-label')))).toEqual([
      'v4.15 – v4.17: violates dma_lands_at_home, as expected', ...['v4.18', 'v4.19 – v5.3', 'v5.4 – v6.1', 'v6.2 – v6.14', 'v6.15', 'v6.16 – v7.3'].map((range) => `${range}: holds, as expected`),
    ]);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^6 scenarios on 26 versions: \d+ hold, \d+ go wrong, \d+ are unknown, \d+ not as expected$/);
    await page.getByRole('button', { name: 'Every version' }).click();
    expect(await page.getByRole('columnheader').count()).toBe(27);
  });

  test('a cell lies where its version is, and a verdict is written once for versions beside each other', async () => {
    const page = await openResults(browser, over);
    // At one moment: the columns move when the detail opens beside them.
    const [heads, cells] = await page.getByRole('grid').evaluate((grid) => [[...grid.querySelectorAll('[role=columnheader]')].slice(1), [...grid.querySelectorAll('[role=row]')[1]!.querySelectorAll('[role=gridcell]')]]
      .map((all) => all.map((each) => Math.round(each.getBoundingClientRect().x))));
    expect(cells!.length).toBeGreaterThan(1);
    cells!.forEach((x, at) => expect(Math.abs(x - heads![at]!), `column ${at}`).toBeLessThan(4));
    expect(await page.getByRole('row').nth(1).locator('.word').allInnerTexts()).toEqual(['violates dma_lands_at_home', 'holds']);
  });

  test('who has selected nothing sees what is not as expected, and an edit since is said', async () => {
    const page = await openResults(browser, over);
    await expect.poll(() => selected(page)).toBe(`${program('07-mapped-again')} v6.15`);
    await cell(page, 'v4.15', program('03-two-pinned-pages')).click();
    await expect.poll(() => page.locator('.stale').innerText()).toContain('before the edit of 03-two-pinned-pages.daxscn');
    await page.getByRole('button', { name: 'Check again' }).click();
    expect(await last(page)).toEqual({ kind: 'check', program: program('03-two-pinned-pages') });
  });

  test('arrows move, Enter debugs at the violation, C compares', async () => {
    const page = await openResults(browser, over);
    await cell(page, 'v4.15').click();
    await expect.poll(() => page.locator('.detail .verdict').first().innerText()).toContain('violates dma_lands_at_home');
    await page.keyboard.press('Enter');
    expect(await last(page)).toEqual({ kind: 'debug', program: race, kernel: 'v4.15', schedule: 'a24b17fc5d2', events: 49 });
    await page.keyboard.press('c');
    expect(await last(page)).toMatchObject({ kind: 'compare', program: race, offer: { left: { kernel: 'v4.15', schedule: 'a24b17fc5d2' }, right: { title: 'nearest passing run', schedule: 'a24b15c12d4e2a2b6f' } } });
    for (const [key, said] of [
      ['ArrowRight', 'v4.18: holds, as expected'], ['ArrowDown', 'v4.18: violates dma_lands_at_home, as expected, before the edit of 03-two-pinned-pages.daxscn'], ['End', 'v6.16 – v7.3: holds'],
      ['Control+ArrowLeft', 'v4.19 – v5.3: holds'], ['Control+Home', 'v4.19 – v5.3: holds, as expected'], ['Home', 'v4.15 – v4.17: violates'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused(page), key).toContain(said);
    }
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.detail .verdict').first().innerText()).toContain('holds');
    await page.keyboard.press('Enter');
    expect(await last(page)).toEqual({ kind: 'debug', program: race, kernel: 'v4.18' });
    await page.keyboard.press('c');
    expect(await last(page)).toMatchObject({ kind: 'compare', offer: { left: { kernel: 'v4.17', schedule: 'a24b17fc5d2' }, right: { kernel: 'v4.18' } } });
    await page.keyboard.press('o');
    expect(await last(page)).toEqual({ kind: 'open', program: race });
  });

  test('the detail has the answer first, other counterexamples and outcomes, each with what can be done', async () => {
    const page = await openResults(browser, over, { saved: { current: { program: race, kernel: 'v4.17' }, showsAll: true } });
    const detail = page.getByRole('region', { name: '01-truncate-vs-direct-read on v4.17' });
    await detail.waitFor();
    expect(await detail.getByRole('heading').allInnerTexts()).toEqual(['v4.17 01-truncate-vs-direct-read and alike on v4.15', '1 other way in which it goes wrong', '2 outcomes']);
    expect(await detail.innerText()).toContain('11,961 states · 23,411 transitions · 0.51 s · complete · 49 events to there');
    await detail.getByRole('button', { name: 'Compare with v4.18' }).first().click();
    expect(await last(page)).toMatchObject({ kind: 'compare', kernel: 'v4.17', offer: { right: { kernel: 'v4.18', title: 'v4.18' } } });
    await detail.getByRole('listitem').first().getByRole('button', { name: 'Debug' }).click();
    expect(await last(page)).toEqual({ kind: 'debug', program: race, kernel: 'v4.17', schedule: 'a22b16', events: 38 });
    await detail.getByRole('listitem').nth(1).getByRole('button', { name: 'Compare with counterexample' }).click();
    expect(await last(page)).toMatchObject({ kind: 'compare', offer: { left: { schedule: 'a24b17fc5d2' }, right: { schedule: 'c12b16fa14' } } });
  });

  test('while it runs each version has its column, there is no verdict yet where none is known, and it can be cancelled', async () => {
    const page = await openResults(browser, running);
    expect(await page.getByRole('columnheader').count()).toBe(27);
    const second = page.getByRole('row').nth(2);
    expect(await second.locator('.word').allInnerTexts()).toEqual(['violates dma_lands_at_home', 'running', 'waiting']);
    expect(await page.locator('.head').innerText()).toContain('29 of 156 done, 120,000 states at the moment');
    expect(await page.locator('[aria-live]').innerText()).toBe('Checking 6 scenarios');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await last(page)).toEqual({ kind: 'cancel' });
    await post(page, { kind: 'results', results: cancelled.results });
    await expect.poll(() => page.locator('.head .note').innerText()).toBe('cancelled: 130 of 156 were not checked to the end');
    expect(await second.locator('.word').allInnerTexts()).toEqual(['unknown: cancelled', 'cancelled']);
  });

  test('a narrow page has a list by scenario, with the same keys', async () => {
    const page = await openResults(browser, over, { width: 320, height: 900 });
    await page.locator('[aria-selected=true]').waitFor();
    await cell(page, 'v4.15').click();
    expect(await page.locator('.line').first().locator('.versions, .word').allInnerTexts()).toEqual(['v4.15 – v4.17', 'violates dma_lands_at_home']);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('v4.18 – v7.3: holds, as expected');
    await page.keyboard.press('ArrowDown');
    expect(await selected(page)).toBe(`${program('03-two-pinned-pages')} v4.15`);
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('.detail .verdict').first().innerText()).toContain('violates dma_lands_at_home');
    await page.keyboard.press('Enter');
    expect(await last(page)).toMatchObject({ kind: 'debug', kernel: 'v4.15', schedule: 'a24b17fc5d2' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.setViewportSize({ width: 900, height: 500 });
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(8);
  });

  test.each(themeNames)('without barriers: %s', async (theme) => {
    for (const [found, width] of [[nothing, 1100], [running, 1100], [cancelled, 1100], [over, 1100], [over, 320]] as const) {
      const page = await openResults(browser, found, { theme, width, height: 900 });
      if (found !== nothing) {
        await page.getByRole('button', { name: 'Marks and keys' }).click();
        if (found !== running) await page.locator('.detail').waitFor();
      }
      if (found === over) {
        await cell(page, 'v4.15').click();
        await page.getByText('More', { exact: true }).first().click();
      }
      expect(await barriers(page.locator('html')), `${width}`).toEqual([]);
      await page.close();
    }
  });
});
