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

  test('what is in sight is copied as SVG, PNG and text', async ({ workbench }) => {
    const { page, host } = workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const view = workbench.webview(IN_PANEL);
    await drawn(workbench, view);
    const clipboard = () => host.run(({ vscode }) => vscode.env.clipboard.readText());
    const copy = async (format: string, said: string) => {
      await view.getByRole('button', { name: 'Copy what is in sight' }).click();
      await view.getByRole('menuitem', { name: format }).click();
      await expect.poll(() => view.locator('[aria-live]').innerText()).toBe(said);
    };
    await copy('SVG', 'Copied as SVG');
    expect(await clipboard()).toMatch(/^<svg [^]*truncator[^]*<\/svg>\s*$/);
    await copy('Text', 'Copied as text');
    expect(await clipboard()).toMatch(/, Linux v4\.17\n[^]*truncator[^]*\nschedule: a/);
    await copy('PNG', 'Copied as PNG');
    const types = await view.locator('html').evaluate('navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))');
    expect(types).toContain('image/png');
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
