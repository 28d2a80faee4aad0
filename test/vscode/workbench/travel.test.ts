// Movements that the protocol has no word for, from menus, keys and the palette.
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';

async function travel(workbench: Workbench, command: string, ...args: unknown[]): Promise<number> {
  await workbench.host.run(({ vscode, stopAfter }, name, rest) =>
    stopAfter(() => vscode.commands.executeCommand(name, ...rest)), `daxscn.${command}`, args);
  return position(workbench);
}

async function position(workbench: Workbench): Promise<number> {
  return (await workbench.debug.request<{ position: number }>('daxscn/schedule')).position;
}

describe('beyond the protocol', () => {
  test('to the violation that the schedule leads to, and back along its thread', async ({ workbench }) => {
    const program = join(workbench.workspace.folder, example);
    await workbench.host.run(({ vscode, stopAfter }, body) => stopAfter(() => vscode.debug.startDebugging(undefined, body)),
      { type: 'daxscn', request: 'launch', name: 'test', program, kernel: 'v4.17', stopOnEntry: true });
    const violation = await travel(workbench, 'violation');
    expect(violation).toBeGreaterThan(10);
    await workbench.page.locator('.zone-widget .exception-widget, .exception-widget').first().waitFor();
    await workbench.screenshot('violation');
    // Only the event that broke it took the last chance.
    expect(await travel(workbench, 'lastChance')).toBe(violation - 1);
    await workbench.page.locator('.debug-call-stack').getByText('Paused at the last chance').first().waitFor();
    expect(await travel(workbench, 'violation')).toBe(violation);
    const before = await travel(workbench, 'backInThread');
    expect(before).toBeLessThan(violation);
    expect(await travel(workbench, 'backOut')).toBeLessThan(before);
  });

  test('to what touches the variable whose menu is opened', async ({ workbench }) => {
    const { threads } = await workbench.debug.request<{ threads: { id: number }[] }>('threads');
    const { stackFrames } = await workbench.debug.request<{ stackFrames: { id: number }[] }>('stackTrace', { threadId: threads[0]!.id });
    const { scopes } = await workbench.debug.request<{ scopes: { name: string; variablesReference: number }[] }>('scopes', { frameId: stackFrames[0]!.id });
    const { variablesReference } = scopes.find(({ name }) => name === 'Blocks')!;
    const at = await position(workbench);
    expect(await travel(workbench, 'nextTouch', { container: { variablesReference }, variable: { name: 'block 0' } })).toBeGreaterThan(at);
  });

  test('to another future, by the list of those that were left behind', async ({ workbench }) => {
    await travel(workbench, 'violation');
    const { whole } = await workbench.debug.request<{ whole: string }>('daxscn/schedule');
    await workbench.host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.debug.activeDebugSession!.customRequest('daxscn/goto', { position: 1 })));
    // Whoever is not next by the schedule moves next.
    const { threads } = await workbench.debug.request<{ threads: { id: number; name: string }[] }>('threads');
    const truncator = threads.find(({ name }) => name.startsWith('truncator'))!;
    await workbench.host.run(({ vscode, stopAfter }, threadId) =>
      stopAfter(() => vscode.debug.activeDebugSession!.customRequest('stepIn', { threadId })), truncator.id);
    const chosen = workbench.host.run(({ vscode, stopAfter }) => stopAfter(() => vscode.commands.executeCommand('daxscn.switchFork')));
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    await workbench.screenshot('forks');
    expect(await rows.first().innerText()).toContain('leaves this one at position 1');
    await workbench.page.keyboard.press('Enter');
    await chosen;
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ position: 1, whole });
  });

  test('what if: a value that is set by hand is another future', async ({ workbench }) => {
    const at = await position(workbench);
    await workbench.debug.closeSections('Watch', 'Loaded Scripts', 'Breakpoints');
    await workbench.debug.setValue('true', 'Locals', 'queued');
    await expect.poll(() => position(workbench)).toBe(at + 1);
    await workbench.command('workbench.debug.action.focusRepl');
    await workbench.page.locator('.repl').getByText(/what if: reader\/queued.* false → true/).first().waitFor();
    const { schedule } = await workbench.debug.request<{ schedule: string }>('daxscn/schedule');
    expect(schedule).toMatch(/\{reader\/queued.*=true\}$/);
    await workbench.screenshot('what-if');
    await workbench.debug.stepBack();
    expect(await position(workbench)).toBe(at);
  });

  test('back over a jump and forward again; any thread performs the next event', async ({ workbench }) => {
    const { threads } = await workbench.debug.request<{ threads: { id: number; name: string }[] }>('threads');
    const { id } = threads.find(({ name }) => name.startsWith('writer'))!;
    const before = await travel(workbench, 'stepThread', id);
    expect(await workbench.debug.stoppedThread()).toMatch(/^writer/);
    const jumped = await travel(workbench, 'violation');
    expect(jumped).toBeGreaterThan(before);
    expect(await travel(workbench, 'undoJump')).toBe(before);
    expect(await travel(workbench, 'redoJump')).toBe(jumped);
    expect(await travel(workbench, 'undoJump')).toBe(before);
  });

  test('the menus of a thread and of its frames have the movements', async ({ workbench }) => {
    const stack = workbench.page.locator('.debug-call-stack .monaco-list-row');
    for (const kind of ['.thread', '.stack-frame']) {
      const row = stack.filter({ has: workbench.page.locator(kind) }).first();
      await row.click({ button: 'right' });
      await workbench.page.locator('.monaco-menu .action-item').filter({ hasText: 'Let This Thread Perform the Next Event' }).first().waitFor();
      await workbench.page.keyboard.press('Escape');
      await workbench.page.locator('.monaco-menu').first().waitFor({ state: 'hidden' });
    }
  });

  test('there is a button in the toolbar, and a key', async ({ workbench }) => {
    await workbench.page.locator('.debug-toolbar').getByRole('button', { name: /Go to the Violation/ }).waitFor();
    await workbench.debug.stepBack();
    const at = await position(workbench);
    await workbench.page.keyboard.press('Control+Alt+d');
    await workbench.page.keyboard.press('v');
    await expect.poll(() => position(workbench)).toBeGreaterThan(at);
    await workbench.debug.stop();
  });
});
