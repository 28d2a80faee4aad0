import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';

const example = () => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '01-truncate-vs-direct-read.daxscn');

/** The exit status of the next task that ends. */
function endOfTask(): Promise<number | undefined> {
  return new Promise((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ exitCode }) => {
      listener.dispose();
      resolve(exitCode);
    });
  });
}

suite('checking', () => {
  test('all interleavings are checked in a task that ends with the status of the command line', async () => {
    await vscode.window.showTextDocument(example());
    const ended = endOfTask();
    await vscode.commands.executeCommand('daxscn.check');
    assert.deepEqual(vscode.tasks.taskExecutions.map(({ task }) => task.name), ['check 01-truncate-vs-direct-read.daxscn']);
    assert.equal(await ended, 0);
  });

  test('a scenario that does not exist is bad input', async () => {
    const ended = endOfTask();
    await vscode.commands.executeCommand('daxscn.check', vscode.Uri.joinPath(example(), '..', 'no-such.daxscn'));
    assert.equal(await ended, 2);
  });
});
