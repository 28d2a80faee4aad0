// Draws the view without VS Code: `node test/view/draw.mts` writes test-artifacts/view/THEME-WIDTH-MOMENT.png.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../../scripts/vscode/chromium.mts';
import { root } from '../../scripts/vscode/paths.mts';
import * as fixtures from './fixtures.ts';
import { openView } from './page.mts';
import { themeNames } from './themes.ts';

const folder = join(root, 'test-artifacts', 'view');
const wanted = process.argv.slice(2);
const { beginning, pinned, waiting, freed, corrupting, orphaned, crowded } = fixtures;
const moments = { beginning, pinned, waiting, freed, corrupting, orphaned, crowded };

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
for (const theme of themeNames) {
  for (const width of [300, 900]) {
    for (const [name, snapshot] of [['empty', undefined] as const, ...Object.entries(moments)]) {
      if (wanted.length > 0 && !wanted.some((part) => `${theme}-${width}-${name}`.includes(part))) continue;
      const page = await openView(browser, { theme, width, ...(snapshot && { snapshot }) });
      await page.waitForTimeout(100);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.min(height, 1200) });
      await page.screenshot({ path: join(folder, `${theme}-${width}-${name}.png`) });
      await page.close();
    }
  }
}
await browser.close();
