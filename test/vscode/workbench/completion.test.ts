// A scenario of one's own in a real VS Code, from an empty file: nothing is typed but what moves the cursor and takes a suggestion.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

/** Moves to the suggestion that has a label, and takes it. */
async function take(workbench: Workbench, label: string): Promise<void> {
  const { page } = workbench;
  const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
  await focused.waitFor();
  const seen: string[] = [];
  // Each row once: the list goes round.
  for (let current = await focused.innerText(); current !== label; current = await focused.innerText()) {
    if (seen.includes(current) && seen[0] === current) throw new Error(`\`${label}\` is not suggested, but: ${seen.join(', ')}`);
    seen.push(current);
    const index = await page.locator('.suggest-widget.visible .monaco-list-row.focused').getAttribute('data-index');
    await page.keyboard.press('ArrowDown');
    if (index !== null) await page.locator(`.suggest-widget.visible .monaco-list-row.focused:not([data-index="${index}"])`).waitFor();
  }
  await page.keyboard.press('Enter');
  // Another list may come at once.
  await expect.poll(async () => (await focused.isVisible() ? focused.innerText() : '')).not.toBe(label);
}

async function suggest(workbench: Workbench, label: string): Promise<void> {
  if (!await workbench.page.locator('.suggest-widget.visible').isVisible()) await workbench.command('editor.action.triggerSuggest');
  await take(workbench, label);
}

/** To the end of the text, and a new line there. */
async function nextLine(workbench: Workbench): Promise<void> {
  await workbench.command('leaveSnippet');
  await workbench.command('cursorBottom');
  await workbench.command('lineBreakInsert');
  await workbench.command('cursorBottom');
}

test('suggestions lead from an empty file to a scenario', async ({ workbench }) => {
  const file = 'my-own.daxscn';
  writeFileSync(join(workbench.workspace.folder, file), '');
  await workbench.open(file);
  const text = () => workbench.host.run(({ vscode }) => vscode.window.activeTextEditor!.document.getText());
  // The server is there.
  await expect.poll(() => workbench.host.run(async ({ vscode }) => {
    const list = await vscode.commands.executeCommand<{ items: { label: string }[] }>('vscode.executeCompletionItemProvider', vscode.window.activeTextEditor!.document.uri, new vscode.Position(0, 0));
    return list.items.map(({ label }) => label);
  })).toEqual(['scenario', 'scenario title']);

  await suggest(workbench, 'scenario');
  await expect.poll(text).toMatch(/^scenario "what races with what"\n\nkernel v7\.3\n/);
  await workbench.screenshot('completion-scenario');
  await nextLine(workbench);
  await suggest(workbench, 'device disk');
  await nextLine(workbench);
  await suggest(workbench, 'process');
  // Past its name, into its body.
  await workbench.page.keyboard.press('Tab');
  await suggest(workbench, 'mmap');
  await workbench.screenshot('completion-choice');
  await workbench.command('leaveSnippet');
  await workbench.command('cursorEnd');
  await workbench.command('editor.action.insertLineAfter');
  await suggest(workbench, 'read_direct');
  await take(workbench, 'nvme0');
  await take(workbench, 'buf[0]');
  await nextLine(workbench);
  await suggest(workbench, 'expect');
  await suggest(workbench, 'since');
  await take(workbench, 'v4.18');
  await suggest(workbench, 'holds');
  await expect.poll(text).toContain('expect since v4.18 holds');
  await workbench.screenshot('completion-done');
  expect(await text()).toMatch(/process reader \{\n {4}buf = mmap\(victim, 0, [0-9]\);\n {4}read_direct\(nvme0, buf\[0\]\);\n\}/);
});
