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
});
