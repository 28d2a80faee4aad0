// Two executions side by side in a real VS Code: another kernel, the nearest passing run; stepped on both sides.
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { barriers } from '../../view/accessibility.mts';
import { test } from './fixture';
import { counterexampleOf } from './schedules';
import type { Workbench } from './workbench';

const race = '01-truncate-vs-direct-read.daxscn';

/** The compare view: it is in an editor, and the last that was opened. */
async function compared(workbench: Workbench): Promise<FrameLocator> {
  const count = await workbench.page.locator('iframe.webview').count();
  for (let index = 0; index < count; index++) {
    const view = workbench.webview(index);
    if (await view.locator('[role=grid], .both').count() > 0) return view;
  }
  throw new Error('No view compares anything.');
}

function where(workbench: Workbench): Promise<{ kernel: string; position: number }> {
  return workbench.debug.request('daxscn/schedule');
}

function session(workbench: Workbench): Promise<string> {
  return workbench.host.run(({ vscode }) => vscode.debug.activeDebugSession!.id);
}

/** Chooses in the list of kernels, and waits until the session has stopped on the chosen one. */
async function compareWithKernel(workbench: Workbench, kernel: string): Promise<void> {
  const { host, page } = workbench;
  const stopped = host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.commands.executeCommand('daxscn.compareWithKernel')));
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: kernel }).first().click();
  await stopped;
}

/** The view shows where the debugger stands. */
async function stands(view: FrameLocator, side: 'left' | 'right', position: number): Promise<void> {
  await view.locator(`main[data-side=${side}][data-position="${position}"]`).waitFor();
}

/** The view has the keyboard: VS Code gives it to the source of a stop for a moment. */
async function listens(view: FrameLocator): Promise<void> {
  await expect.poll(() => view.locator('html').evaluate('document.hasFocus()')).toBe(true);
}

describe('example 01 on two kernels', () => {
  test('the session goes on beside where it was, and what differs is said first', async ({ workbench }) => {
    await workbench.open(race);
    const { schedule, events } = counterexampleOf(race, 'v4.17', { verdict: 'violates', property: 'dma_lands_at_home' });
    await workbench.debug.launch(join(workbench.workspace.folder, race), { schedule, position: events });
    // A list closes when the keyboard goes elsewhere: to the source of the stop.
    await workbench.page.locator('.exception-widget').first().waitFor();
    const before = await session(workbench);
    await compareWithKernel(workbench, 'v4.19');
    await expect.poll(() => compared(workbench).then(() => true, () => false)).toBe(true);
    const view = await compared(workbench);
    await view.locator('main[data-side=right]').waitFor();
    expect(await session(workbench)).toBe(before);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.19' });
    expect(await view.locator('.sentence').innerText()).toMatch(/v4\.17.*v4\.19/);
    expect(await view.locator('[role=columnheader].left').innerText()).toContain('violates dma_lands_at_home');
    expect(await view.locator('[role=columnheader].right').innerText()).toContain('holds');
    await workbench.screenshot('compare-kernels');
  });

  test('keys step both sides, in one session, and stay in the view', async ({ workbench }) => {
    const { page } = workbench;
    const view = await compared(workbench);
    const before = await session(workbench);
    const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key); };
    // It has the keyboard since it was opened.
    await listens(view);
    await press('Home', 'n', 'ArrowUp', 'ArrowLeft', 'Enter');
    await stands(view, 'left', 27);
    await listens(view);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.17', position: 27 });
    await press('ArrowDown', 'ArrowRight', 'Enter');
    await stands(view, 'right', 28);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.19', position: 28 });
    await listens(view);
    await press('ArrowDown', 'Enter');
    await stands(view, 'right', 29);
    expect(await session(workbench)).toBe(before);
    await workbench.screenshot('compare-stepped');
  });

  test('the view follows steps of the debugger, and says when they lead elsewhere', async ({ workbench }) => {
    const view = await compared(workbench);
    await workbench.debug.stepBack();
    await stands(view, 'right', 28);
    // Another thread goes first than on either side.
    const { threads } = await workbench.debug.request<{ threads: { id: number; name: string }[] }>('threads');
    const writer = threads.find(({ name }) => name.startsWith('writer'))!.id;
    await workbench.host.run(({ stopAfter, vscode }, threadId) => stopAfter(() => vscode.commands.executeCommand('daxscn.stepThread', threadId)), writer);
    await view.getByText('the debugger is in neither').waitFor();
    await view.locator('.cell.right .text').filter({ hasText: 'is victim mapped anywhere?' }).first().click();
    await stands(view, 'right', 28);
  });

  test('without barriers, in all themes', async ({ workbench }) => {
    const view = await compared(workbench);
    // What is scrolled under the heads of the columns has no background that axe could tell.
    await view.locator('.scroller').evaluate((scroller) => (scroller as unknown as { scrollTo(x: number, y: number): void }).scrollTo(0, 0));
    for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
      await workbench.setTheme(theme);
      await view.locator('[role=grid]').waitFor();
      expect(await barriers(view.locator('html')), theme).toEqual([]);
      await workbench.screenshot(`compare-${theme}`);
    }
  });
});
