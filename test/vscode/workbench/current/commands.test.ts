// What only the current release shows here: the older server comes without the native part of its terminals.
import { expect } from 'vitest';
import { test } from '../fixture';

test('all interleavings of the open scenario are checked in a terminal', async ({ workbench }) => {
  await workbench.open('01-truncate-vs-direct-read.daxscn');
  const exitCode = await workbench.host.run(({ vscode }) => new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ exitCode: code }) => {
      listener.dispose();
      resolve(code);
    });
    void vscode.commands.executeCommand('daxscn.check');
  }));
  expect(exitCode).toBe(0);
  // Driven by a test, VS Code shows no toasts: the message waits behind the bell.
  await workbench.command('notifications.showList');
  const found = workbench.page.locator('.notification-list-item').filter({ hasText: 'v4.17 violates dma_lands_at_home' });
  await found.waitFor();
  await workbench.screenshot('check');

  await found.getByRole('button', { name: 'Debug' }).click();
  // More than one version goes wrong.
  await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'v4.17' }).click();
  // It begins where it went wrong.
  await workbench.debug.waitForStop();
  const { position, length } = await workbench.debug.request<{ position: number; length: number }>('daxscn/schedule');
  expect(position).toBeGreaterThan(10);
  expect(position).toBe(length);
  await workbench.debug.stop();
});
