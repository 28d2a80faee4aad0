import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import type { Snapshot } from '../../../src/view/messages/ownership';

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

  test('a patch of the setting and one of the launch are stepped into', async () => {
    const { uri: folder } = vscode.workspace.workspaceFolders![0]!;
    const write = async (name: string, text: string): Promise<vscode.Uri> => {
      const file = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      return file;
    };
    const vendor = await write('vendor.daxk', 'pure bool vendor_refuses() { return KERNEL < v4.18; }\n');
    const patch = await write('my patch.daxk', `/// Never the fast path.
bool gup_fast_pte_range(pte pte, bool write, bool longterm, bio_vec slot)
{
    if (vendor_refuses()) return true;
    "the patch": if (pte.page == null) return false;
    return false;
}
`);
    const settings = vscode.workspace.getConfiguration('daxscn');
    await settings.update('overlays', ['vendor.daxk'], vscode.ConfigurationTarget.Workspace);
    const breakpoint = new vscode.SourceBreakpoint(new vscode.Location(patch, new vscode.Position(4, 0)));
    vscode.debug.addBreakpoints([breakpoint]);
    const session = await debug({ program: example().fsPath, kernel: 'v4.19', overlays: ['${workspaceFolder}/my patch.daxk'] });
    assert.deepEqual(session.configuration.overlays, [vendor.fsPath, patch.fsPath]);
    const { stackFrames: [frame] } = await session.customRequest('stackTrace', { threadId: 1 }) as { stackFrames: { name: string; line: number; source: { path: string } }[] };
    assert.deepEqual([frame?.name, frame?.line], ['gup_fast_pte_range', 5]);
    // VS Code on a server gives the path as a URI.
    assert.ok(decodeURIComponent(frame!.source.path).endsWith(patch.path), frame!.source.path);
    vscode.debug.removeBreakpoints([breakpoint]);
    await vscode.debug.stopDebugging(session);

    // The language server knows them, too.
    const document = await vscode.workspace.openTextDocument(patch);
    const call = document.positionAt(document.getText().indexOf('vendor_refuses') + 1);
    // It may still be starting; the test's own time limit ends this.
    let definitions: (vscode.Location | vscode.LocationLink)[] = [];
    while (definitions.length === 0) definitions = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', patch, call);
    assert.deepEqual(definitions.map((target) => ('uri' in target ? target.uri : target.targetUri).fsPath), [vendor.fsPath]);
    await settings.update('overlays', undefined, vscode.ConfigurationTarget.Workspace);
  });

  test('the source of the model kernel can be read and not written', async () => {
    const uri = vscode.Uri.parse('daxk:/fs/open.daxk');
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /syscall/);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array())), /NoPermissions/);
  });
});
