// Verdicts while one types, in a real VS Code: they become old in words, then new; what is not as expected is among the problems and can be corrected; the next session begins with what is known.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { CodeAction } from 'vscode';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';

function line(workbench: Workbench, text: string): Locator {
  return workbench.page.locator('.editor-instance .view-line').filter({ hasText: text });
}

/** Of the browser: these tests are compiled without its types. */
declare function getComputedStyle(element: unknown, pseudo?: string): { content: string; color: string; borderBottomStyle: string };

/** What stands behind a line: style sheets write it. */
async function beside(found: Locator): Promise<string> {
  return (await found.first().evaluate((element) => [...element.querySelectorAll('span')]
    .map((span) => /^"(.*)"$/.exec(getComputedStyle(span, '::after').content)?.[1] ?? '').join(''))).replaceAll(/\s+/g, ' ').trim();
}

const met = (workbench: Workbench) => beside(line(workbench, 'expect until v4.18'));
const holding = (workbench: Workbench) => beside(line(workbench, 'expect since v4.18'));

/** Replaces a part of the text as typing does. */
async function replace(workbench: Workbench, from: string, to: string): Promise<void> {
  await workbench.host.run(async ({ vscode }, before, after) => {
    const { document, edit } = { document: vscode.window.activeTextEditor!.document, edit: new vscode.WorkspaceEdit() };
    const start = document.getText().indexOf(before);
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + before.length)), after);
    await vscode.workspace.applyEdit(edit);
  }, from, to);
}

function problems(workbench: Workbench) {
  return workbench.host.run(({ vscode }, path) => vscode.languages.getDiagnostics(vscode.Uri.file(path)).filter(({ source }) => source === 'DAX verdict').map(({ message, severity, relatedInformation, range }) => ({
    message, severity, line: range.start.line, related: relatedInformation?.map(({ location, message: text }) => `${location.uri.scheme}:${location.uri.path} ${text}`) ?? [],
  })), join(workbench.workspace.folder, example));
}

async function pictures(workbench: Workbench, name: string): Promise<void> {
  for (const theme of ['light', 'high-contrast', 'dark'] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`live-${name}-${theme}`);
  }
}

describe('while one types', () => {
  test('every expect has its verdict beside it', async ({ workbench }) => {
    await workbench.open(example, 44);
    await expect.poll(() => met(workbench)).toMatch(/^✓ violates at event \d+ · 2 versions · [\d,]+ states · (?:< )?[\d.]+ s$/);
    await expect.poll(() => holding(workbench)).toMatch(/^✓ holds · 24 versions · [\d,]+ states · [\d.]+ s$/);
    await pictures(workbench, 'met');
  });

  test('the statements that race have a line beneath them', async ({ workbench }) => {
    await workbench.open(example, 30);
    const height = async (text: string) => Math.round((await line(workbench, text).first().boundingBox())?.y ?? 0);
    const dashed = () => workbench.page.locator('.editor-instance .view-overlays .cdr').evaluateAll((all) => all
      .filter((element) => getComputedStyle(element).borderBottomStyle === 'dashed').map((element) => Math.round(element.getBoundingClientRect().y)));
    // The editor may still scroll.
    await expect.poll(async () => {
      const lines = [await height('read_direct(nvme0'), await height('ftruncate(victim, 0)')];
      return (await dashed()).map((y) => y - lines.shift()!);
    }).toEqual([0, 0]);
  });

  test('above the scenario is what can be done with it', async ({ workbench }) => {
    await workbench.open(example, 18);
    await expect.poll(() => workbench.page.locator('.codelens-decoration').first().innerText()).toMatch(/Debug.*Check.*v4\.17 ▾.*Compare/s);
  });

  test('a comment keeps the verdict, and a mistake makes it old, in words', async ({ workbench }) => {
    await workbench.open(example, 44);
    await replace(workbench, 'file victim', '// one block is enough\nfile victim');
    expect(await holding(workbench)).toMatch(/^✓ holds · 24 versions/);
    await replace(workbench, 'process reader {', 'process reader {{');
    await expect.poll(() => holding(workbench)).toMatch(/^before the last edit: ✓ holds · 24 versions$/);
    await pictures(workbench, 'old');
    await replace(workbench, 'process reader {{', 'process reader {');
    await expect.poll(() => holding(workbench)).toMatch(/^✓ holds · 24 versions/);
  });

  test('another program is old until its verdict is there, and what is not as expected is a problem', async ({ workbench }) => {
    const seen = new Set<string>();
    await replace(workbench, 'expect until v4.18 violates dma_lands_at_home', 'expect until v4.18 holds');
    await replace(workbench, 'device pmem0 { blocks = 2 }', 'device pmem0 { blocks = 3 }');
    await expect.poll(async () => {
      const now = await holding(workbench);
      seen.add(now.replaceAll(/\d+ of/g, 'N of'));
      return now;
    }, { interval: 20 }).toMatch(/^✓ holds · 24 versions/);
    expect([...seen]).toEqual(expect.arrayContaining([expect.stringMatching(/before the last edit: ✓ holds/)]));
    await expect.poll(() => met(workbench)).toMatch(/^✗ violates no_free_under_pin at event \d+ on 2 versions$/);
    await expect.poll(() => problems(workbench)).toEqual([expect.objectContaining({
      severity: 0, message: expect.stringMatching(/^v4\.15 and v4\.17: violates no_free_under_pin at event \d+, not `holds`\. truncator took .* should have waited for that\.$/),
      related: [expect.stringMatching(/^daxk:\/mm\/.*\.daxk event \d+ of reader: pin page 0/), expect.stringMatching(/^daxk:\/fs\/xfs\/libxfs\/xfs_bmap\.daxk event \d+ of truncator: take blocks/)],
    })]);
    await workbench.command('workbench.actions.view.problems');
    await workbench.page.locator('.markers-panel .monaco-tl-row').filter({ hasText: 'violates no_free_under_pin' }).first().waitFor();
    await workbench.open(example, 45);
    await pictures(workbench, 'failed');
  });

  test('a quick fix writes the expect that is true', async ({ workbench }) => {
    const titles = await workbench.host.run(async ({ vscode }, path) => {
      const uri = vscode.Uri.file(path);
      const { range } = vscode.languages.getDiagnostics(uri).find(({ source }) => source === 'DAX verdict')!;
      const actions = await vscode.commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
      await vscode.workspace.applyEdit(actions.find(({ title }) => title.startsWith('Expect what is true'))!.edit!);
      return actions.map(({ title }) => title);
    }, join(workbench.workspace.folder, example));
    expect(titles).toEqual(expect.arrayContaining(['Expect what is true: expect v4.15, v4.17 violates no_free_under_pin', expect.stringMatching(/^Debug: violates/), expect.stringMatching(/^Pin the schedule: violates/)]));
    await expect.poll(() => beside(line(workbench, 'expect v4.15, v4.17 violates'))).toMatch(/^✓ violates at event/);
    await expect.poll(() => problems(workbench)).toEqual([]);
  });

  test('another one pins the schedule', async ({ workbench }) => {
    await workbench.host.run(async ({ vscode }, path) => {
      const { document } = vscode.window.activeTextEditor!;
      const place = document.positionAt(document.getText().indexOf('expect v4.15'));
      const actions = await vscode.commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', vscode.Uri.file(path), new vscode.Range(place, place));
      await vscode.workspace.applyEdit(actions.find(({ title }) => title.startsWith('Pin the schedule'))!.edit!);
      await document.save();
    }, join(workbench.workspace.folder, example));
    expect(await readFile(join(workbench.workspace.folder, example), 'utf8')).toMatch(/\nschedule "[a-z\d]+"\n\nexpect v4\.15, v4\.17 violates/);
    // Which nothing of the verdicts reads.
    await expect.poll(() => holding(workbench)).toMatch(/^✓ holds · 24 versions/);
  });

  test('Debug opens the violation, and Last chance what came before', async ({ workbench }) => {
    await line(workbench, 'expect v4.15, v4.17 violates').first().hover();
    await workbench.page.locator('.monaco-hover a').filter({ hasText: /^Debug$/ }).first().click();
    await workbench.debug.waitForStop();
    await workbench.page.locator('.exception-widget').filter({ hasText: 'no_free_under_pin' }).first().waitFor();
    const { position } = await workbench.debug.request<{ position: number }>('daxscn/schedule');
    await workbench.host.run(({ vscode }, path) => vscode.commands.executeCommand('daxscn.lastChanceOfVerdict', vscode.Uri.file(path).toString(), 'v4.17 violates no_free_under_pin'), join(workbench.workspace.folder, example));
    await expect.poll(async () => (await workbench.debug.request<{ position: number }>('daxscn/schedule')).position).toBeLessThan(position);
    await workbench.debug.stop();
  });

  test('what is known is there when the window opens again', async ({ workbench }) => {
    await workbench.open(example, 44);
    await expect.poll(() => holding(workbench)).toMatch(/^✓ holds · 24 versions/);
    // Nothing is searched by itself: what is shown was kept.
    await workbench.setSetting('daxscn.liveVerdicts.when', 'onRequest');
    await workbench.page.reload();
    await workbench.page.locator('.editor-instance .monaco-editor').first().waitFor();
    await expect.poll(() => holding(workbench)).toMatch(/^✓ holds · 24 versions/);
  });
});
