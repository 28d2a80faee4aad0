// What is done without the debugger: the gallery, the view in an editor, definitions that lead into the model kernel.
import { expect, inject } from 'vitest';
import { releases } from '../../../scripts/vscode/releases.mts';
import { test } from './fixture';

/** The older server is installed without the native part of its terminals, and opens another walkthrough than the one asked for. */
const onCurrent = test.skipIf(inject('release') === releases.oldest);

test('the gallery offers every example with its story', async ({ workbench }) => {
  void workbench.command('daxscn.openExample').catch(() => undefined);
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.first().waitFor();
  const [first] = await rows.allInnerTexts();
  expect(first).toContain('truncate races a direct read');
  expect(first).toContain('01-truncate-vs-direct-read.daxscn');
  await rows.first().click();
  await workbench.page.locator('.tab.active').filter({ hasText: '01-truncate-vs-direct-read.daxscn' }).waitFor();
});

test('block ownership opens beside the editor', async ({ workbench }) => {
  await workbench.command('daxscn.openOwnership');
  await workbench.page.locator('.tab').filter({ hasText: 'Block Ownership' }).waitFor();
  await workbench.webview().getByText('press F5').waitFor();
  await workbench.screenshot('beside-the-editor');
  await workbench.command('workbench.action.closeAllEditors');
});

test('the definition of a system call is in the model kernel', async ({ workbench }) => {
  await workbench.open('01-truncate-vs-direct-read.daxscn');
  const found = await workbench.host.run(async ({ vscode }) => {
    const { document } = vscode.window.activeTextEditor!;
    const at = document.positionAt(document.getText().indexOf('ftruncate(victim') + 2);
    const locations = await vscode.commands.executeCommand<{ uri?: { toString(): string }; targetUri?: { toString(): string } }[]>(
      'vscode.executeDefinitionProvider', document.uri, at);
    return locations.map(({ uri, targetUri }) => (targetUri ?? uri)?.toString());
  });
  expect(found).toEqual(['daxk:/fs/open.daxk']);
});

test('a kernel version can be picked', async ({ workbench }) => {
  await workbench.open('01-truncate-vs-direct-read.daxscn');
  void workbench.command('daxscn.debugOnKernel').catch(() => undefined);
  const row = workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'v4.19' });
  await row.waitFor();
  await workbench.host.run(({ vscode }) => vscode.commands.executeCommand('workbench.action.closeQuickOpen'));
});

onCurrent('all interleavings of the open scenario are checked in a terminal', async ({ workbench }) => {
  await workbench.open('01-truncate-vs-direct-read.daxscn');
  const exitCode = await workbench.host.run(({ vscode }) => new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ exitCode: code }) => {
      listener.dispose();
      resolve(code);
    });
    void vscode.commands.executeCommand('daxscn.check');
  }));
  expect(exitCode).toBe(0);
  await workbench.screenshot('check');
});

onCurrent('the walkthrough shows its steps', async ({ workbench }) => {
  await workbench.command('workbench.action.openWalkthrough', 'daxscn.daxscn#start');
  await workbench.page.locator('.getting-started-step').filter({ hasText: 'Step through it' }).first().waitFor();
  await workbench.screenshot('walkthrough');
});
