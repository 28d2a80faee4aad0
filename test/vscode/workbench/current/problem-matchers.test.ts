// The problem matchers read `daxscn check` in tasks of other types. (The server of the old release has no terminals of its own.)
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../fixture';

const wrong = '00-wrong.daxscn';
const bad = '00-bad.daxscn';

test('a task of another type has its problems from its output', async ({ workbench }) => {
  const { folder } = workbench.workspace;
  await writeFile(join(folder, wrong), 'scenario "wrong"\nkernel v4.17\nprocess p { n = 1; }\nexpect v4.17 hang\n');
  await writeFile(join(folder, bad), 'scenario "bad"\nkernel v4.17\nproces p { }\n');
  await workbench.host.run(async ({ vscode }, files) => {
    const cli = vscode.Uri.joinPath(vscode.extensions.getExtension('daxscn.daxscn')!.extensionUri, 'dist', 'cli.js').fsPath;
    const execution = new vscode.ProcessExecution(process.execPath, [cli, 'check', ...files]);
    await vscode.tasks.executeTask(new vscode.Task({ type: 'process' }, vscode.workspace.workspaceFolders![0]!, 'by hand', 'test', execution, ['$daxscn', '$daxscn-expect']));
  }, [wrong, bad]);
  const problemsOf = (file: string) => workbench.host.run(({ vscode }, path) =>
    vscode.languages.getDiagnostics(vscode.Uri.file(path)).map(({ range, message, source }) => ({ line: range.start.line + 1, message, source })), join(folder, file));
  await expect.poll(() => problemsOf(wrong)).toEqual([{ line: 4, source: 'daxscn', message: 'v4.17  holds (expected hang)' }]);
  await expect.poll(() => problemsOf(bad)).toMatchObject([{ line: 3, source: 'daxscn', message: expect.stringContaining('did you mean `process`?') as string }]);
});
