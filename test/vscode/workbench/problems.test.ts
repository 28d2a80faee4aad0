// What checks find wrong is in Problems; our own tasks need no problem matcher for that.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';
/** A copy with one `expect`, which is wrong. */
const wrong = '00-wrong.daxscn';
const bad = '00-bad.daxscn';
const expectLine = 'expect v4.17 holds';

interface Problem { readonly line: number; readonly message: string; readonly source: string | undefined; readonly related: string[] }

function problemsOf(workbench: Workbench, file: string): Promise<Problem[]> {
  return workbench.host.run(({ vscode }, path) => vscode.languages.getDiagnostics(vscode.Uri.file(path)).map(({ range, message, source, relatedInformation = [] }): Problem =>
    ({ line: range.start.line + 1, message, source, related: relatedInformation.map(({ location, message: text }) => `${location.uri.path.split('/').at(-1)!}: ${text}`) })), join(workbench.workspace.folder, file));
}

const runTask = (workbench: Workbench, named: string) => workbench.host.run(async ({ vscode }, name) => {
  const tasks = await vscode.tasks.fetchTasks({ type: 'daxscn' });
  await new Promise<void>((resolve) => {
    const ending = vscode.tasks.onDidEndTask(({ execution }) => {
      if (execution.task.name !== name) return;
      ending.dispose();
      resolve();
    });
    void vscode.tasks.executeTask(tasks.find((task) => task.name === name)!);
  });
}, named);

describe('problems', () => {
  test('of a task are the verdicts that are not as expected and the errors in files that are not open', async ({ workbench }) => {
    // Here only what is asked for is checked.
    await workbench.setSetting('daxscn.liveVerdicts.when', 'off');
    const text = await readFile(join(workbench.workspace.folder, example), 'utf8');
    const rest = text.split('\n').filter((line) => !line.startsWith('expect ')).join('\n');
    await writeFile(join(workbench.workspace.folder, wrong), `${rest}\n${expectLine}\n`);
    await writeFile(join(workbench.workspace.folder, bad), 'scenario "bad"\nkernel v4.17\nproces p { }\n');
    await workbench.open(wrong);
    await runTask(workbench, `check ${wrong}`);
    await expect.poll(() => problemsOf(workbench, wrong)).toEqual([{
      line: rest.split('\n').length + 1, source: 'daxscn check',
      message: expect.stringMatching(/^v4\.17: violates no_free_under_pin at event \d+, not `holds`\. truncator took blocks 0 to 1/) as string,
      related: expect.arrayContaining([expect.stringMatching(/^\w+\.daxk: event \d+ of \w+: /) as string]) as string[],
    }]);
    await workbench.command('workbench.actions.view.problems');
    await workbench.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'violates no_free_under_pin' }).first().waitFor();
    await workbench.screenshot('problems-of-task');
    const cause = { line: 3, message: expect.stringContaining('did you mean `process`?') as string };
    await workbench.host.run(({ vscode }, path) => vscode.commands.executeCommand('daxscn.check', vscode.Uri.file(path)), join(workbench.workspace.folder, bad));
    await expect.poll(() => problemsOf(workbench, bad)).toMatchObject([{ ...cause, source: 'daxscn check' }]);
    // Of a file that is open the language server says it.
    await workbench.open(bad);
    await expect.poll(() => problemsOf(workbench, bad)).toMatchObject([{ ...cause, source: 'daxscn' }]);
    expect(await problemsOf(workbench, wrong)).toHaveLength(1);
  });

  test('are gone with the text that they were found in, and come back with it', async ({ workbench }) => {
    await workbench.open(wrong);
    const edit = (length: number, text: string) => workbench.host.run(async ({ vscode }, end, by) => {
      const { document } = vscode.window.activeTextEditor!;
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, new vscode.Range(0, 0, 0, end), by);
      await vscode.workspace.applyEdit(change);
    }, length, text);
    await edit(0, ' ');
    await expect.poll(() => problemsOf(workbench, wrong)).toEqual([]);
    await edit(1, '');
    await expect.poll(() => problemsOf(workbench, wrong)).toHaveLength(1);
    await workbench.command('workbench.action.files.save');
  });

  test('are gone when a check finds what is expected', async ({ workbench }) => {
    const path = join(workbench.workspace.folder, wrong);
    await workbench.command('workbench.action.closeAllEditors');
    await writeFile(path, (await readFile(path, 'utf8')).replace(expectLine, 'expect v4.17 violates no_free_under_pin'));
    await workbench.open(wrong);
    await runTask(workbench, `check ${wrong}`);
    await expect.poll(() => problemsOf(workbench, wrong)).toEqual([]);
  });
});
