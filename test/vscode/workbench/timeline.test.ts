// The timeline in a real VS Code: at the violation of example 01, in the panel and in an editor.
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { barriers } from '../../view/accessibility.mts';
import { test } from './fixture';
import { scheduleTo } from './schedules';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';
/** Beside block ownership. */
const IN_PANEL = 1;

async function position(workbench: Workbench): Promise<number> {
  return (await workbench.debug.request<{ position: number }>('daxscn/schedule')).position;
}

async function drawn(workbench: Workbench, view: FrameLocator): Promise<number> {
  const at = await position(workbench);
  await view.locator(`main[data-position="${at}"]:not(.running)`).waitFor();
  return at;
}

describe('the timeline', () => {
  test('is there at the first stop and tells each stop', async ({ workbench }) => {
    await workbench.open(example);
    await workbench.debug.launch(join(workbench.workspace.folder, example), { schedule: scheduleTo(example, 'v4.17', 'dma_lands_at_home') });
    const view = workbench.webview(IN_PANEL);
    const at = await drawn(workbench, view);
    await expect.poll(() => view.locator('[aria-live]').innerText()).toMatch(new RegExp(`^Position ${at} of .*Stopped: .*truncator.*Breaks no_free_under_pin`));
    await expect.poll(() => view.locator('.headline').innerText()).toContain('truncator');
  });

  test('keys move the focus and time', async ({ workbench }) => {
    const view = workbench.webview(IN_PANEL);
    const before = await drawn(workbench, view);
    await view.locator('canvas').click({ position: { x: 4, y: 4 } });
    await workbench.page.keyboard.press(',');
    await expect.poll(() => view.locator('[aria-live]').innerText()).toContain(`Event ${before - 1}, truncator`);
    await workbench.page.keyboard.press('Enter');
    await view.locator(`main[data-position="${before - 1}"]:not(.running)`).waitFor();
    expect(await position(workbench)).toBe(before - 1);
  });

  test('an editor shows the same, without barriers, in all themes', async ({ workbench }) => {
    await workbench.debug.continue();
    await workbench.debug.continue();
    await workbench.command('daxscn.openTimeline');
    const view = workbench.webview(2);
    await drawn(workbench, view);
    for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
      await workbench.setTheme(theme);
      await view.locator('canvas').waitFor();
      expect(await barriers(view.locator('html')), theme).toEqual([]);
      await workbench.screenshot(`timeline-${theme}`);
    }
  });
});
