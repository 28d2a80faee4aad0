// A hunt in a real VS Code: in an overlay, with each save, what it finds is among the verdicts and can be debugged; asked for in quick picks, and cancelled.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const OVERLAY = 'my-patch.daxk';
/** Looks for no pins. */
const BROKEN = 'int xfs_break_layouts(inode _inode) { return 0; }\n';
const RIGHT = '/// Changes nothing that matters.\npure int answer() { return 42; }\n';
const calls = ['mmap', 'read_direct', 'ftruncate'];
const finding = /^hunt-v6\.12-01-\w+$/;

/** `what`: on the page of the verdicts. */
async function verdicts(workbench: Workbench, what = 'main[data-running]'): Promise<FrameLocator> {
  const frames = workbench.page.locator('iframe.webview:visible');
  let found: FrameLocator | undefined;
  await expect.poll(async () => {
    for (let index = await frames.count() - 1; index >= 0; index--) {
      const frame = frames.nth(index).contentFrame().frameLocator('iframe#active-frame');
      if (await frame.locator(what).count() > 0) found = frame;
    }
    return found !== undefined;
  }).toBe(true);
  return found!;
}

const status = (workbench: Workbench) => workbench.page.locator('.statusbar-item').filter({ hasText: 'Hunt: ' });

async function save(workbench: Workbench, text: string, isSaved = true): Promise<void> {
  await workbench.host.run(async ({ vscode }, content, toDisk) => {
    const { document } = vscode.window.activeTextEditor!;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), content);
    await vscode.workspace.applyEdit(edit);
    if (toDisk) await document.save();
  }, text, isSaved);
}

describe('a hunt with each save of an overlay', () => {
  test('tells what the patch breaks, as a scenario among the verdicts', async ({ workbench }) => {
    const overlay = join(workbench.workspace.folder, OVERLAY);
    writeFileSync(overlay, BROKEN);
    await workbench.open(OVERLAY);
    await workbench.command('daxscn.hunt', { kernel: 'v6.12', fileSystem: 'xfs', processes: 2, maxCalls: 3, maxSeconds: 600, calls, overlay, onSave: true });
    await status(workbench).filter({ hasText: '1 found' }).waitFor();
    const view = await verdicts(workbench);
    await expect.poll(() => view.getByRole('rowheader').allInnerTexts()).toEqual([expect.stringMatching(finding)]);
    await expect.poll(() => view.locator('.row .word').allInnerTexts()).toEqual([expect.stringMatching(/^violates \w+/)]);
    await workbench.screenshot('hunt-found');
  });

  test('debugs it where it goes wrong', async ({ workbench }) => {
    const view = await verdicts(workbench);
    await view.locator('[data-cell$=" v6.12"]').click();
    await view.locator('.detail').getByRole('button', { name: 'Debug' }).first().click();
    await workbench.debug.waitForStop();
    const { kernel, position } = await workbench.debug.request<{ kernel: string; position: number }>('daxscn/schedule');
    expect([kernel, position > 5]).toEqual(['v6.12', true]);
    await workbench.screenshot('hunt-debug');
    await workbench.debug.stop();
  });

  test('says that it is about the text before an edit, and begins anew when that is saved', async ({ workbench }) => {
    await workbench.open(OVERLAY);
    await save(workbench, `${BROKEN}// edited\n`, false);
    await status(workbench).filter({ hasText: '(before the edit)' }).waitFor();
    await save(workbench, RIGHT);
    await status(workbench).filter({ hasText: /nothing found$/ }).waitFor();
    await workbench.command('daxscn.results.focus');
    await verdicts(workbench, 'text=Check scenarios on all kernel versions');
    await workbench.screenshot('hunt-nothing');
  });

  test('says what is wrong with a patch that is none', async ({ workbench }) => {
    await workbench.open(OVERLAY);
    await save(workbench, 'int xfs_break_layouts(inode inode) { return unheard_of; }\n');
    await status(workbench).filter({ hasText: 'an error' }).waitFor();
    await save(workbench, BROKEN);
    await status(workbench).filter({ hasText: '1 found' }).waitFor();
    await workbench.command('daxscn.stopHunt');
    await status(workbench).waitFor({ state: 'detached' });
  });
});

test('a hunt is asked for in quick picks, says how far it is, and can be cancelled', async ({ workbench }) => {
  writeFileSync(join(workbench.workspace.folder, OVERLAY), RIGHT);
  await workbench.open(OVERLAY);
  void workbench.command('daxscn.hunt').catch(() => undefined);
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  // By the keyboard: a list that is just drawn anew has another row below the mouse.
  const pick = async (text: string): Promise<void> => {
    await rows.filter({ hasText: text }).first().waitFor();
    await workbench.page.keyboard.type(text);
    await workbench.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: text }).waitFor();
    await workbench.page.keyboard.press('Enter');
  };
  await rows.filter({ hasText: `${OVERLAY}, with each save` }).waitFor();
  await pick('v7.3');
  await pick('xfs');
  await pick('2 processes, 4 calls');
  // A toast goes away by itself: all of them are in a list.
  await workbench.command('notifications.showList');
  const notification = workbench.page.locator('.notifications-center .notification-list-item').filter({ hasText: 'Hunting in v7.3, xfs' });
  await notification.filter({ hasText: /in [\d,]+ scenarios.*size \d+ of \d+/ }).waitFor();
  await workbench.screenshot('hunt-progress');
  await notification.getByRole('button', { name: 'Cancel' }).click();
  // The list closes when nothing is left in it, before this comes.
  await expect.poll(async () => {
    await workbench.command('notifications.showList');
    return workbench.page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
  }).toEqual([expect.stringMatching(/^v7\.3, xfs: .*cancelled, left: /)]);
});
