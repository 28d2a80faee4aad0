// Takes the screenshots: `npm run screenshots`. One workbench for all; an argument `-t 01` takes those of one example.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/vscode/paths.mts';
import { test } from '../workbench/fixture';
import { Ownership } from '../workbench/ownership';
import { counterexampleOf } from '../workbench/schedules';
import type { Workbench } from '../workbench/workbench';
import { captureWebp, settled } from './capture';
import { moments, screenshotName, sizes, themes, type Moment, type Size } from './wanted';

/** What the marketplace shows: a format that it takes. */
const front = { example: moments[0]!.example, theme: 'dark', size: 'wide', path: join(root, 'media', 'screenshot.png') };

/** A session that has stopped where the example goes wrong. */
async function goTo(workbench: Workbench, { example, kernel, goesWrong }: Moment): Promise<void> {
  const file = `${example}.daxscn`;
  const { schedule, events } = counterexampleOf(file, kernel, goesWrong);
  await workbench.debug.stop();
  await workbench.command('workbench.action.closeAllGroups');
  await workbench.command('workbench.view.debug');
  await workbench.open(file);
  await workbench.debug.launch(join(workbench.workspace.folder, file), { kernel, schedule, position: events });
  await new Ownership(workbench.page).showsPosition(events);
  await workbench.webview(1).locator(`main[data-position="${events}"]:not(.running)`).waitFor();
}

test.for(moments)('$example', async (moment, { workbench }) => {
  await workbench.page.setViewportSize(sizes.wide);
  await goTo(workbench, moment);
  for (const size of Object.keys(sizes) as Size[]) {
    await workbench.page.setViewportSize(sizes[size]);
    // Nobody keeps a side bar of 300 pixels in a window of 800.
    if (size === 'narrow') await workbench.command('workbench.action.closeSidebar');
    for (const theme of themes) {
      await workbench.setTheme(theme);
      await writeFile(join(root, 'docs', 'images', screenshotName(moment.example, theme, size)), await captureWebp(workbench.page));
      if (moment.example === front.example && theme === front.theme && size === front.size) await writeFile(front.path, await settled(workbench.page));
    }
  }
});
