// Draws the timeline without VS Code: `node test/view/draw-timeline.mts` writes test-artifacts/view/timeline-THEME-WIDTHxHEIGHT-MOMENT.png.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../../scripts/vscode/chromium.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { crowded, freed, hang, race, waiting } from './timeline-fixtures.ts';
import { openTimeline } from './timeline-page.mts';
import { themeNames } from './themes.ts';

const folder = join(root, 'test-artifacts', 'view');
const wanted = process.argv.slice(2);

await mkdir(folder, { recursive: true });
const browser = await launchChromium();
for (const theme of themeNames) {
  for (const [width, height] of [[1400, 265], [1400, 860], [300, 700]] as const) {
    for (const [name, execution] of [['empty', undefined] as const, ...Object.entries({ race, freed, waiting, hang, crowded })]) {
      const title = `timeline-${theme}-${width}x${height}-${name}`;
      if (wanted.length > 0 && !wanted.some((part) => title.includes(part))) continue;
      const page = await openTimeline(browser, { theme, width, height, ...(execution && { execution }) });
      await page.screenshot({ path: join(folder, `${title}.png`) });
      await page.close();
    }
  }
}
await browser.close();
