// Draws the timeline without VS Code: `npm run build`, then `node test/view/draw-timeline.mts [PART OF A NAME…]` writes
// test-artifacts/view/timeline-THEME-WIDTHxHEIGHT-MOMENT.png, of the fixtures and of examples where they go wrong.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../../scripts/vscode/chromium.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { realMoments } from './moments.mts';
import { crowded, freed, hang, race, waiting } from './timeline-fixtures.ts';
import { openTimeline } from './timeline-page.mts';
import { themeNames } from './themes.ts';

const folder = join(root, 'test-artifacts', 'view');
const wanted = process.argv.slice(2);
/** In the panel of a window that is 1400 or 800 pixels wide, in an editor, in a side bar. */
const SIZES = [[620, 245], [440, 230], [1400, 265], [1400, 860], [300, 700]] as const;
const moments = Object.entries({ empty: undefined, race, freed, waiting, hang, crowded, ...await realMoments() });

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
for (const theme of themeNames) {
  for (const [width, height] of SIZES) {
    for (const [name, execution] of moments) {
      const title = `timeline-${theme}-${width}x${height}-${name}`;
      if (wanted.length > 0 && !wanted.some((part) => title.includes(part))) continue;
      const page = await openTimeline(browser, { theme, width, height, ...(execution && { execution }) });
      await page.screenshot({ path: join(folder, `${title}.png`) });
      await page.close();
    }
  }
}
await browser.close();
