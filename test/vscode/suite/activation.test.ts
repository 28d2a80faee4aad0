import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';

suite('activation', () => {
  test('VS Code knows the extension', () => {
    assert.ok(vscode.extensions.getExtension('daxscn.daxscn'));
  });

  test('the extension activates', async () => {
    const extension = vscode.extensions.getExtension('daxscn.daxscn');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  test('every command of the manifest is there, and every text of it has been found', async () => {
    const { packageJSON } = vscode.extensions.getExtension('daxscn.daxscn') as { packageJSON: { contributes: { commands: { command: string }[] } } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = packageJSON.contributes.commands.map(({ command }) => command);
    assert.ok(contributed.length > 0);
    assert.deepEqual(contributed.filter((command) => !registered.has(command)), []);
    assert.doesNotMatch(JSON.stringify(packageJSON.contributes), /"%[^"]+%"/);
  });
});
