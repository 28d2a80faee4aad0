import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';

/** Of WebP, from 0 to 100: text shows no traces of the compression. */
const QUALITY = 75;

/** What is to be seen of a page, once nothing moves any more: Playwright's own screenshots are PNG or JPEG, several times as large. */
export async function captureWebp(page: Page): Promise<Buffer> {
  await settled(page);
  const client = await page.context().newCDPSession(page);
  try {
    const { data } = await client.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    return Buffer.from(data, 'base64');
  } finally {
    await client.detach();
  }
}

/** Views ask each other and the debugger while they draw: it is over when two pictures in a row are the same. */
export async function settled(page: Page): Promise<Buffer> {
  for (let before = await page.screenshot({ animations: 'disabled' }); ; ) {
    await Promise.all(page.frames().map((frame) => frame.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')));
    const now = await page.screenshot({ animations: 'disabled' });
    if (now.equals(before)) return now;
    before = now;
  }
}
