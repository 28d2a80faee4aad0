// The timeline in a real browser, without VS Code: keys, pointer, messages, what is kept, what everybody can use.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { barriers } from './accessibility.mts';
import { crowded, freed, hang, race, waiting } from './timeline-fixtures';
import { openTimeline, post, posted, show } from './timeline-page.mts';
import { themeNames } from './themes';

const isLeftOut = findChromium() === undefined && !process.env.CI;

const announced = (page: Page) => page.locator('[aria-live]').innerText();
const moves = async (page: Page) => (await posted(page)).filter(({ kind }) => kind === 'goto');

/** The pointer goes from left to right along the picture until what is under it says this. */
async function pointAt(page: Page, text: string, from: { x: number; y: number }): Promise<void> {
  const box = (await page.locator('canvas').boundingBox())!;
  for (let x = from.x; x < box.width; x += 6) {
    await page.mouse.move(box.x + x, box.y + from.y);
    if ((await page.locator('.tip').allInnerTexts()).some((tip) => tip.includes(text))) return;
  }
  throw new Error(`Nothing says ${text}.`);
}

/** Where the row of a name is in a wide picture: the names stand on the left. */
async function rowOf(page: Page, name: string): Promise<number> {
  const height = (await page.locator('canvas').boundingBox())!.height;
  for (let y = 40; y < height; y += 6) {
    await page.mouse.move(300, (await page.locator('canvas').boundingBox())!.y + y);
    if ((await page.locator('.tip').allInnerTexts()).some((tip) => tip.includes(name))) return y + 2;
  }
  throw new Error(`There is no row ${name}.`);
}

describe.skipIf(isLeftOut)('in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launchChromium(); }, 30_000);
  afterAll(() => browser?.close());

  test('a page that has loaded asks what to draw', async () => {
    const page = await openTimeline(browser);
    expect(await posted(page)).toEqual([{ kind: 'ready' }]);
    await page.getByRole('button', { name: 'Open an example' }).click();
    expect((await posted(page)).at(-1)).toEqual({ kind: 'command', command: 'gallery' });
  });

  test('each stop is said, with why and what should have waited for what', async () => {
    const page = await openTimeline(browser, { execution: freed, stop: 'no_free_under_pin' });
    expect(await announced(page)).toMatch(/^Position 40 of 49\. Stopped: no_free_under_pin\. Event 40, truncator: __xfs_bunmapi: .* Breaks no_free_under_pin: truncator freed block 0/);
    await page.locator('.headline summary').click();
    await page.getByRole('button', { name: 'event 22' }).first().click();
    expect(await moves(page)).toEqual([{ kind: 'goto', position: 22 }]);
  });

  test('a low panel says in one line who should have waited, and all of it to those who come to it', async () => {
    const page = await openTimeline(browser, { execution: race, width: 900, height: 250 });
    const [short, full] = [page.locator('.headline .short'), page.locator('.headline .full')];
    expect(await short.isVisible()).toBe(true);
    expect(await short.innerText()).toMatch(/^truncator should have waited for /);
    expect(await full.evaluate(({ clientWidth }) => clientWidth)).toBe(1);
    // Where that has no room either, the picture says it.
    await page.setViewportSize({ width: 700, height: 250 });
    expect(await short.isVisible()).toBe(false);
    expect(await page.locator('.headline summary').innerText()).toBe('What went wrong');
    await page.locator('.headline summary').click();
    expect(await short.isVisible()).toBe(false);
    expect(await full.evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(100);
    await page.setViewportSize({ width: 700, height: 500 });
    await page.locator('.headline summary').click();
    expect(await short.isVisible()).toBe(false);
  });

  test('comma and period walk along a lane, up and down from lane to block, Enter moves time', async () => {
    const page = await openTimeline(browser, { execution: race });
    await page.locator('canvas').focus();
    for (const [key, said] of [
      [',', 'Event 48, nvme0: disk_transfer'], ['.', 'Event 49, nvme0: dma_word'], ['.', 'There is nothing after it'], ['ArrowUp', 'writer, at event 49'], [',', 'Event 47, writer: xfs_bmapi_write'],
      ['ArrowDown', 'nvme0, at event 47'], ['ArrowDown', 'log of pmem0, at event 47'], ['ArrowDown', 'block 0: free'], [',', 'block 0: freed and not committed, was victim'],
      ['Home', 'block 0: page 0 of victim'], ['ArrowUp', 'log of pmem0, at event 1'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => announced(page), { message: key }).toContain(said);
    }
    await page.keyboard.press('.');
    await expect.poll(() => announced(page)).toContain('Event 42, log of pmem0: xlog_cil_push_work');
    await page.keyboard.press('Enter');
    expect(await moves(page)).toEqual([{ kind: 'goto', position: 42 }]);
    await page.keyboard.press('e');
    expect((await posted(page)).at(-1)).toEqual({ kind: 'step', lane: 5 });
  });

  test('one key says who woke a thread, another whom an event has woken', async () => {
    const page = await openTimeline(browser, { execution: waiting });
    await page.locator('canvas').focus();
    await page.keyboard.press('p');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => announced(page)).toContain('truncator sleeps until page 0 is idle, from event 30 on. Event 38 let it go on');
    await page.keyboard.press('b');
    await expect.poll(() => announced(page)).toContain('Event 38, reader');
    await page.keyboard.press('Shift+B');
    await expect.poll(() => announced(page)).toContain('Event 39, truncator');
  });

  test('the one who should have woken a thread that sleeps for ever', async () => {
    const page = await openTimeline(browser, { execution: hang });
    await page.locator('canvas').focus();
    await page.keyboard.press('b');
    await expect.poll(() => announced(page)).toContain('reader should have woken it');
  });

  test('a search finds events as one types', async () => {
    const page = await openTimeline(browser, { execution: race });
    await page.locator('canvas').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('pin page 0');
    await expect.poll(() => page.locator('.find output').innerText()).toBe('1');
    await page.keyboard.press('Enter');
    await expect.poll(() => announced(page)).toContain('Event 22, reader: pin_mapped_page: pin page 0');
    await page.keyboard.press('Escape');
    expect(await page.locator('canvas').evaluate((canvas) => canvas === document.activeElement)).toBe(true);
  });

  test('what is under the pointer is said, and a click moves time there', async () => {
    const page = await openTimeline(browser, { execution: race });
    await pointAt(page, 'Event 40, truncator: __xfs_bunmapi', { x: 600, y: await rowOf(page, 'truncator') });
    await page.mouse.down();
    await page.mouse.up();
    expect(await moves(page)).toEqual([{ kind: 'goto', position: 40 }]);
  });

  test('the line of the position can be dragged, one question at a time', async () => {
    const page = await openTimeline(browser, { execution: race });
    const { x, y } = (await page.locator('canvas').boundingBox())!;
    await page.mouse.move(x + 700, y + 8);
    await page.mouse.down();
    await page.mouse.move(x + 600, y + 8, { steps: 5 });
    const first = await moves(page);
    expect(first).toHaveLength(1);
    await page.mouse.up();
    const position = first[0]?.kind === 'goto' ? first[0].position : -1;
    await show(page, { ...race, timeline: { ...race.timeline, position } });
    await expect.poll(() => moves(page)).toHaveLength(2);
  });

  test('a click on a fork makes it the recorded future', async () => {
    const page = await openTimeline(browser, { execution: freed });
    await pointAt(page, 'fork 1: truncator performs event 23', { x: 600, y: 27 });
    await page.mouse.down();
    await page.mouse.up();
    expect((await posted(page)).at(-1)).toEqual({ kind: 'switchTo', fork: 1 });
  });

  test('the wheel zooms and pans, and a page that is shown again looks where it looked', async () => {
    const page = await openTimeline(browser, { execution: race });
    const { x, y } = (await page.locator('canvas').boundingBox())!;
    const span = () => page.evaluate('window.saved?.viewport ? window.saved.viewport.to - window.saved.viewport.from : 1000') as Promise<number>;
    await page.mouse.move(x + 700, y + 100);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    await expect.poll(span).toBeLessThan(30);
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, 200);
    await page.keyboard.up('Shift');
    await page.locator('canvas').focus();
    for (const key of ['w', 'd', 'ArrowLeft', 's']) await page.keyboard.press(key);
    const saved = await page.evaluate('new Promise((done) => setTimeout(() => done(window.saved), 400))') as { viewport: { from: number; to: number } };
    const again = await openTimeline(browser, { execution: { ...race, timeline: { ...race.timeline, position: 30 } }, saved });
    await again.locator('canvas').focus();
    await again.keyboard.press('a');
    const looked = () => again.evaluate('window.saved.viewport') as Promise<{ from: number; to: number }>;
    await expect.poll(async () => (await looked()).from).not.toBe(saved.viewport.from);
    const { from, to } = await looked();
    expect(to - from).toBeCloseTo(saved.viewport.to - saved.viewport.from, 5);
  });

  test('the next session is seen as a whole, and an answer that comes after the end of the last one changes nothing', async () => {
    const page = await openTimeline(browser, { execution: race });
    await page.locator('canvas').focus();
    await page.keyboard.press('w');
    await expect.poll(() => page.evaluate('window.saved?.viewport')).toBeDefined();
    await post(page, { kind: 'ended' });
    await page.getByText('An execution over time').waitFor();
    await post(page, { kind: 'range', id: 99, range: race.range });
    await show(page, waiting);
    await page.getByText('v4.19').waitFor();
    await expect.poll(() => page.evaluate('window.saved.scenario')).toBe(waiting.timeline.scenario);
    expect(await page.evaluate('window.saved.viewport')).toBeUndefined();
  });

  test('nothing overflows at 260 pixels', async () => {
    for (const execution of [race, freed, waiting, hang, crowded]) {
      const page = await openTimeline(browser, { execution, width: 260, height: 600 });
      await page.keyboard.press('?');
      await page.getByRole('button', { name: 'Find events' }).click();
      await page.getByRole('button', { name: 'Marks and keys' }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(260);
      const right = await page.locator('main *').evaluateAll((all) => Math.max(...all.map((each) => each.getBoundingClientRect().right)));
      expect(right).toBeLessThanOrEqual(260);
      await page.close();
    }
  });

  test.each(themeNames)('axe finds no barrier in %s', async (theme) => {
    for (const [execution, width] of [[undefined, 1400], [freed, 1400], [race, 300]] as const) {
      const page = await openTimeline(browser, { theme, width, height: 2000, ...(execution && { execution }) });
      if (execution) {
        await page.getByRole('button', { name: 'Find events' }).click();
        await page.getByRole('button', { name: 'Marks and keys' }).click();
        await page.getByText('More').click();
      }
      expect(await barriers(page.locator('html'))).toEqual([]);
      await page.close();
    }
  });

  test('nothing moves by itself, and the colours that the system forces are used', async () => {
    const page = await openTimeline(browser, { execution: race });
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    const corner = () => page.locator('canvas').evaluate((canvas) => [...(canvas as HTMLCanvasElement).getContext('2d')!.getImageData(2, 2, 1, 1).data]);
    expect(await corner()).toEqual([24, 24, 24, 255]);
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
    await expect.poll(corner).toEqual([255, 255, 255, 255]);
  });
});
