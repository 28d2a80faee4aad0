// Takes the screenshots: `npm run screenshots`. One workbench for all; an argument `-t 01` takes those of one example.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { root } from '../../../scripts/vscode/paths.mts';
import { test } from '../workbench/fixture';
import { launchChromium } from '../../../scripts/vscode/chromium.mts';
import { exportedPage } from '../../page/exported-page';
import { Ownership } from '../workbench/ownership';
import { counterexampleOf } from '../workbench/schedules';
import type { Workbench } from '../workbench/workbench';
import { captureWebp, settled } from './capture';
import { exported, moments, pageName, pairName, pairs, screenshotName, sizes, themes, verdicts, verdictsName, type Moment, type Pair, type Size } from './wanted';

/** What the marketplace shows: a format that it takes. */
const front = { example: moments[0]!.example, theme: 'dark', size: 'wide', path: join(root, 'media', 'screenshot.png') };

/** A session that has stopped where the example goes wrong. Returns what leads there. */
async function goTo(workbench: Workbench, { example, kernel, goesWrong }: Moment): Promise<string> {
  const file = `${example}.daxscn`;
  const { schedule, events } = counterexampleOf(file, kernel, goesWrong);
  await workbench.debug.stop();
  await workbench.command('workbench.action.closeAllGroups');
  await workbench.command('workbench.view.debug');
  await workbench.open(file);
  await workbench.debug.launch(join(workbench.workspace.folder, file), { kernel, schedule, position: events });
  await new Ownership(workbench.page).showsPosition(events);
  await workbench.webview(1).locator(`main[data-position="${events}"]:not(.running)`).waitFor();
  return schedule;
}

/** What goes wrong stands beside what goes right, in an editor of its own. */
async function compare(workbench: Workbench, pair: Pair): Promise<void> {
  const { example, kernel, beside } = pair;
  const schedule = await goTo(workbench, pair);
  const right = typeof beside === 'object' ? beside : {
    kernel, title: beside, schedule: (await workbench.debug.request<{ nearest: { schedule: string } }>('daxscn/passing')).nearest.schedule,
  };
  await workbench.host.run(({ vscode }, path, sides) => (
    vscode.commands.executeCommand('daxscn.compare', { program: vscode.Uri.file(path).toString(), ...sides })
  ), join(workbench.workspace.folder, `${example}.daxscn`), { left: { kernel, schedule }, right });
  await expect.poll(() => workbench.page.locator('iframe.webview.ready').count()).toBeGreaterThan(2);
  await workbench.webview(2).locator('[role=grid]').waitFor();
  // As a double click on its tab does.
  await workbench.command('workbench.action.toggleMaximizeEditorGroup');
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

test.for(pairs)('$example, two executions', async (pair, { workbench }) => {
  await workbench.page.setViewportSize(sizes.wide);
  await compare(workbench, pair);
  for (const theme of themes) {
    await workbench.setTheme(theme);
    await writeFile(join(root, 'docs', 'images', pairName(pair.example, theme)), await captureWebp(workbench.page));
  }
});

test('verdicts', async ({ workbench }) => {
  const { page, workspace } = workbench;
  await page.setViewportSize(sizes.wide);
  await workbench.debug.stop();
  await workbench.command('workbench.action.closeAllEditors');
  await workbench.command('workbench.view.explorer');
  await workbench.open(`${verdicts.example}.daxscn`);
  await workbench.host.run(({ vscode }, paths) => vscode.commands.executeCommand('daxscn.checkAllKernels', undefined, paths.map((path) => vscode.Uri.file(path))),
    verdicts.examples.map((example) => join(workspace.folder, `${example}.daxscn`)));
  await workbench.command('daxscn.openResults');
  await workbench.command('workbench.action.closePanel');
  const view = page.locator('iframe.webview:visible').last().contentFrame().frameLocator('iframe#active-frame');
  await view.locator(`[data-cell$="${verdicts.example}.daxscn ${verdicts.kernel}"]`).click();
  await view.locator('.detail h3').first().waitFor();
  await page.mouse.move(0, 0);
  for (const theme of verdicts.themes) {
    await workbench.setSetting('workbench.colorTheme', `Default ${theme === 'dark' ? 'Dark' : 'Light'} Modern`);
    await view.locator(`body.vscode-${theme}`).waitFor();
    await writeFile(join(root, 'docs', 'images', verdictsName(theme)), await captureWebp(page));
  }
});

test('exported page', async () => {
  const path = await exportedPage(join(root, 'examples', `${exported.example}.daxscn`));
  const browser = await launchChromium();
  try {
    for (const colorScheme of exported.schemes) {
      const page = await browser.newPage({ viewport: sizes.wide, colorScheme });
      await page.goto(pathToFileURL(path).href);
      await page.locator('.pane.timeline').waitFor();
      await writeFile(join(root, 'docs', 'images', pageName(colorScheme)), await captureWebp(page));
    }
  } finally {
    await browser.close();
  }
});
