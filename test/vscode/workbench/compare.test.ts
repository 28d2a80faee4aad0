// Two executions side by side in a real VS Code: another kernel, the nearest passing run; stepped on both sides.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { barriers } from '../../view/accessibility.mts';
import { test } from './fixture';
import { counterexampleOf } from './schedules';
import type { Workbench } from './workbench';

const race = '01-truncate-vs-direct-read.daxscn';

/** The compare view, once it shows something. */
async function compared(workbench: Workbench): Promise<FrameLocator> {
  const found = async (): Promise<number> => {
    const count = await workbench.page.locator('iframe.webview').count();
    for (let index = 0; index < count; index++) if (await workbench.webview(index).locator('main[data-sides]').count() > 0) return index;
    return -1;
  };
  await expect.poll(found).toBeGreaterThanOrEqual(0);
  return workbench.webview(await found());
}

function where(workbench: Workbench): Promise<{ kernel: string; position: number; length: number }> {
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

describe('example 03 on v4.18 and its nearest passing run', () => {
  test('without a session one begins at the counterexample', async ({ workbench }) => {
    await workbench.open('03-two-pinned-pages.daxscn');
    await workbench.command('daxscn.compareWithPassing');
    expect(await workbench.notifications()).toEqual([]);
    const view = await compared(workbench);
    const { position } = await where(workbench);
    await stands(view, 'left', position);
    expect(await view.locator('.sentence').innerText()).toMatch(/^Goes right if event \d+ of truncator .* comes after/);
    expect(await view.locator('[role=columnheader].left').innerText()).toMatch(/v4\.18[^]*counterexample[^]*violates dma_lands_at_home/);
    expect(await view.locator('[role=columnheader].right').innerText()).toMatch(/v4\.18[^]*nearest passing run[^]*holds/);
    await workbench.screenshot('compare-passing');
  });

  test('the run that goes right is debugged in the same session, to its end', async ({ workbench }) => {
    const view = await compared(workbench);
    const before = await session(workbench);
    await listens(view);
    await view.locator('.cell.right').last().press('Enter');
    await view.locator('main[data-side=right]').waitFor();
    const { position, length, kernel } = await where(workbench);
    expect({ position, kernel }).toEqual({ position: length, kernel: 'v4.18' });
    expect(await session(workbench)).toBe(before);
    await workbench.debug.stop();
    await view.getByText('the debugger is in neither').waitFor();
  });
});

describe('what another view asks for', () => {
  test('begins a session on the left side, at its end', async ({ workbench }) => {
    const program = await workbench.host.run(({ vscode }, path) => vscode.Uri.file(path).toString(), join(workbench.workspace.folder, race));
    const { schedule, events } = counterexampleOf(race, 'v4.15', { verdict: 'violates', property: 'dma_lands_at_home' });
    await workbench.command('daxscn.compare', { program, left: { kernel: 'v4.15', schedule }, right: { kernel: 'v5.4' } });
    const view = await compared(workbench);
    await stands(view, 'left', events);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.15', position: events });
    expect(await view.locator('[role=columnheader].right').innerText()).toMatch(/v5\.4[^]*holds/);
    await workbench.debug.stop();
  });
});

describe('example 01 before and after an edit', () => {
  test('what the session has run stays to be debugged, and Restart means the file', async ({ workbench }) => {
    const { schedule, events } = counterexampleOf(race, 'v4.17', { verdict: 'violates', property: 'dma_lands_at_home' });
    const path = join(workbench.workspace.folder, race);
    await workbench.open(race);
    await workbench.debug.launch(path, { schedule, position: events });
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('ftruncate(victim, 0)', 'ftruncate(victim, 1)'));
    await workbench.command('daxscn.compareWithSaved');
    const view = await compared(workbench);
    await stands(view, 'left', events);
    expect(await view.locator('[role=columnheader].left').innerText()).toMatch(/before the edit[^]*violates dma_lands_at_home/);
    expect(await view.locator('[role=columnheader].right').innerText()).toMatch(/after the edit[^]*holds/);
    await workbench.host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.commands.executeCommand('workbench.action.debug.restart')));
    await expect.poll(async () => (await where(workbench)).position).toBeLessThan(events);
    // The same threads as before, which is not what follows it.
    await view.getByText('the debugger is in neither').waitFor();
    await view.locator('.cell.left .text').filter({ hasText: 'nvme0 writes word 0' }).click();
    await stands(view, 'left', events);
    await view.locator('.cell.right .text').last().click();
    await view.locator('main[data-side=right]').waitFor();
    await writeFile(path, text);
    await workbench.debug.stop();
  });
});

describe('example 01 on two kernels', () => {
  test('the session goes on where they part, and what differs is said first', async ({ workbench }) => {
    await workbench.open(race);
    const { schedule, events } = counterexampleOf(race, 'v4.17', { verdict: 'violates', property: 'dma_lands_at_home' });
    await workbench.debug.launch(join(workbench.workspace.folder, race), { schedule, position: events });
    // A list closes when the keyboard goes elsewhere: to the source of the stop.
    await workbench.page.locator('.exception-widget').first().waitFor();
    const before = await session(workbench);
    await compareWithKernel(workbench, 'v4.19');
    const view = await compared(workbench);
    await stands(view, 'right', 27);
    expect(await session(workbench)).toBe(before);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.19', position: 27 });
    const sentence = await view.locator('.sentence').innerText();
    for (const kernel of ['v4.17', 'v4.19']) expect(sentence).toContain(kernel);
    expect(await view.locator('[role=columnheader].left').innerText()).toContain('violates dma_lands_at_home');
    expect(await view.locator('[role=columnheader].right').innerText()).toContain('holds');
    await workbench.screenshot('compare-kernels');
  });

  test('Enter steps both sides, in one session, and the view keeps the keyboard', async ({ workbench }) => {
    const view = await compared(workbench);
    const before = await session(workbench);
    const cell = (side: 'left' | 'right', event: number) => view.locator(`.cell.${side}`).filter({ hasText: new RegExp(`Event ${event},`) }).first();
    await listens(view);
    await cell('left', 27).press('Enter');
    await stands(view, 'left', 27);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.17', position: 27 });
    await cell('right', 28).press('Enter');
    await stands(view, 'right', 28);
    expect(await where(workbench)).toMatchObject({ kernel: 'v4.19', position: 28 });
    await cell('right', 29).press('Enter');
    await stands(view, 'right', 29);
    await listens(view);
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
