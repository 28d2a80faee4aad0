// What is to be seen at the first stop in a fresh profile at 1400 × 900, and what stays in sight.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import { scheduleTo, scheduleToRetry } from './schedules';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';

/** Of the browser: these tests are compiled without its types. */
interface Box { readonly scrollWidth: number; readonly clientWidth: number }

/** The editors that are to be seen, left to right, by the names of their files. */
function editors(workbench: Workbench): Promise<string[]> {
  return workbench.host.run(({ vscode }) => [...vscode.window.visibleTextEditors]
    .sort((one, other) => (one.viewColumn ?? 0) - (other.viewColumn ?? 0)).map(({ document }) => document.uri.path.split('/').at(-1) ?? ''));
}

/** Whether all of it is inside the window. */
async function isInside(locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  return box !== null && box.width > 0 && box.height > 0 && box.x >= 0 && box.y >= 0 && box.x + box.width <= 1400 && box.y + box.height <= 900;
}

/** The rows of threads in the call stack whose name, or the status beside it, is cut off. */
async function cutOff(workbench: Workbench, thread: string): Promise<string[]> {
  const row = workbench.page.locator('.debug-call-stack .thread').filter({ has: workbench.page.locator('.name', { hasText: new RegExp(`^${thread}`) }) }).first();
  await row.waitFor();
  const parts = await row.locator('.name, .state').all();
  const cut = await Promise.all(parts.map(async (part) => {
    const isCut = await part.evaluate((element) => (element as unknown as Box).scrollWidth > (element as unknown as Box).clientWidth);
    return isCut ? [await part.innerText()] : [];
  }));
  return cut.flat();
}

function debug(workbench: Workbench, configuration: object): Promise<void> {
  return workbench.debug.launch(join(workbench.workspace.folder, example), configuration);
}

describe('at the first stop in a fresh profile', () => {
  test('the call stack, the blocks and the scenario with its processes are there', async ({ workbench }) => {
    await workbench.open(example);
    await workbench.debug.pressF5();
    await workbench.debug.waitForStop();
    const { page } = workbench;
    await expect.poll(() => editors(workbench)).toEqual([example, 'rwsem.daxk']);
    for (const thread of ['reader', 'truncator', 'writer']) {
      await expect.poll(() => isInside(page.locator('.debug-call-stack .thread').filter({ hasText: thread }).first())).toBe(true);
    }
    await expect.poll(() => isInside(workbench.webview().locator('[data-id="pmem0 block 0"]'))).toBe(true);
    // A line may be wider than its editor.
    const bottom = async (locator: Locator): Promise<number> => locator.boundingBox().then((box) => (box ? box.y + box.height : Infinity));
    const line = page.locator('.editor-instance .view-line').filter({ hasText: 'fallocate(other, 0, 2)' }).first();
    await expect.poll(async () => await bottom(line) <= (await page.locator('.part.panel').boundingBox())!.y).toBe(true);
    await workbench.screenshot('first-stop');
  });

  test('a violation marks the line that did it, beside the scenario, and its thread has its whole name', async ({ workbench }) => {
    await workbench.debug.continue();
    await expect.poll(() => editors(workbench)).toEqual([example, 'xfs_bmap.daxk']);
    const above = () => workbench.host.run(({ vscode }) => {
      const editor = vscode.window.activeTextEditor;
      return editor && editor.selection.active.line > 0 ? editor.document.lineAt(editor.selection.active.line - 1).text : '';
    });
    await expect.poll(above).toContain('take blocks');
    await workbench.page.locator('.exception-widget').filter({ hasText: 'no_free_under_pin' }).first().waitFor();
    await expect.poll(() => cutOff(workbench, 'truncator')).toEqual([]);
    await workbench.screenshot('violation-beside-the-scenario');
  });

  test('a step in the scenario’s own group leaves it there', async ({ workbench }) => {
    await workbench.open(example, 29);
    await workbench.debug.step('into');
    await expect.poll(async () => (await editors(workbench))[0]).toBe(example);
    expect((await editors(workbench)).length).toBe(2);
  });
});

describe('a layout retry', () => {
  test('is a pause with its number, and no exception', async ({ workbench }) => {
    await debug(workbench, { kernel: 'v4.19', schedule: scheduleToRetry(example, 'v4.19') });
    const status = workbench.page.locator('.debug-call-stack .thread .state').filter({ hasText: /^Paused on layout retry 1$/i });
    await status.waitFor();
    expect(await status.getAttribute('class')).not.toContain('exception');
    await expect.poll(() => cutOff(workbench, 'truncator')).toEqual([]);
    expect(await workbench.page.locator('.exception-widget').count()).toBe(0);
    await workbench.screenshot('retry-is-a-pause');
  });
});

describe('while the kernel’s source is in front', () => {
  test('another kernel is the same session, restarted at the same position', async ({ workbench }) => {
    await debug(workbench, { schedule: scheduleTo(example, 'v4.17', 'no_free_under_pin'), stopOnEntry: true });
    await workbench.debug.step('into');
    await expect.poll(() => workbench.host.run(({ vscode }) => vscode.window.activeTextEditor?.document.languageId)).toBe('daxk');
    const session = () => workbench.host.run(({ vscode }) => vscode.debug.activeDebugSession!.id);
    const before = await session();
    const chosen = workbench.host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.commands.executeCommand('daxscn.debugOnKernel')));
    await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'v4.19' }).first().click();
    await chosen;
    expect(await session()).toBe(before);
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.19', position: 1 });
    // VS Code's own button restarts with what was chosen.
    await workbench.host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.commands.executeCommand('workbench.action.debug.restart')));
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.19', position: 1 });
  });

  test('the palette has the commands about the scenario, and starting it again ends the old session', async ({ workbench }) => {
    const before = await workbench.host.run(({ vscode }) => vscode.debug.activeDebugSession!.id);
    void workbench.command('workbench.action.quickOpen', '>DAX: Check');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'DAX: Check All Interleavings' }).first().waitFor();
    await workbench.command('workbench.action.closeQuickOpen');
    await workbench.host.run(({ vscode }, old) => new Promise<void>((resolve) => {
      const ended = vscode.debug.onDidTerminateDebugSession(({ id }) => {
        if (id !== old) return;
        ended.dispose();
        const begun = vscode.debug.onDidChangeActiveDebugSession((session) => {
          if (!session) return;
          begun.dispose();
          resolve();
        });
      });
      void vscode.commands.executeCommand('daxscn.debug');
    }), before);
    await workbench.debug.waitForStop();
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.17', position: 0 });
    await workbench.debug.stop();
  });
});

describe('the group of the scenario', () => {
  test('is the user’s again when the session has ended, and is left alone if the setting says so', async ({ workbench }) => {
    await workbench.command('workbench.action.closeAllEditors');
    await workbench.open(example);
    await workbench.setSetting('daxscn.keepScenarioInSight', false);
    await debug(workbench, { stopOnEntry: true });
    await expect.poll(() => editors(workbench)).toEqual(['rwsem.daxk']);
    await workbench.debug.stop();
    await workbench.setSetting('daxscn.keepScenarioInSight', true);
  });
});
