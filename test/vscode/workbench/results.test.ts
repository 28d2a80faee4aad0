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

/** The last of the web views in sight whose page has this. */
async function view(workbench: Workbench, what = 'main[data-running]'): Promise<FrameLocator> {
  const frames = workbench.page.locator('iframe.webview:visible');
  const found = async (): Promise<FrameLocator | undefined> => {
    for (let index = await frames.count() - 1; index >= 0; index--) {
      const frame = frames.nth(index).contentFrame().frameLocator('iframe#active-frame');
      if (await frame.locator(what).count() > 0) return frame;
    }
    return undefined;
  };
  await expect.poll(async () => await found() !== undefined, { message: what }).toBe(true);
  return (await found())!;
}

function cell(verdicts: FrameLocator, kernel: string) {
  return verdicts.locator(`[data-cell$="${example} ${kernel}"]`);
}

describe('the verdicts', () => {
  test('of example 01 on all versions are a table that says where they change', async ({ workbench }) => {
    await workbench.open(example);
    await workbench.command('daxscn.checkAllKernels');
    const verdicts = await view(workbench);
    await verdicts.locator('main[data-running=false]').waitFor();
    await expect.poll(() => verdicts.getByRole('columnheader').allInnerTexts()).toEqual(['Scenario', 'v4.15 – v4.17', 'v4.18 – v7.3']);
    expect(await verdicts.locator('.row .word').allInnerTexts()).toEqual(['violates dma_lands_at_home', 'holds']);
    await expect.poll(() => verdicts.locator('h1').innerText()).toBe('1 scenario on 26 versions: 24 hold, 2 go wrong, all as expected');
    // The first answer is there without a click, and what else there is follows.
    await expect.poll(() => verdicts.locator('.sentence').first().innerText()).toMatch(/^truncator took blocks 0 to 1 .* truncator should have waited for that\.$/);
    await verdicts.getByText(/^1 other way in which it goes wrong$/).waitFor();
    await verdicts.getByText(/^\d+ outcomes$/).waitFor();
    await workbench.screenshot('verdicts');
  });

  test('have no barriers, in the panel and in an editor', async ({ workbench }) => {
    expect(await barriers((await view(workbench)).locator('html'))).toEqual([]);
    await workbench.command('daxscn.openResults');
    await (await view(workbench)).locator('.detail').waitFor();
    expect(await barriers((await view(workbench)).locator('html'))).toEqual([]);
    await workbench.screenshot('verdicts-in-an-editor');
    await workbench.command('workbench.action.closeActiveEditor');
  });

  test('Compare shows both executions side by side', async ({ workbench }) => {
    await (await view(workbench)).getByRole('button', { name: 'Compare with v4.18' }).first().click();
    const both = await view(workbench, '[role=columnheader].right');
    await expect.poll(() => both.locator('.sentence').first().innerText()).toMatch(/^They part at event \d+.*v4\.18/);
    expect(await both.locator('[role=columnheader].left').innerText()).toMatch(/v4\.15[^]*violates dma_lands_at_home/);
    expect(await both.locator('[role=columnheader].right').innerText()).toMatch(/v4\.18[^]*holds/);
    await workbench.screenshot('verdicts-compare');
    await workbench.command('daxscn.results.focus');
    await (await view(workbench)).getByRole('button', { name: 'Compare with nearest passing run' }).first().click();
    await expect.poll(async () => (await view(workbench, '[role=columnheader].right')).locator('[role=columnheader].right').innerText()).toMatch(/nearest passing run/);
    await workbench.command('daxscn.results.focus');
  });

  test('Debug opens the session on that version, at the violation', async ({ workbench }) => {
    const verdicts = await view(workbench);
    await verdicts.getByRole('button', { name: 'Every version' }).click();
    await cell(verdicts, 'v4.17').click();
    await verdicts.locator('.detail h2').filter({ hasText: 'v4.17' }).waitFor();
    await verdicts.locator('.detail').getByRole('button', { name: 'Debug' }).first().click();
    await workbench.debug.waitForStop();
    const { events } = counterexampleOf(example, 'v4.17', violation);
    await expect.poll(() => workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.17', position: events });
    await workbench.page.locator('.exception-widget').filter({ hasText: 'dma_lands_at_home' }).first().waitFor();
    await workbench.screenshot('verdicts-debug');
    await workbench.debug.stop();
  });

  test('of a text that has been edited since say so, until that is taken back', async ({ workbench }) => {
    await workbench.command('daxscn.results.focus');
    const verdicts = await view(workbench);
    const path = join(workbench.workspace.folder, example);
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('blocks = 2', 'blocks = 3'));
    await verdicts.locator('.stale').filter({ hasText: `before the edit of ${example}` }).waitFor();
    await writeFile(path, before);
    await verdicts.locator('.stale').waitFor({ state: 'detached' });
  });

  test('are told whoever checks', async ({ workbench }) => {
    await workbench.open('03-two-pinned-pages.daxscn');
    await workbench.host.run(({ vscode }) => new Promise<void>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(() => {
        listener.dispose();
        resolve();
      });
      void vscode.commands.executeCommand('daxscn.check');
    }));
    // A toast goes away by itself: all of them are in a list.
    await workbench.command('notifications.showList');
    await workbench.page.locator('.notifications-center .monaco-button').filter({ hasText: 'Verdicts' }).click();
    await expect.poll(async () => (await view(workbench)).getByRole('rowheader').allInnerTexts()).toEqual(['01-truncate-vs-direct-read', '03-two-pinned-pages']);
  });
});
