import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import type { Snapshot } from '../../../src/view/messages';

const example = () => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '01-truncate-vs-direct-read.daxscn');

/** Starts a session and waits for its first stop. */
async function debug(configuration: object): Promise<vscode.DebugSession> {
  const stopped = new Promise<vscode.DebugSession>((resolve) => {
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory('daxscn', {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage: ({ event }: { event?: string }) => {
          if (event !== 'stopped') return;
          tracker.dispose();
          resolve(session);
        },
      }),
    });
  });
  assert.ok(await vscode.debug.startDebugging(undefined, { type: 'daxscn', request: 'launch', name: 'test', ...configuration }));
  return stopped;
}

suite('debugging', () => {
  test('a configuration without a program debugs the scenario in the editor', async () => {
    await vscode.window.showTextDocument(example());
    const session = await debug({});
    assert.equal(session.configuration.program, example().fsPath);
    assert.equal(session.configuration.stopOnEntry, true);
    const { files, position } = await session.customRequest('daxscn/ownership') as Snapshot;
    assert.equal(position, 0);
    assert.deepEqual(files.map(({ name }) => name), ['victim', 'other']);
    await vscode.debug.stopDebugging(session);
  });

  test('a launch can name another kernel version', async () => {
    const session = await debug({ program: example().fsPath, kernel: 'v6.18', stopOnEntry: true });
    const { kernel, devices } = await session.customRequest('daxscn/ownership') as Snapshot;
    assert.equal(kernel, 'v6.18');
    assert.equal(devices[0]!.blocks[0]!.refcount.now, 0);
    await vscode.debug.stopDebugging(session);
  });

  test('the source of the model kernel can be read and not written', async () => {
    const uri = vscode.Uri.parse('daxk:/fs/open.daxk');
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /syscall/);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array())), /NoPermissions/);
  });
});
