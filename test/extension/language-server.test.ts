// The language server as VS Code starts it: the bundled program in a process of its own, over IPC.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter, type PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { programs } from '../../scripts/bundles.mts';
import { packageKernel } from '../../src/language/packaged-kernel';
import { kernelFolder, modelKernel } from '../support/model-kernel';

let child: ChildProcess | undefined;
afterEach(() => { child?.kill(); });

test('it starts, checks a scenario against the packaged kernel, and knows where its sources are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
  const dist = join(folder, 'dist');
  await build(programs({ 'language-server': 'src/extension/language/language-server.ts' }, dist));
  writeFileSync(join(dist, 'kernel.jsonl'), packageKernel(modelKernel()));
  mkdirSync(join(folder, 'src'));
  symlinkSync(kernelFolder, join(folder, 'src', 'kernel'), 'junction');

  child = fork(join(dist, 'language-server.js'), ['--node-ipc'], { silent: true });
  const editor = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const published = new Promise<PublishDiagnosticsParams>((resolve) => {
    editor.onNotification('textDocument/publishDiagnostics', resolve);
  });
  editor.listen();
  await editor.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  const uri = 'file:///x.daxscn';
  const text = 'scenario "x" kernel v4.18\ndevice pmem0 { blocks 1 }\nmount mnt { fs xfs device pmem0 }\nfile victim on mnt { blocks 1 }\nprocess p { ftruncate(victim, 0); ftruncat(victim, 0); }\n';
  await editor.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'daxscn', version: 1, text } });
  const { diagnostics } = await published;
  expect(diagnostics.map(({ message }) => message)).toContainEqual(expect.stringContaining('`ftruncat` is not a system call; nearest: ftruncate('));
  const target = await editor.sendRequest('textDocument/definition', { textDocument: { uri }, position: { line: 4, character: 14 } });
  expect(target).toMatchObject({ uri: expect.stringMatching(/^daxk:\/.*\.daxk$/) });
  editor.dispose();
}, 30_000);
