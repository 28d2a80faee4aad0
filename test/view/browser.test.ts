// The view in a real browser, without VS Code: keys, messages, what is kept.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { barriers } from './accessibility.mts';
import { corrupting, crowded, freed, history, pinned, waiting } from './fixtures';
import { openView, post, posted, show } from './page.mts';

const isLeftOut = findChromium() === undefined && !process.env.CI;

describe.skipIf(isLeftOut)('in a browser', { timeout: 30_000 }, () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launchChromium(); }, 30_000);
  afterAll(() => browser?.close());

  test('a page that has loaded asks what to draw', async () => {
    const page = await openView(browser);
    expect(await posted(page)).toEqual([{ kind: 'ready' }]);
    await page.getByRole('button', { name: 'Open an example' }).click();
    expect((await posted(page)).at(-1)).toEqual({ kind: 'command', command: 'gallery' });
  });

  test('arrow keys walk through the cells, Enter opens one', async () => {
    const page = await openView(browser, { snapshot: crowded, width: 800 });
    const focused = page.locator('[data-cell]:focus');
    await page.locator('[data-cell]').first().focus();
    for (const [key, name] of [['ArrowRight', 'block 1'], ['ArrowDown', 'block 4'], ['ArrowLeft', 'block 3'], ['Home', 'block 0']] as const) {
      await page.keyboard.press(key);
      expect(await focused.getAttribute('aria-label')).toMatch(`${name}:`);
    }
    await page.keyboard.press('Enter');
    expect(await focused.getAttribute('aria-expanded')).toBe('true');
    await page.getByText('2 pins').or(page.getByText('Pinned by')).first().waitFor();
  });

  test('the focus stays where it is when the next stop is drawn', async () => {
    const page = await openView(browser, { snapshot: pinned });
    await page.locator('[data-id="pmem0 block 1"] [data-cell]').focus();
    await show(page, corrupting);
    expect(await page.locator('[data-cell]:focus').getAttribute('aria-label')).toMatch('block 1: page 1 of other');
  });

  test('the buttons and the slider move time, one question at a time', async () => {
    const page = await openView(browser, { snapshot: pinned });
    await page.getByRole('button', { name: 'One event back' }).click();
    await page.getByRole('slider').fill('3');
    const goto = async () => (await posted(page)).filter(({ kind }) => kind === 'goto');
    expect(await goto()).toEqual([{ kind: 'goto', position: 13 }]);
    await show(page, { ...pinned, position: 13 });
    await expect.poll(goto).toEqual([{ kind: 'goto', position: 13 }, { kind: 'goto', position: 3 }]);
  });

  test('a reload draws what was drawn, with the same cell open', async () => {
    const page = await openView(browser, { snapshot: pinned });
    await page.locator('[data-id="pmem0 block 1"] .chip.pin').click();
    await page.locator('[aria-expanded=true]').waitFor();
    const saved = await page.evaluate('window.saved');
    const again = await openView(browser, { saved });
    expect(await again.locator('[aria-expanded=true]').getAttribute('aria-label')).toMatch('block 1');
    await post(again, { kind: 'ended' });
    await again.getByText('Which file owns which block').waitFor();
  });

  test('an event is a link; its stop of the tab key is in the cell that has the focus', async () => {
    const page = await openView(browser, { snapshot: corrupting });
    await page.locator('[data-id="pmem0 block 1"] [data-cell]').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'event 40', exact: true }).click();
    const positions = (await posted(page)).flatMap((message) => (message.kind === 'goto' ? message.position : []));
    expect(positions).toEqual([47, 40, 40]);
    expect(await page.locator('[aria-expanded=true]').count()).toBe(0);
  });

  test('an open cell tells its past, each event a link, and asks anew at the next stop', async () => {
    const page = await openView(browser, { snapshot: pinned });
    const asked = async () => (await posted(page)).filter(({ kind }) => kind === 'who');
    await page.locator('[data-id="pmem0 block 1"] [data-cell]').press('Enter');
    await expect.poll(asked).toEqual([{ kind: 'who', expression: 'block 1' }]);
    await show(page, corrupting);
    await expect.poll(asked).toHaveLength(2);
    await post(page, { kind: 'history', history });
    const past = page.getByRole('list', { name: 'What has happened to it' }).locator('li');
    await expect.poll(() => past.allInnerTexts()).toEqual([
      'event 14 reader pinned it for reader pin page 1', 'event 40 truncator took it from victim free block 1',
      'event 47 writer gave it to other as page 1 give other one of {block 1}', 'event 52 nvme0 wrote its data writes word 1 of page 1',
    ]);
    await past.first().getByRole('button').click();
    expect((await posted(page)).findLast(({ kind }) => kind === 'goto')).toEqual({ kind: 'goto', position: 14 });
    await post(page, { kind: 'history', history: { ...history, events: [], lookedFrom: 30 } });
    await expect.poll(() => past.allInnerTexts()).toEqual(['What happened before event 31 may not be here: there are too many events.']);
  });

  test('break when it changes, from the cell; the list takes it back', async () => {
    const page = await openView(browser, { snapshot: corrupting });
    await page.locator('[data-id="pmem0 block 1"] [data-cell]').press('Enter');
    const owner = page.getByRole('button', { name: 'owner', exact: true });
    expect(await owner.getAttribute('aria-pressed')).toBe('false');
    await owner.press('Enter');
    const asked = async () => (await posted(page)).filter(({ kind }) => kind === 'breakOnChange');
    expect(await asked()).toEqual([{ kind: 'breakOnChange', expression: 'block 1.owner', enabled: true }]);
    await show(page, { ...corrupting, breakpoints: ['block 1.owner'] });
    await page.locator('[aria-pressed=true]').getByText('owner').waitFor();
    expect(await barriers(page.locator('html'))).toEqual([]);
    await page.getByRole('button', { name: 'Do not break when block 1.owner changes' }).press('Enter');
    expect((await asked()).at(-1)).toEqual({ kind: 'breakOnChange', expression: 'block 1.owner', enabled: false });
  });

  test('the count in words, where the focus is or the mouse', async () => {
    const page = await openView(browser, { snapshot: pinned });
    const words = page.locator('[data-id="pmem0 block 1"] .count .words');
    expect(await words.isVisible()).toBe(false);
    await page.locator('[data-id="pmem0 block 1"] .count').hover();
    await expect.poll(() => words.isVisible()).toBe(true);
    await page.mouse.move(0, 0);
    await expect.poll(() => words.isVisible()).toBe(false);
    await page.locator('[data-id="pmem0 block 0"] [data-cell]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await words.innerText()).toBe('2 references: 1 of an idle page, 1 pin of reader');
    expect(await words.isVisible()).toBe(true);
  });

  test('the legend opens and closes by keyboard, and is open after a reload', async () => {
    const page = await openView(browser, { snapshot: pinned });
    const help = page.getByRole('button', { name: 'What the signs mean' });
    await help.press('Enter');
    await page.getByText('a device reads from it').waitFor();
    const again = await openView(browser, { saved: await page.evaluate('window.saved') });
    await again.getByText('a device reads from it').waitFor();
    await again.getByRole('button', { name: 'What the signs mean' }).press(' ');
    expect(await again.getByText('a device reads from it').count()).toBe(0);
  });

  test('where there is room, files and locks stand beside the blocks', async () => {
    const boxes = async (width: number) => {
      const page = await openView(browser, { snapshot: waiting, width });
      const [blocks, files] = await Promise.all(['.groups', '.aside'].map((part) => page.locator(part).boundingBox()));
      await page.close();
      return [blocks!, files!] as const;
    };
    const [blocks, files] = await boxes(1200);
    expect(files.x).toBeGreaterThan(blocks.x + blocks.width);
    expect(files.y).toBeCloseTo(blocks.y, 0);
    const [above, below] = await boxes(300);
    expect(below.y).toBeGreaterThan(above.y + above.height);
  });

  test.each([['a side bar', 300, 420], ['the panel', 410, 262], ['the panel of a narrow window', 297, 232]])('in %s, what went wrong and the block that it is about are seen together', async (_, width, height) => {
    const page = await openView(browser, { snapshot: waiting, width });
    await page.setViewportSize({ width, height });
    await page.evaluate('document.scrollingElement.scrollTo(0, 1000)');
    await show(page, freed);
    const boxes = await Promise.all(['.headline', '.cell.danger'].map((part) => page.locator(part).boundingBox()));
    for (const box of boxes) expect(box!.y).toBeGreaterThan(0);
    for (const box of boxes) expect(box!.y + box!.height).toBeLessThan(height);
  });

  test('a low panel says in a few words what went wrong, and all of it to those who come to it; the block in danger comes before others', async () => {
    const page = await openView(browser, { snapshot: freed, width: 297, height: 232 });
    const [short, full] = [page.locator('.headline .short'), page.locator('.headline .full')];
    expect(await short.isVisible()).toBe(true);
    expect(await short.innerText()).toBe('truncator should have waited for reader to unpin page 1');
    expect(await full.evaluate(({ clientWidth }) => clientWidth)).toBe(1);
    const [danger, first] = await Promise.all(['.cell.danger', '[data-id="pmem0 block 0"]'].map((part) => page.locator(part).boundingBox()));
    expect(danger!.y).toBeLessThan(first!.y);
    await page.locator('.headline summary').click();
    expect(await short.isVisible()).toBe(false);
    expect((await full.boundingBox())!.width).toBeGreaterThan(100);
  });

  test('where the system chooses the colours, danger and links can still be seen', async () => {
    const page = await openView(browser, { snapshot: corrupting });
    await page.emulateMedia({ forcedColors: 'active' });
    const border = (part: string) => page.locator(part).first().evaluate((element) => getComputedStyle(element).borderTopStyle);
    expect(await border('.cell.danger')).toBe('double');
    expect(await border('.cell.free')).toBe('dotted');
  });

  test('nothing overflows in a narrow side bar', async () => {
    for (const snapshot of [waiting, corrupting, crowded]) {
      const page = await openView(browser, { snapshot, width: 220 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(220);
      await page.close();
    }
  });

  test('nothing moves for those who do not want it', async () => {
    const page = await openView(browser, { snapshot: corrupting });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });
});
