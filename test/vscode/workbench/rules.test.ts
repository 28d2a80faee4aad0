// The essential rules of docs/semantics.md again, in the workbench: with its menus, its views and its words.
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const removeAll = 'workbench.debug.viewlet.action.removeAllBreakpoints';
const example = '01-truncate-vs-direct-read.daxscn';
const lines = { maps: 26, reads: 27, truncates: 29 };

/** A session in place of the one that may be there, at its first stop. */
async function launch(workbench: Workbench, configuration: object = {}): Promise<void> {
  await workbench.command(removeAll);
  await workbench.debug.launch(join(workbench.workspace.folder, example), { kernel: 'v4.19', stopOnEntry: true, ...configuration });
}

async function position(workbench: Workbench): Promise<number> {
  return (await workbench.debug.request<{ position: number }>('daxscn/schedule')).position;
}

/** Runs a command of the workbench that ends in a stop. */
async function stopBy(workbench: Workbench, command: string): Promise<void> {
  await workbench.host.run(({ vscode, stopAfter }, name) => stopAfter(() => vscode.commands.executeCommand(name)), command);
}

/** The function of the frame that has the focus. */
async function functionOf(workbench: Workbench): Promise<string> {
  const { stackFrames } = await workbench.debug.request<{ stackFrames: { id: number; name: string }[] }>('stackTrace', { threadId: await focusedThread(workbench) });
  return stackFrames[0]!.name;
}

async function focusedThread(workbench: Workbench): Promise<number> {
  return workbench.host.run(({ vscode }) => vscode.debug.activeStackItem!.threadId);
}

/** Runs one thread until it can go no further. */
async function exhaust(workbench: Workbench, thread: string): Promise<void> {
  const { threads } = await workbench.debug.request<{ threads: { id: number; name: string }[] }>('threads');
  const { id } = threads.find(({ name }) => name.startsWith(thread))!;
  await workbench.host.run(({ vscode, stopAfter }, threadId) =>
    stopAfter(() => vscode.debug.activeDebugSession!.customRequest('daxscn/move', { movement: 'untilBlocked', threadId })), id);
}

describe('the rules in the workbench', () => {
  test('rule 1: a thread that cannot move says why in the call stack', async ({ workbench }) => {
    await launch(workbench);
    await workbench.debug.setExceptionFilter('Layout retry', false);
    await exhaust(workbench, 'reader');
    await exhaust(workbench, 'truncator');
    await expect.poll(async () => (await workbench.debug.callStack()).join('\n')).toMatch(/truncator — sleeps until page 0 is idle.*held by reader/);
  });

  test('rule 3: a step on a thread that cannot move performs nothing and says so', async ({ workbench }) => {
    const before = await position(workbench);
    await workbench.debug.step('over');
    expect(await position(workbench)).toBe(before);
    await workbench.debug.setExceptionFilter('Layout retry');
  });

  test('rule 2: step into enters the model kernel, step over stays in the frame, step out leaves it', async ({ workbench }) => {
    await launch(workbench);
    await workbench.debug.step('into');
    const inner = await functionOf(workbench);
    expect(inner).not.toBe('reader');
    await workbench.debug.step('out');
    await workbench.debug.step('over');
    expect(await position(workbench)).toBeGreaterThan(2);
    // Nobody else has moved.
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ schedule: expect.stringMatching(/^a\d*$/) });
  });

  test('rule 5: step back and reverse undo what was done, and Restart Frame goes to where the call began', async ({ workbench }) => {
    const here = await position(workbench);
    await workbench.debug.stepBack();
    expect(await position(workbench)).toBe(here - 1);
    await stopBy(workbench, 'workbench.action.debug.restartFrame');
    expect(await position(workbench)).toBeLessThan(here);
    await workbench.debug.reverse();
    expect(await position(workbench)).toBe(0);
  });

  test('rule 6: the targets of a step are the threads that can move', async ({ workbench }) => {
    await launch(workbench);
    await workbench.command('workbench.action.focusActiveEditorGroup');
    const stopped = stopBy(workbench, 'editor.debug.action.stepIntoTargets');
    await workbench.debug.chooseFromMenu(/^truncator/);
    await stopped;
    expect(await workbench.debug.stoppedThread()).toMatch(/^truncator/);
    expect(await position(workbench)).toBe(1);
  });

  test('rule 7: Jump to Cursor goes to where a line happened', async ({ workbench }) => {
    await launch(workbench, { kernel: 'v4.17' });
    await workbench.debug.continue();
    const end = await position(workbench);
    await workbench.open(example, lines.truncates);
    // A jump that VS Code gets while it still opens the editor of the last stop is a silent no-op.
    await expect.poll(async () => {
      await workbench.command('debug.jumpToCursor');
      return position(workbench);
    }).toBeLessThan(end);
    await expect.poll(() => workbench.debug.stoppedThread()).toMatch(/^truncator/);
  });

  test('rule 8: conditions, hit counts and log points', async ({ workbench }) => {
    await launch(workbench, { kernel: 'v4.17' });
    const path = join(workbench.workspace.folder, example);
    await workbench.debug.addBreakpoint(path, lines.reads, { condition: 'current == writer' });
    await workbench.debug.addBreakpoint(path, lines.truncates, { condition: 'current == truncator', hitCondition: '= 1' });
    await workbench.debug.continue();
    expect(await workbench.debug.stoppedThread()).toMatch(/^truncator/);
    await workbench.debug.continue();
    // Added now, it says what it would have said before.
    await workbench.debug.addBreakpoint(path, lines.maps, { logMessage: 'block 0 is of {owner(block 0)}' });
    await workbench.command('workbench.debug.action.focusRepl');
    const console = workbench.page.locator('.repl');
    await console.getByText(/before #\d+ reader: block 0 is of victim/).first().waitFor();
    // Colours, not the sequences that ask for them.
    expect(await console.innerText()).not.toMatch(/\[\d+m/);
    await workbench.screenshot('console');
  });

  test('rules 9.3 and 9.4: a data breakpoint from the menu of a variable, an exception filter, and the widget that tells why', async ({ workbench }) => {
    await launch(workbench, { kernel: 'v4.17' });
    await workbench.debug.setExceptionFilter('Invariant violated', false);
    await workbench.debug.closeSections('Watch', 'Call Stack');
    await workbench.debug.breakOnChange('Blocks', 'block 0', 'owner');
    await workbench.debug.continue();
    expect(await workbench.debug.stoppedThread()).toMatch(/^truncator/);
    const { result } = await workbench.debug.request<{ result: string }>('evaluate', { expression: 'who block 0.owner', context: 'repl' });
    expect(stripVTControlCharacters(result)).toMatch(new RegExp(`^#${await position(workbench)} truncator: .*block 0.owner victim → null`));
    await workbench.debug.setExceptionFilter('Invariant violated');
    await workbench.command(removeAll);
    await workbench.debug.continue();
    await expect.poll(() => workbench.page.locator('.exception-widget').innerText()).toMatch(/dma_lands_at_home/);
    await workbench.screenshot('exception');
    await workbench.debug.stop();
  });
});
