// What is done without the debugger: the gallery, the view in an editor, definitions that lead into the model kernel.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../../../scripts/vscode/paths.mts';
import { test } from './fixture';

test('the gallery offers every example with its story', async ({ workbench }) => {
  void workbench.command('daxscn.openExample').catch(() => undefined);
  const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
  await rows.first().waitFor();
  const [first] = await rows.allInnerTexts();
  expect(first).toContain('truncate races a direct read');
  expect(first).toContain('01-truncate-vs-direct-read.daxscn');
  // The museum comes after them, as a group of its own.
  for (const _ of readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.daxscn'))) await workbench.page.keyboard.press('ArrowDown');
  await rows.filter({ hasText: 'Museum: bugs that Linux had' }).first().waitFor();
  await rows.filter({ hasText: 'd-01-mapped-again.daxscn' }).waitFor();
  await workbench.page.keyboard.type('M-15');
  await rows.filter({ hasText: 'm-15-unmapped-while-pinned.daxscn' }).waitFor();
  for (const _ of 'M-15') await workbench.page.keyboard.press('Backspace');
  await rows.filter({ hasText: '01-truncate-vs-direct-read.daxscn' }).click();
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
