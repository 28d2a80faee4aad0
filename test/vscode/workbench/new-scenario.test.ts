// A scenario of one's own: from a template to the debugger, and the kernel version in the status bar.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const status = ({ page }: Workbench) => page.locator('.statusbar-item[id="daxscn.daxscn.daxscn.kernel"]');

const text = (workbench: Workbench) => workbench.host.run(({ vscode }) => vscode.window.activeTextEditor?.document.getText() ?? '');

/** The row of the quick pick that has this; what is written in it makes the list short. */
async function pick(workbench: Workbench, label: string): Promise<void> {
  if (label.startsWith('v')) await workbench.page.locator('.quick-input-widget input').first().fill(label);
  await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
}

describe('a new scenario', () => {
  test('begins with a template whose places are filled in one after the other', async ({ workbench }) => {
    const { page } = workbench;
    void workbench.command('daxscn.newScenario').catch(() => undefined);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'First race' }).waitFor();
    await workbench.screenshot('new-scenario');
    await pick(workbench, 'First race');
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await expect.poll(() => text(workbench)).toContain('process truncator { ftruncate(victim, 0); }');
    await page.keyboard.type('My first race');
    await page.keyboard.press('Tab');
    await page.keyboard.type('It is short.');
    await expect.poll(() => text(workbench)).toMatch(/\* # My first race\n \*\n \* It is short\.\n \*\//);
    await page.keyboard.press('Escape');
    await status(workbench).filter({ hasText: 'v4.17' }).waitFor();
    await workbench.screenshot('new-scenario-open');
  });

  test('is saved where the user says before it is debugged', async ({ workbench }) => {
    const path = join(workbench.workspace.folder, 'mine.daxscn');
    void workbench.command('daxscn.debug').catch(() => undefined);
    await workbench.saveAs(path);
    await workbench.debug.waitForStop();
    expect(readFileSync(path, 'utf8')).toContain('# My first race');
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.17', position: 0 });
  });

  test('with a patch of the kernel is two files', async ({ workbench }) => {
    await workbench.debug.stop();
    void workbench.command('daxscn.newScenario', 'overlay').catch(() => undefined);
    await workbench.saveAs(join(workbench.workspace.folder, 'my-patch.daxscn'));
    await expect.poll(() => text(workbench)).toContain('use "my-patch.daxk"');
    expect(existsSync(join(workbench.workspace.folder, 'my-patch.daxk'))).toBe(true);
    await workbench.page.locator('.tab').filter({ hasText: 'my-patch.daxk' }).waitFor();
    await workbench.screenshot('new-scenario-with-patch');
    await workbench.command('workbench.action.files.saveAll');
    await workbench.command('workbench.action.closeAllEditors');
  });
});

describe('the kernel version in the status bar', () => {
  test('is written into the scenario, or debugged on, as the user says', async ({ workbench }) => {
    await workbench.open('mine.daxscn');
    await status(workbench).filter({ hasText: 'v4.17' }).click();
    await pick(workbench, 'v4.19');
    await pick(workbench, 'Write `kernel v4.19` into the scenario');
    await expect.poll(() => text(workbench)).toContain('kernel v4.19\n');
    await status(workbench).filter({ hasText: 'v4.19' }).click();
    await pick(workbench, 'v4.18');
    await workbench.screenshot('kernel-picked');
    await pick(workbench, 'Debug on v4.18');
    await workbench.debug.waitForStop();
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.18' });
    await status(workbench).filter({ hasText: 'v4.18' }).waitFor();
  });

  test('goes on with the session that runs', async ({ workbench }) => {
    const session = () => workbench.host.run(({ vscode }) => vscode.debug.activeDebugSession!.id);
    const before = await session();
    const chosen = workbench.host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.commands.executeCommand('daxscn.pickKernel')));
    await pick(workbench, 'v6.18');
    await chosen;
    expect(await session()).toBe(before);
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v6.18' });
    await status(workbench).filter({ hasText: 'v6.18' }).waitFor();
    await workbench.debug.stop();
    await workbench.command('workbench.action.files.revert');
    await workbench.command('workbench.action.closeAllEditors');
    await status(workbench).waitFor({ state: 'hidden' });
  });
});

describe('the menu of the editor', () => {
  test('has what one does with a scenario', async ({ workbench }) => {
    await workbench.open('01-truncate-vs-direct-read.daxscn', 30);
    await workbench.page.locator('.editor-instance .view-line').filter({ hasText: 'ftruncate(victim, 0)' }).first().click({ button: 'right' });
    const menu = workbench.page.locator('.monaco-menu .action-label');
    await menu.filter({ hasText: 'Debug Scenario' }).first().waitFor();
    expect(await menu.allInnerTexts()).toEqual(expect.arrayContaining(['Debug Scenario', 'Debug Scenario on Kernel Version…', 'Check All Interleavings of This Scenario', 'Compare the Execution with…']));
    await workbench.screenshot('editor-menu');
    await workbench.page.keyboard.press('Escape');
  });
});
