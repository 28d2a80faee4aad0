// A link to a position, from the command that copies it to the dialog that asks before anything starts.
import { join } from 'node:path';
import { describe, expect, inject, test as base } from 'vitest';
import { scheduleTo } from './schedules';
import { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';

/** Dialogs are refused while VS Code is driven by its own test driver. */
// eslint-disable-next-line no-empty-pattern -- vitest insists on a pattern
const test = base.extend('workbench', { scope: 'file' }, async ({}, { onCleanup }) => {
  const workbench = await Workbench.launch({ release: inject('release'), extension: inject('extension'), testDriver: false });
  onCleanup(() => workbench.close());
  return workbench;
});

/** The text of the dialog that is open. */
async function dialog(workbench: Workbench, text: string | RegExp): Promise<string> {
  const box = workbench.page.locator('.monaco-dialog-box').filter({ hasText: text });
  await box.waitFor();
  return box.innerText();
}

async function answer(workbench: Workbench, text: string | RegExp, button: string): Promise<void> {
  const box = workbench.page.locator('.monaco-dialog-box').filter({ hasText: text });
  await box.getByRole('button', { name: button, exact: true }).click();
  await box.waitFor({ state: 'hidden' });
}

function stopBy(workbench: Workbench, act: () => Promise<unknown>): Promise<unknown> {
  return Promise.all([workbench.host.run(({ stopAfter }) => stopAfter(() => undefined)), act()]);
}

describe('a link to a position', () => {
  let link = '';

  test('is copied, and has the scenario in it', async ({ workbench }) => {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.debug.launch(join(workbench.workspace.folder, example), { schedule: scheduleTo(example, 'v4.17', 'no_free_under_pin') });
    await workbench.command('daxscn.copyLink');
    link = await workbench.host.run(({ vscode }) => vscode.env.clipboard.readText());
    const scheme = await workbench.host.run(({ vscode }) => vscode.env.uriScheme);
    expect(link).toMatch(new RegExp(`^${scheme}://daxscn\\.daxscn/open\\?v1=[\\w-]+$`));
    await workbench.debug.stop();
    await workbench.command('workbench.action.closeAllEditors');
  });

  test('that VS Code is asked to open says what it is, and starts once the user agrees', async ({ workbench }) => {
    void workbench.command('workbench.action.url.openUrl');
    const input = workbench.page.locator('.quick-input-widget input:visible');
    await input.fill(link);
    await workbench.page.keyboard.press('Enter');
    // VS Code asks first, for every extension.
    await answer(workbench, /to open this URI/, 'Open');
    expect(await dialog(workbench, example)).toMatch(/position \d+ on v4\.17[^]*of this workspace[^]*Schedule: /);
    await stopBy(workbench, () => answer(workbench, example, 'Debug'));
    const { position, length } = await workbench.debug.request<{ position: number; length: number }>('daxscn/schedule');
    expect(position).toBeGreaterThan(10);
    expect(position).toBe(length);
    await workbench.page.locator('.exception-widget').filter({ hasText: 'no_free_under_pin' }).first().waitFor();
    await workbench.debug.stop();
  });

  test('of a file that has changed since shows the text of the link, read-only', async ({ workbench }) => {
    await workbench.host.run(async ({ vscode }, path) => {
      const uri = vscode.Uri.file(path);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${text}\n# changed\n`));
    }, join(workbench.workspace.folder, example));
    void workbench.command('daxscn.openLink', link);
    expect(await dialog(workbench, example)).toContain('It is shown read-only.');
    await workbench.screenshot('link-dialog');
    await stopBy(workbench, () => answer(workbench, example, 'Debug'));
    const scheme = () => workbench.host.run(({ vscode }) => vscode.window.visibleTextEditors.map(({ document }) => document.uri.scheme).sort());
    await expect.poll(scheme).toEqual(['daxk', 'daxscn-link']);
    expect(await workbench.host.run(({ vscode }) => vscode.workspace.fs.isWritableFileSystem('daxscn-link'))).toBe(false);
    await workbench.screenshot('link-opened');
    await workbench.debug.stop();
  });

  test('is not followed if the user does not agree, nor if it is damaged', async ({ workbench }) => {
    void workbench.command('daxscn.openLink', link);
    await dialog(workbench, example);
    await answer(workbench, example, 'Cancel');
    await workbench.command('daxscn.openLink', link.slice(0, 200));
    await expect.poll(() => workbench.notifications()).toEqual([expect.stringContaining('The link is damaged')]);
    expect(await workbench.host.run(({ vscode }) => vscode.debug.activeDebugSession)).toBeUndefined();
  });
});
