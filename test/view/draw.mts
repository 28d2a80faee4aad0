// Draws the view without VS Code: `npm run build`, then `node test/view/draw.mts [PART OF A NAME…]` writes
// test-artifacts/view/THEME-WIDTH-MOMENT.png, of the fixtures and of examples where they go wrong.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { launchChromium } from '../../scripts/vscode/chromium.mts';
import { root } from '../../scripts/vscode/paths.mts';
import * as fixtures from './fixtures.ts';
import { realMoments } from './moments.mts';
import { openView } from './page.mts';
import { themeNames } from './themes.ts';

const WIDTHS = [220, 300, 600, 1200];

const folder = join(root, 'test-artifacts', 'view');
const wanted = process.argv.slice(2);
const { beginning, pinned, waiting, freed, corrupting, orphaned, crowded } = fixtures;
const moments = {
  ...Object.fromEntries(Object.entries({ empty: undefined, beginning, pinned, waiting, freed, corrupting, orphaned, crowded }).map(([name, snapshot]) => [name, { snapshot, stop: undefined }])),
  ...await realMoments(),
};

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
for (const theme of themeNames) {
  for (const width of WIDTHS) {
    for (const [name, { snapshot, stop }] of Object.entries(moments)) {
      if (wanted.length > 0 && !wanted.some((part) => `${theme}-${width}-${name}`.includes(part))) continue;
      const page = await openView(browser, { theme, width, ...(snapshot && { snapshot }), ...(stop && { stop }) });
      // Drawn still: what moves would be caught at a moment of its own.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.min(height, 1200) });
      await page.screenshot({ path: join(folder, `${theme}-${width}-${name}.png`) });
      await page.close();
    }
  }
}
await browser.close();
