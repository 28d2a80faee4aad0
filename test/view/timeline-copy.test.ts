// What is in sight, copied: the menu, what the extension is asked for, and the pictures themselves.
import { Buffer } from 'node:buffer';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { figureOf } from '../../src/view/drawing/figure';
import { svgOf } from '../../src/view/drawing/svg';
import { approximateWidth } from '../../src/view/drawing/text-width';
import type { FromTimeline } from '../../src/view/messages/timeline-view';
import { barriers } from './accessibility.mts';
import { crowded, freed, race, type Execution } from './timeline-fixtures';
import { openTimeline, posted } from './timeline-page.mts';
import { themeNames } from './themes';

const isLeftOut = findChromium() === undefined && !process.env.CI;

const svg = ({ timeline, range }: Execution, sight?: { from: number; to: number }) => svgOf(figureOf(timeline, range, 800, approximateWidth, sight), (paint) => `#${paint}`);

test('a part says which it is, shows what is in it, and keeps what went wrong', () => {
  const whole = svg(race);
  const part = svg(race, { from: 29.4, to: 43.2 });
  expect(whole).not.toContain('events 1 to 49');
  expect(part).toContain('>events 30 to 44 of 49</text>');
  expect(part).toContain('<title id="title">truncate races a direct read, Linux v4.17, events 30 to 44 of 49: violates dma_lands_at_home</title>');
  for (const text of [whole, part]) expect(text).toContain('truncator freed block 0 at event 40');
  expect(whole).toContain('reader pins page 0');
  expect(part).not.toContain('reader pins page 0');
  expect(whole).toContain('the wait that is missing');
  const { timeline, range } = race;
  expect(svg({ timeline, range: { ...range, from: 29, to: 44 } }, { from: 29.4, to: 43.2 })).not.toContain('the wait that is missing');
  expect(svg(race, { from: 50, to: 54 })).toContain('>after the end</text>');
});

test('the position has its line where it is not the end', () => {
  expect(svg(freed)).toContain('>40 of 49</text>');
  expect(svg(race)).not.toContain('>49 of 49</text>');
});

describe.skipIf(isLeftOut)('in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launchChromium(); }, 30_000);
  afterAll(() => browser?.close());

  const announced = (page: Page) => page.locator('[aria-live]').innerText();
  const menu = (page: Page) => page.getByRole('menu');

  async function asked<Kind extends FromTimeline['kind']>(page: Page, kind: Kind): Promise<Extract<FromTimeline, { kind: Kind }>> {
    await expect.poll(() => announced(page)).toBe(`answered ${kind}`);
    return (await posted(page)).at(-1) as Extract<FromTimeline, { kind: Kind }>;
  }

  test('a key opens the menu, arrows walk through it, and the focus returns', async () => {
    const page = await openTimeline(browser, { execution: race });
    const focused = () => page.evaluate('document.activeElement.textContent || document.activeElement.localName');
    await page.locator('canvas').focus();
    await page.keyboard.press('c');
    for (const [key, item] of [['ArrowDown', 'PNG'], ['ArrowDown', 'Text'], ['ArrowDown', 'SVG'], ['ArrowUp', 'Text'], ['Home', 'SVG'], ['End', 'Text']] as const) {
      await page.keyboard.press(key);
      expect(await focused(), key).toBe(`Copy as ${item}`);
    }
    await page.keyboard.press('Escape');
    expect(await menu(page).count()).toBe(0);
    expect(await focused()).toBe('canvas');
    const button = page.getByRole('button', { name: 'Copy what is in sight' });
    await button.click();
    await menu(page).waitFor();
    await button.click();
    expect(await menu(page).count()).toBe(0);
    await button.click();
    await page.keyboard.press('Tab');
    await expect.poll(() => menu(page).count()).toBe(0);
  });

  test('text is that of the events in sight', async () => {
    const page = await openTimeline(browser, { execution: race });
    await page.locator('canvas').focus();
    await page.keyboard.press('c');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await asked(page, 'copyText')).toMatchObject({ from: 0, to: 49 });
    expect(await page.locator('.said').innerText()).toBe('answered copyText');
    await page.keyboard.press('r');
    await page.keyboard.press('c');
    await page.getByRole('menuitem', { name: 'Text' }).click();
    await expect.poll(async () => (await posted(page)).filter(({ kind }) => kind === 'copyText')).toHaveLength(2);
    const { from, to } = (await asked(page, 'copyText'));
    expect(from).toBeGreaterThan(0);
    expect(from).toBeLessThanOrEqual(21);
    expect(to).toBe(49);
  });

  test.each(themeNames)('an SVG is a document with plain colours: %s', async (theme) => {
    for (const [execution, width] of [[race, 1400], [crowded, 300]] as const) {
      const page = await openTimeline(browser, { execution, theme, width });
      await page.locator('canvas').focus();
      await page.keyboard.press('c');
      await page.keyboard.press('Enter');
      const { svg: text } = await asked(page, 'copySvg');
      const { broken, width: drawn } = await page.evaluate((given) => {
        const { documentElement: root } = new DOMParser().parseFromString(given, 'image/svg+xml');
        return { broken: root.querySelector('parsererror')?.textContent, width: Number(root.getAttribute('width')) };
      }, text);
      expect(broken).toBeUndefined();
      expect(drawn).toBe(Math.max(width, 640));
      const colours = [...text.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map((match) => match[1]!).filter((colour) => colour !== 'none' && !colour.startsWith('url(#'));
      expect(colours.filter((colour) => !/^#[0-9a-f]{6}$/.test(colour))).toEqual([]);
      expect(new Set(colours).size).toBeGreaterThan(4);
      if (execution === race) expect(text).toContain('truncator freed block 0 at event 40');
      await page.close();
    }
  });

  test('a PNG goes to the clipboard of the browser', async () => {
    const page = await openTimeline(browser, { execution: race, isSecure: true });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('canvas').focus();
    await page.keyboard.press('c');
    await page.getByRole('menuitem', { name: 'PNG' }).click();
    await expect.poll(() => announced(page)).toBe('Copied as PNG');
    const size = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const { width, height } = await createImageBitmap(await item!.getType('image/png'));
      return { width, height };
    });
    expect(size.width).toBe(2800);
    expect(size.height).toBeGreaterThan(500);
  });

  test('where that is not allowed the extension is asked to save it', async () => {
    const page = await openTimeline(browser, { execution: race });
    await page.locator('canvas').focus();
    await page.keyboard.press('c');
    await page.getByRole('menuitem', { name: 'PNG' }).click();
    const png = Buffer.from((await asked(page, 'savePng')).png, 'base64');
    expect(png.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
    expect(png.readUInt32BE(16)).toBe(2800);
  });

  test.each(themeNames)('axe finds no barrier in the menu and in what is said: %s', async (theme) => {
    const page = await openTimeline(browser, { execution: race, theme, width: 260, height: 600 });
    await page.getByRole('button', { name: 'Copy what is in sight' }).click();
    expect(await barriers(page.locator('html'))).toEqual([]);
    await page.getByRole('menuitem', { name: 'Text' }).click();
    await page.locator('.said').waitFor();
    expect(await barriers(page.locator('html'))).toEqual([]);
    const left = await page.locator('.said').evaluate((said) => said.getBoundingClientRect().left);
    expect(left).toBeGreaterThanOrEqual(0);
    await page.close();
  });
});
