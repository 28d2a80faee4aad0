// What the editors show while a scenario rests: where every thread is, values beside the lines, values under the mouse.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import { scheduleInto } from './schedules';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';
const kernel = 'v4.19';

/** Starts a session, in place of the one that may be there, and goes to the end of a schedule. */
async function debug(workbench: Workbench, ...ways: Parameters<typeof scheduleInto>[2][]): Promise<void> {
  const { schedule, position } = scheduleInto(example, kernel, ...ways);
  await workbench.debug.launch(join(workbench.workspace.folder, example), { kernel, schedule, stopOnEntry: true });
  await workbench.host.run(({ vscode, stopAfter }, at) =>
    stopAfter(() => vscode.debug.activeDebugSession!.customRequest('daxscn/goto', { position: at })), position);
}

/** Opens a file of the model kernel with the cursor on the line that has a text. */
function openKernel(workbench: Workbench, source: string, text: string): Promise<void> {
  return workbench.host.run(async ({ vscode }, path, part) => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`daxk:/${path}`));
    const position = document.positionAt(document.getText().indexOf(part));
    await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(position, position) });
  }, source, text);
}

/** A line of the editor that has a text. */
function line(workbench: Workbench, text: string): Locator {
  return workbench.page.locator('.editor-instance .view-line').filter({ hasText: text });
}

/** Of the browser: these tests are compiled without its types. */
declare function getComputedStyle(element: unknown, pseudo: string): { content: string; marginLeft: string };

/** The line with all that stands before and beside it, as it is read: from left to right, and style sheets have a part in it. */
async function read(found: Locator): Promise<string> {
  const parts = await found.first().evaluate((element) =>
    [...element.querySelectorAll('span')].filter((span) => span.childElementCount === 0).map((span) => {
      const [before, after] = ['::before', '::after'].map((pseudo) => getComputedStyle(span, pseudo));
      const words = (style: typeof before) => /^"(.*)"$/.exec(style?.content ?? '')?.[1] ?? '';
      const left = Number(span.getBoundingClientRect().left) + (parseFloat(before?.marginLeft ?? '') || 0);
      return { left, text: `${words(before)}${span.textContent}${words(after)}` };
    }));
  return parts.sort((a, b) => a.left - b.left).map(({ text }) => text).join('').replaceAll(/\s+/g, ' ').trim();
}

/** What a hover over the target shows; empty if nothing comes. It is lost if the line is drawn anew under the mouse: poll. */
async function hover(workbench: Workbench, target: Locator, shown: Locator): Promise<string> {
  await workbench.page.mouse.move(0, 0);
  await target.hover({ timeout: 2000 });
  await shown.waitFor({ timeout: 2000 }).catch(() => undefined);
  return await shown.isVisible() ? shown.innerText() : '';
}

async function pictures(workbench: Workbench, name: string): Promise<void> {
  for (const theme of ['light', 'high-contrast', 'dark'] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`${name}-${theme}`);
  }
}

/** The sleeper of the scenario and what it sleeps for. */
const asleep = 'await (!current.asleep)';

describe('while a scenario rests', () => {
  test('the scenario shows in which call every process is', async ({ workbench }) => {
    await debug(workbench, { process: 'reader' }, { process: 'truncator' });
    await workbench.open(example, 30);
    await expect.poll(() => read(line(workbench, 'read_direct(nvme0'))).toMatch(/^a read_direct.* reader$/);
    await expect.poll(() => read(line(workbench, 'ftruncate(victim, 0); }'))).toMatch(/^b process truncator.* truncator$/);
    await expect.poll(() => read(line(workbench, 'fallocate(other, 0, 2)'))).toMatch(/^c process writer.* writer$/);
    await pictures(workbench, 'cursors-scenario');
  });

  test('the model kernel shows where a thread sleeps and for what, and values beside the lines', async ({ workbench }) => {
    await openKernel(workbench, 'kernel/sched/wait_bit.daxk', 'void schedule');
    await expect.poll(() => read(line(workbench, asleep))).toMatch(/^b\W+await .* truncator sleeps until page 0 is idle: .*held by reader$/);
    await expect.poll(() => read(line(workbench, asleep))).toContain('current.asleep = true ← false');
    await expect.poll(() => read(line(workbench, 'void schedule'))).toBe('void schedule(page page) page = page 0');
    await pictures(workbench, 'cursors-asleep');
  });

  test('a hover on a field shows its value, a hover on a type does not ask for one', async ({ workbench }) => {
    const value = workbench.page.locator('.debug-hover-widget');
    const field = line(workbench, asleep).first().locator('span').filter({ hasText: /^asleep$/ });
    await expect.poll(() => hover(workbench, field, value)).toContain('true ← false');
    await workbench.screenshot('hover-field');
    const type = line(workbench, 'void schedule').locator('span').filter({ hasText: /^page$/ }).first();
    await expect.poll(() => hover(workbench, type, workbench.page.locator('.monaco-hover').filter({ hasText: 'object page' }))).not.toBe('');
    await expect.poll(() => value.isVisible()).toBe(false);
  });

  test('threads on one line are all there, in the order of their letters, until the session ends', async ({ workbench }) => {
    const ways = ['reader', 'truncator', 'writer'].map((process) => ({ process, into: 'down_write' }));
    await debug(workbench, ...ways);
    const lock = () => read(line(workbench, 'await (sem.writer == null) because'));
    await expect.poll(lock).toMatch(/^a b c\W+await .* reader truncator writer$/);
    await pictures(workbench, 'cursors-together');
    await workbench.setSetting('daxscn.showThreadCursors', false);
    await expect.poll(lock).not.toMatch(/^a|writer$/);
    await workbench.setSetting('daxscn.showThreadCursors', true);
    await expect.poll(lock).toMatch(/^a b c/);
    await workbench.debug.stop();
    await expect.poll(lock).toMatch(/^await/);
  });
});
