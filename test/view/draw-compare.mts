// Draws the compare view without VS Code: `node test/view/draw-compare.mts` writes test-artifacts/view/compare-THEME-WIDTHxHEIGHT-MOMENT.png.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../../scripts/vscode/chromium.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { alike, kernels, long, passing } from './compare-fixtures.ts';
import { openCompare } from './compare-page.mts';
import { themeNames } from './themes.ts';

const folder = join(root, 'test-artifacts', 'view');
const wanted = process.argv.slice(2);
const moments = {
  empty: {}, kernels: { comparison: kernels, at: { side: 'left', position: 37 } }, passing: { comparison: passing, at: { side: 'right', position: 25 } }, alike: { comparison: alike }, long: { comparison: long },
} as const;

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
for (const theme of themeNames) {
  for (const [width, height] of [[1100, 700], [560, 700], [340, 700]] as const) {
    for (const [name, moment] of Object.entries(moments)) {
      const title = `compare-${theme}-${width}x${height}-${name}`;
      if (wanted.length > 0 && !wanted.some((part) => title.includes(part))) continue;
      const page = await openCompare(browser, { theme, width, height, ...moment });
      await page.screenshot({ path: join(folder, `${title}.png`) });
      await page.close();
    }
  }
}
await browser.close();
