// The walkthrough from its first step to its last, by its buttons alone, as a newcomer walks it: first race, first fix, first scenario of one's own.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const themes = ['light', 'high-contrast', 'dark'] as const;

const pageOf = ({ page }: Workbench): Locator => page.locator('.gettingStartedContainer');

function stepOf(workbench: Workbench, id: string): Locator {
  return pageOf(workbench).locator(`[x-dispatch="selectTask:daxscn.daxscn#start#${id}"]`);
}

/** Goes back to the page, and to a step of it. */
async function goTo(workbench: Workbench, id: string): Promise<void> {
  const step = stepOf(workbench, id);
  await expect.poll(async () => {
    await workbench.command('daxscn.openWalkthrough');
    const isThere = await step.waitFor({ timeout: 5000 }).then(() => true, () => false);
    // A VS Code that has not read the walkthroughs of extensions yet shows its own, and stays with it.
    if (!isThere) await workbench.command('workbench.action.closeActiveEditor');
    return isThere;
  }).toBe(true);
  await expect.poll(async () => {
    if (await step.getAttribute('aria-expanded') !== 'true') await step.click({ timeout: 2000 }).catch(() => undefined);
    return step.getAttribute('aria-expanded');
  }).toBe('true');
}

/** Does what the step is for: it has one button. */
async function press(workbench: Workbench, id: string): Promise<void> {
  const button = stepOf(workbench, id).locator('.monaco-button');
  expect(await button.count()).toBe(1);
  await button.click();
}

/** VS Code ticks the step off. */
async function isDone(workbench: Workbench, id: string): Promise<void> {
  await goTo(workbench, id);
  await stepOf(workbench, id).locator('.codicon-getting-started-step-checked.complete').first().waitFor();
}

const position = (workbench: Workbench) => workbench.debug.request<{ kernel: string; position: number }>('daxscn/schedule');

describe('the first start', () => {
  test('is a story in the empty place when the gallery is opened, once', async ({ workbench }) => {
    const { page } = workbench;
    expect(await page.locator('.tab').count()).toBe(0);
    await workbench.setSetting('workbench.welcomePage.walkthroughs.openOnInstall', true);
    await workbench.command('workbench.view.extension.daxscnGallery');
    await page.locator('.tab').filter({ hasText: '01-truncate-vs-direct-read.daxscn' }).waitFor();
    await page.locator('.editor-instance .view-line').filter({ hasText: 'A truncate frees a block while a device is still writing into it' }).waitFor();
    await workbench.screenshot('walkthrough-first-start');
    await workbench.command('workbench.action.closeAllEditors');
    await workbench.command('workbench.view.explorer');
    await workbench.command('workbench.view.extension.daxscnGallery');
    await page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row').first().waitFor();
    expect(await page.locator('.tab').count()).toBe(0);
  });

  test('shows each step in each theme', async ({ workbench }) => {
    await workbench.command('workbench.action.closeSidebar');
    for (const id of ['race', 'violation', 'fix', 'own', 'check', 'gallery']) {
      await goTo(workbench, id);
      const media = pageOf(workbench).locator('.getting-started-media');
      await media.locator('img, iframe').first().waitFor();
      for (const theme of themes) {
        await workbench.setTheme(theme);
        await workbench.screenshot(`walkthrough-${id}-${theme}`);
      }
    }
    await workbench.command('workbench.action.closeAllEditors');
  });
});

describe('the walkthrough', () => {
  test('leads into the first race, with its story', async ({ workbench }) => {
    await goTo(workbench, 'race');
    await press(workbench, 'race');
    await workbench.debug.waitForStop();
    expect(await position(workbench)).toMatchObject({ kernel: 'v4.17', position: 0 });
    await workbench.webview().locator('.story').getByText('A truncate frees a block while a device is still writing into it').first().waitFor();
    await workbench.screenshot('walkthrough-walk-1-race');
    await isDone(workbench, 'race');
  });

  test('lets it go wrong', async ({ workbench }) => {
    await goTo(workbench, 'violation');
    await press(workbench, 'violation');
    await workbench.page.locator('.exception-widget').filter({ hasText: 'no_free_under_pin' }).first().waitFor();
    await workbench.screenshot('walkthrough-walk-2-violation');
    await isDone(workbench, 'violation');
  });

  test('shows the first fix', async ({ workbench }) => {
    await goTo(workbench, 'fix');
    await press(workbench, 'fix');
    await workbench.page.locator('.tab').filter({ hasText: 'Compare' }).waitFor();
    await expect.poll(async () => (await position(workbench)).kernel).toBe('v4.17');
    await workbench.screenshot('walkthrough-walk-3-fix');
    await isDone(workbench, 'fix');
  });

  test('begins a scenario of one’s own, and checks every interleaving of it', async ({ workbench }) => {
    const { page, workspace } = workbench;
    await workbench.debug.stop();
    await workbench.command('workbench.action.closeAllEditors');
    await goTo(workbench, 'own');
    await press(workbench, 'own');
    await page.locator('.tab.active').filter({ hasText: 'Untitled' }).waitFor();
    await workbench.screenshot('walkthrough-walk-4-own');
    await isDone(workbench, 'own');
    await goTo(workbench, 'check');
    await press(workbench, 'check');
    await workbench.saveAs(join(workspace.folder, 'first.daxscn'));
    await page.locator('.terminal-wrapper').first().waitFor();
    // The search is over.
    await expect.poll(() => workbench.host.run(({ vscode }) => vscode.tasks.taskExecutions.length)).toBe(0);
    await workbench.screenshot('walkthrough-walk-5-check');
    await isDone(workbench, 'check');
  });

  test('ends in the gallery', async ({ workbench }) => {
    await workbench.command('workbench.view.explorer');
    await goTo(workbench, 'gallery');
    await press(workbench, 'gallery');
    await workbench.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row').first().waitFor();
    await workbench.screenshot('walkthrough-walk-6-gallery');
    await isDone(workbench, 'gallery');
  });
});
