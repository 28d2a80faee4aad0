// The same file in Firefox (Debian: firefox-esr), from the disk and by keyboard.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportedPage } from './exported-page';
import { findFirefox, Firefox } from './firefox';

const isLeftOut = findFirefox() === undefined && !process.env.CI;
const example = join(import.meta.dirname, '..', '..', 'examples', '01-truncate-vs-direct-read.daxscn');
const HOME = '\uE011';

describe.skipIf(isLeftOut)('an exported page in Firefox', { timeout: 60_000 }, () => {
  let firefox: Firefox;
  let path: string;
  beforeAll(async () => {
    [firefox, path] = await Promise.all([Firefox.launch(), exportedPage(example)]);
  }, 60_000);
  afterAll(() => firefox?.close());

  const text = (selector: string) => firefox.evaluate(`document.querySelector('${selector}')?.innerText`);

  test('to the violation, back, another future, and every interleaving again', async () => {
    await firefox.open(pathToFileURL(path).href, { width: 1440, height: 900 });
    await expect.poll(() => text('.position'), { timeout: 10_000 }).toBe('49 / 49');
    expect(await text('.headline .full')).toContain('truncator should have waited for that');
    await firefox.press(HOME);
    await expect.poll(() => text('.position')).toBe('0 / 49');
    await firefox.press('v');
    await expect.poll(() => text('.position')).toBe('40 / 49');
    await firefox.press(',', '4');
    await expect.poll(() => text('.position')).toBe('40 / 40');
    expect(await text('.forks button')).toContain('at 39, 10 events: truncator: take blocks 0 to 1');
    await firefox.press('k');
    await expect.poll(() => text('.verdict'), { timeout: 20_000 }).toContain('violates dma_lands_at_home on v4.17');
    // Both pictures are there.
    expect(await firefox.evaluate(`document.querySelector('.pane.ownership').shadowRoot.querySelectorAll('.cell').length`)).toBe(2);
    expect(await firefox.evaluate(`document.querySelector('.pane.timeline').shadowRoot.querySelector('canvas').width > 1000`)).toBe(true);
    expect(firefox.trouble).toEqual([]);
    if (process.env.SCREENSHOTS) writeFileSync(join(process.env.SCREENSHOTS, 'firefox.png'), await firefox.screenshot());
  });
});
