// The Test Explorer in a real VS Code: the expectations of a scenario run, one fails where it stands, the debugger opens what it has found, and coverage shows in the model kernel.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import { counterexampleOf } from './schedules';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';
const violation = { verdict: 'violates', property: 'no_free_under_pin' };
/** A copy with one `expect`, which is wrong; the first in the list. */
const wrong = '00-wrong.daxscn';

async function lineOf(workbench: Workbench, file: string, text: string): Promise<number> {
  const lines = (await readFile(join(workbench.workspace.folder, file), 'utf8')).split('\n');
  return lines.findIndex((line) => line.startsWith(text)) + 1;
}

/** Instead of the first characters of the text. */
const edit = (workbench: Workbench, length: number, text: string) => workbench.host.run(async ({ vscode }, end, by) => {
  const { document } = vscode.window.activeTextEditor!;
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(0, 0, 0, end), by);
  await vscode.workspace.applyEdit(change);
}, length, text);

/** The icon of the test that fails. */
const failedIcon = (workbench: Workbench) => workbench.page.locator('.test-explorer .monaco-list-row').filter({ hasText: 'v4.17 holds' }).locator('.codicon-testing-failed-icon');

describe('tests', () => {
  test('are the expectations of the scenarios, with a part for each version', async ({ workbench }) => {
    const text = await readFile(join(workbench.workspace.folder, example), 'utf8');
    const own = text.split('\n').filter((line) => !line.startsWith('expect ')).join('\n');
    await writeFile(join(workbench.workspace.folder, wrong), `${own}\nexpect v4.17 holds\n`);
    // Here only what is asked for is checked.
    await workbench.setSetting('daxscn.liveVerdicts.when', 'off');
    await workbench.open(wrong);
    await workbench.command('workbench.view.testing.focus');
    const row = workbench.page.locator('.test-explorer .monaco-list-row').filter({ hasText: '00-wrong' }).first();
    await row.waitFor();
    // In folders, as in the explorer.
    await row.page().locator('.test-explorer .monaco-list-row[aria-level="1"]').filter({ hasText: /^museum/ }).waitFor();
    await workbench.screenshot('testing-explorer');
  });

  test('of the file in the editor run, and one that fails says why at its line', async ({ workbench }) => {
    await workbench.open(wrong, await lineOf(workbench, wrong, 'expect'));
    await workbench.command('testing.runCurrentFile');
    const message = workbench.page.locator('.test-error-content-widget').filter({ hasText: /^v4\.17 violates no_free_under_pin \(expected holds\)$/ }).first();
    await message.waitFor();
    const line = workbench.page.locator('.monaco-editor .view-line').filter({ hasText: 'expect v4.17 holds' }).first();
    const [top, lineTop] = await Promise.all([message, line].map(async (each) => (await each.boundingBox())!.y));
    expect(Math.abs(top! - lineTop!)).toBeLessThan(10);
    await workbench.screenshot('testing-failed');
    await message.click();
    const peek = workbench.page.locator('.peekview-widget');
    await peek.filter({ hasText: 'truncator took blocks 0 to 1' }).first().waitFor();
    await peek.filter({ hasText: 'truncator should have waited for that' }).first().waitFor();
    // The calls in which it happened are links into the model kernel.
    await peek.filter({ hasText: '__xfs_bunmapi' }).first().waitFor();
    await workbench.screenshot('testing-peek');
    await workbench.page.keyboard.press('Escape');
  });

  test('are outdated when the text changes, until that is taken back', async ({ workbench }) => {
    const outdated = workbench.page.locator('.test-explorer .computed-state.retired');
    await workbench.command('workbench.view.testing.focus');
    expect(await outdated.count()).toBe(0);
    await workbench.open(wrong);
    await edit(workbench, 0, ' ');
    await outdated.first().waitFor();
    await workbench.screenshot('testing-outdated');
    await edit(workbench, 1, '');
    await expect.poll(() => outdated.count()).toBe(0);
    await workbench.command('workbench.action.files.save');
  });

  test('that a task has checked are shown as well', async ({ workbench }) => {
    await workbench.command('testing.clearTestResults');
    const failed = failedIcon(workbench);
    await expect.poll(() => failed.count()).toBe(0);
    await workbench.host.run(async ({ vscode }) => {
      const tasks = await vscode.tasks.fetchTasks({ type: 'daxscn' });
      await vscode.tasks.executeTask(tasks.find(({ name }) => name === 'check 00-wrong.daxscn')!);
    });
    await failed.first().waitFor();
    await workbench.screenshot('testing-task');
  });

  test('run again whenever the scenario is saved, while they run continuously', async ({ workbench }) => {
    await workbench.command('testing.clearTestResults');
    const failed = failedIcon(workbench);
    await expect.poll(() => failed.count()).toBe(0);
    await workbench.open(wrong);
    await workbench.command('testing.startContinuousRun');
    await edit(workbench, 0, '\n');
    expect(await failed.count()).toBe(0);
    await workbench.command('workbench.action.files.save');
    await failed.first().waitFor();
    await workbench.screenshot('testing-continuous');
    await workbench.command('testing.stopContinuousRun');
    await edit(workbench, 0, '\n');
    await workbench.page.locator('.test-explorer .computed-state.retired').first().waitFor();
    await workbench.command('workbench.action.files.save');
  });

  test('show what is found while one types, and nothing of an earlier text', async ({ workbench }) => {
    await workbench.command('testing.clearTestResults');
    const failed = failedIcon(workbench);
    await expect.poll(() => failed.count()).toBe(0);
    await workbench.open(wrong, await lineOf(workbench, wrong, 'expect'));
    await workbench.setSetting('daxscn.liveVerdicts.when', 'onType');
    await failed.first().waitFor();
    await workbench.screenshot('testing-live');
    // From now on nothing is searched: what was found is outdated with the first edit that a search reads.
    await workbench.setSetting('daxscn.liveVerdicts.when', 'onRequest');
    const place = await workbench.host.run(async ({ vscode }) => {
      const { document } = vscode.window.activeTextEditor!;
      const offset = document.getText().indexOf('ftruncate(victim, 0)') + 'ftruncate(victim, '.length;
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + 1)), '1');
      await vscode.workspace.applyEdit(change);
      return offset;
    });
    await workbench.page.locator('.test-explorer .computed-state.retired').first().waitFor();
    await workbench.host.run(async ({ vscode }, offset) => {
      const { document } = vscode.window.activeTextEditor!;
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + 1)), '0');
      await vscode.workspace.applyEdit(change);
    }, place);
    await expect.poll(() => workbench.page.locator('.test-explorer .computed-state.retired').count()).toBe(0);
    await workbench.command('workbench.action.files.save');
    await workbench.setSetting('daxscn.liveVerdicts.when', 'off');
  });

  test('open in the debugger after the event that should have waited', async ({ workbench }) => {
    await workbench.open(wrong, await lineOf(workbench, wrong, 'expect'));
    await workbench.command('testing.debugAtCursor');
    await workbench.debug.waitForStop();
    const { missingWait } = counterexampleOf(example, 'v4.17', violation);
    await expect.poll(() => workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.17', position: missingWait!.events[0]! + 1 });
    await workbench.screenshot('testing-debug');
    await workbench.command('workbench.action.debug.stop');
  });

  test('tell which lines of the model kernel they reach', async ({ workbench }) => {
    await workbench.open(wrong);
    await workbench.command('testing.coverageCurrentFile');
    await workbench.host.run(async ({ vscode }) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('daxk:/mm/truncate.daxk'));
      const selection = new vscode.Range(document.positionAt(document.getText().indexOf('void truncate_inode_pages_range(')), document.positionAt(document.getText().indexOf('void truncate_inode_pages_range(')));
      await vscode.window.showTextDocument(document, { preview: false, selection });
    });
    await workbench.page.locator('.coverage-deco-gutter.coverage-deco-hit').first().waitFor();
    await workbench.page.locator('.coverage-deco-gutter.coverage-deco-miss').first().waitFor();
    await workbench.screenshot('testing-coverage');
  });
});
