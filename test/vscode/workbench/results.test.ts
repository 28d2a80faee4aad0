// The verdicts in a real VS Code: example 01 on all versions, the debugger at what goes wrong, an edit, a comparison.
import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { barriers } from '../../view/accessibility.mts';
import { test } from './fixture';
import { counterexampleOf } from './schedules';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';
const violation = { verdict: 'violates', property: 'dma_lands_at_home' };

/** The view that has been opened last of those that are in sight. */
function verdicts(workbench: Workbench): FrameLocator {
  return workbench.page.locator('iframe.webview:visible').last().contentFrame().frameLocator('iframe#active-frame');
}

function cell(view: FrameLocator, kernel: string) {
  return view.locator(`[data-cell$="${example} ${kernel}"]`);
}

describe('the verdicts', () => {
  test('of example 01 on all versions are a table that says where they change', async ({ workbench }) => {
    await workbench.open(example);
    await workbench.command('daxscn.checkAllKernels');
    const view = verdicts(workbench);
    await view.locator('main[data-running=false]').waitFor();
    await expect.poll(() => view.getByRole('columnheader').allInnerTexts()).toEqual(['Scenario', 'v4.15 – v4.17', 'v4.18 – v7.3']);
    expect(await view.locator('.row .word').allInnerTexts()).toEqual(['violates dma_lands_at_home', 'holds']);
    await expect.poll(() => view.locator('h1').innerText()).toBe('1 scenario on 26 versions: 24 hold, 2 go wrong, all as expected');
    // The first answer is there without a click, and what else there is follows.
    await expect.poll(() => view.locator('.sentence').first().innerText()).toMatch(/^truncator took blocks 0 to 1 .* truncator should have waited for that\.$/);
    await view.getByText(/^1 other way in which it goes wrong$/).waitFor();
    await view.getByText(/^\d+ outcomes$/).waitFor();
    await workbench.screenshot('verdicts');
  });

  test('have no barriers, in the panel and in an editor', async ({ workbench }) => {
    expect(await barriers(verdicts(workbench).locator('html'))).toEqual([]);
    await workbench.command('daxscn.openResults');
    await verdicts(workbench).locator('.detail').waitFor();
    expect(await barriers(verdicts(workbench).locator('html'))).toEqual([]);
    await workbench.screenshot('verdicts-in-an-editor');
    await workbench.command('workbench.action.closeActiveEditor');
  });

  test('a comparison is asked for with both executions', async ({ workbench }) => {
    await workbench.host.run(({ vscode }) => {
      const seen = globalThis as unknown as { compared?: unknown };
      vscode.commands.registerCommand('daxscn.compare', (given: unknown) => { seen.compared = given; });
    });
    const view = verdicts(workbench);
    await view.getByRole('button', { name: 'Compare with v4.18' }).first().click();
    const { schedule } = counterexampleOf(example, 'v4.15', violation);
    await expect.poll(() => workbench.host.run(() => (globalThis as unknown as { compared?: unknown }).compared)).toEqual({
      program: expect.stringMatching(/^file:.*01-truncate-vs-direct-read\.daxscn$/),
      left: { title: 'violates dma_lands_at_home', kernel: 'v4.15', schedule }, right: { title: 'holds', kernel: 'v4.18' },
    });
  });

  test('Debug opens the session on that version, at the violation', async ({ workbench }) => {
    const view = verdicts(workbench);
    await view.getByRole('button', { name: 'Every version' }).click();
    await cell(view, 'v4.17').click();
    await view.locator('.detail h2').filter({ hasText: 'v4.17' }).waitFor();
    await view.locator('.detail').getByRole('button', { name: 'Debug' }).first().click();
    await workbench.debug.waitForStop();
    const { events } = counterexampleOf(example, 'v4.17', violation);
    await expect.poll(() => workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.17', position: events });
    await workbench.page.locator('.exception-widget').filter({ hasText: 'dma_lands_at_home' }).first().waitFor();
    await workbench.screenshot('verdicts-debug');
    await workbench.debug.stop();
  });

  test('of a text that has been edited since say so, until that is taken back', async ({ workbench }) => {
    await workbench.command('daxscn.results.focus');
    const view = verdicts(workbench);
    const path = join(workbench.workspace.folder, example);
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('blocks = 2', 'blocks = 3'));
    await view.locator('.stale').filter({ hasText: `before the edit of ${example}` }).waitFor();
    await writeFile(path, before);
    await view.locator('.stale').waitFor({ state: 'detached' });
  });

  test('are told whoever checks', async ({ workbench }) => {
    await workbench.open('03-two-pinned-pages.daxscn');
    await workbench.command('daxscn.check');
    await workbench.page.locator('.notifications-toasts .monaco-button').filter({ hasText: 'Verdicts' }).click();
    await expect.poll(() => verdicts(workbench).getByRole('rowheader').allInnerTexts()).toEqual(['01-truncate-vs-direct-read', '03-two-pinned-pages']);
  });
});
