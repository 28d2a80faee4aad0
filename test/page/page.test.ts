// The page that is mailed: opened from the disk in a real browser, by keyboard only, with nothing but the file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/vscode/paths.mts';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { barriers } from '../view/accessibility.mts';
import { exportedPage } from './exported-page';

const isLeftOut = findChromium() === undefined && !process.env.CI;
const example = join(import.meta.dirname, '..', '..', 'examples', '01-truncate-vs-direct-read.daxscn');
const releases = join(import.meta.dirname, 'releases');

describe.skipIf(isLeftOut)('an exported page', { timeout: 60_000 }, () => {
  let browser: Browser;
  let path: string;
  beforeAll(async () => {
    [browser, path] = await Promise.all([launchChromium(), exportedPage(example)]);
  }, 60_000);
  afterAll(() => browser?.close());

  /** What it asked the network for, and what it complained of. */
  const trouble: string[] = [];

  async function open(file = path, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    trouble.length = 0;
    page.on('request', (request) => { if (request.url() !== pathToFileURL(file).href) trouble.push(request.url()); });
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    await page.locator('.pane.timeline').waitFor();
    return page;
  }

  const position = (page: Page) => page.locator('.controls .position').innerText();
  const headline = (page: Page) => page.locator('.page > .headline .full').innerText();

  test('fits into a mail', () => {
    expect(statSync(path).size).toBeLessThan(1_500_000);
  });

  test('is what the command line writes as it is built', () => {
    const html = execFileSync(process.execPath, ['dist/cli.js', 'export', example, '--to', 'html'], { cwd: root, encoding: 'utf8', maxBuffer: 8 * 2 ** 20 });
    expect(html).toMatch(/^<!DOCTYPE html>\n.*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+' 'unsafe-eval'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'">/s);
    expect(html.length).toBeLessThan(1_500_000);
  });

  test('by keyboard: to the violation, back, another future, and every interleaving again', async () => {
    const page = await open();
    await expect.poll(() => position(page)).toBe('49 / 49');
    expect(await headline(page)).toMatch(/^truncator took blocks 0 to 1 .* truncator should have waited for that/);
    expect(await page.locator('.line.current').innerText()).toContain('atomic because "one bus cycle" {');

    await page.keyboard.press('Home');
    await expect.poll(() => position(page)).toBe('0 / 49');
    expect(await page.locator('.page > .headline').count()).toBe(0);
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    await expect.poll(() => position(page)).toBe('2 / 49');
    await page.keyboard.press('v');
    await expect.poll(() => position(page)).toBe('40 / 49');
    await page.keyboard.press(',');
    await expect.poll(() => position(page)).toBe('39 / 49');

    // The device comes first this time: the recorded future is kept as a fork, which can be taken up again.
    await page.keyboard.press('4');
    await expect.poll(() => position(page)).toBe('40 / 40');
    const fork = page.getByRole('region', { name: 'Forks' }).getByRole('button');
    expect(await fork.innerText()).toMatch(/^1 at 39, 10 events: truncator: take blocks 0 to 1/);
    await tabTo(page, 'Take up this future');
    await page.keyboard.press('Enter');
    await expect.poll(() => position(page)).toBe('39 / 49');

    await page.keyboard.press('k');
    await expect.poll(() => page.locator('.verdict').innerText(), { timeout: 20_000 }).toMatch(/violates dma_lands_at_home on v4\.17 — [\d,]+ states and [\d,]+ transitions searched just now, in this page; as the scenario expects/);
    expect(await position(page)).toBe('39 / 49');
    await tabTo(page, 'Show it');
    await page.keyboard.press('Enter');
    await expect.poll(() => position(page)).toMatch(/^(\d+) \/ \1$/);
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('on a kernel that waits nothing goes wrong', async () => {
    const page = await open();
    await tabTo(page, 'On which kernel');
    await page.keyboard.type('v4.18');
    await expect.poll(() => page.locator('.verdict').innerText(), { timeout: 20_000 }).toMatch(/holds on v4\.18 .*; as the scenario expects/);
    await expect.poll(() => position(page)).toBe('0 / 0');
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('an edit is checked and run; a mistake is said with its place', async () => {
    const page = await open();
    await page.keyboard.press('e');
    const text = page.getByRole('textbox', { name: /to be edited/ });
    const source = await text.inputValue();
    await text.fill(source.replace('read_direct(', 'read_direkt('));
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/01-truncate-vs-direct-read\.daxscn:\d+:\d+: error: .*read_direct/);
    await text.fill(source.replace(/process truncator .*/, 'process truncator { }'));
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('.verdict').innerText()).toMatch(/holds on v4\.17 .*; the scenario expects: violates dma_lands_at_home/);
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('the console answers', async () => {
    const page = await open();
    const ask = async (question: string) => {
      await page.getByRole('textbox', { name: 'Ask the debugger' }).fill(question);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.console .question').first().innerText()).toBe(question);
      return page.locator('.console pre').first().innerText();
    };
    expect(await ask('victim.i_size')).toBe('0');
    expect(await ask('who block 0')).toContain('writer');
    expect(await ask('why nobody')).toContain('There is no thread `nobody`');
    await page.close();
  });

  test('a copy has the edit, the kernel and the events of the moment', async () => {
    const page = await open();
    await page.keyboard.press('e');
    const text = page.getByRole('textbox', { name: /to be edited/ });
    await text.fill((await text.inputValue()).replace('scenario "truncate races a direct read"', 'scenario "an edited one"'));
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.locator('h1').first().innerText()).toBe('an edited one');
    await page.keyboard.press('Escape');
    for (const key of ['Home', '.', '.', '2']) await page.keyboard.press(key);
    await expect.poll(() => position(page)).toBe('3 / 3');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    expect(saved.suggestedFilename()).toBe('01-truncate-vs-direct-read.html');
    const file = join(mkdtempSync(join(tmpdir(), 'daxscn-')), 'copy.html');
    await saved.saveAs(file);
    expect(trouble.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    await page.close();
    const copy = await open(file);
    expect(await copy.locator('h1').first().innerText()).toBe('an edited one');
    await expect.poll(() => position(copy)).toBe('3 / 3');
    expect(trouble).toEqual([]);
    await copy.close();
  });

  test('can be used by everybody, in every colour', async () => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { colorScheme: 'dark', viewport: { width: 500, height: 800 } }] as const) {
      const page = await open(path, options);
      expect(await barriers(page.locator('html')), JSON.stringify(options)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.close();
    }
  });

  test('where the system chooses the colours, the selected thread and the line can still be seen', async () => {
    const page = await open(path, { forcedColors: 'active' });
    for (const part of ['.threads .selected', '.line.current']) expect(await page.evaluate(`getComputedStyle(document.querySelector('${part}')).outlineStyle`)).toBe('solid');
    await page.close();
  });

  test('what stands in a scenario is never markup, and overlays are inside', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
    const scenario = join(folder, 'hostile.daxscn');
    writeFileSync(join(folder, 'patch.daxk'), '// </script><script>document.title = "gone"</script>\n');
    writeFileSync(scenario, readFileSync(example, 'utf8').replace(/^scenario .*/m, 'scenario "</script></title><!--<script>document.title = 1"\nuse "patch.daxk"'));
    const page = await open(await exportedPage(scenario));
    expect(await page.title()).toBe('</script></title><!--<script>document.title = 1 (v4.17)');
    expect(await page.locator('h1').first().innerText()).toBe('</script></title><!--<script>document.title = 1');
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('where no script may run there is a picture', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(pathToFileURL(path).href);
    expect(await page.locator('noscript svg text', { hasText: 'truncator should have waited for that.' }).isVisible()).toBe(true);
    await page.close();
  });

  /** `daxscn export examples/01-truncate-vs-direct-read.daxscn --to html | gzip`, as each release wrote it. */
  test.each(readdirSync(releases))('one that an earlier release wrote still opens: %s', async (name) => {
    const file = join(mkdtempSync(join(tmpdir(), 'daxscn-')), 'race.html');
    writeFileSync(file, gunzipSync(readFileSync(join(releases, name))));
    const page = await open(file);
    await expect.poll(() => position(page)).toBe('49 / 49');
    expect(await page.locator('.foot').innerText()).toContain(`daxscn ${name.replace('.html.gz', '')}:`);
    await page.keyboard.press('k');
    await expect.poll(() => page.locator('.verdict').innerText(), { timeout: 20_000 }).toContain('violates dma_lands_at_home');
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('cannot ask the network for anything, nor run a script of others', async () => {
    const page = await open();
    await expect(page.evaluate('fetch("https://example.com")')).rejects.toThrow('Failed to fetch');
    const loaded = await page.evaluate(`new Promise((resolve) => {
      const script = Object.assign(document.createElement('script'), { textContent: 'window.ran = true' });
      const image = Object.assign(new Image(), { onload: () => resolve('loaded'), onerror: () => resolve(window.ran === true) });
      document.body.append(script, image);
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    })`);
    expect(loaded).toBe(false);
    await page.close();
  });
});

/** Moves the focus until it is on what has that name or title. */
async function tabTo(page: Page, title: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate(`[document.activeElement?.title, document.activeElement?.textContent].some((name) => name?.startsWith(${JSON.stringify(title)}))`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not come to ${title}`);
}
