// The model kernel's source: packaged, read-only, and a place for breakpoints.
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from './fixture';
import { scheduleTo } from './schedules';

const example = '01-truncate-vs-direct-read.daxscn';

test('a breakpoint in the model kernel is hit, and the file cannot be changed', async ({ workbench }) => {
  const hit = await workbench.host.run(async ({ vscode, stopAfter, endSessions }, program, schedule) => {
    const uri = vscode.Uri.parse('daxk:/mm/gup.daxk');
    const document = await vscode.workspace.openTextDocument(uri);
    const line = document.getText().split('\n').findIndex((text) => text.includes('"pin {'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(line, 0)))]);
    await stopAfter(() => vscode.debug.startDebugging(undefined, { type: 'daxscn', request: 'launch', name: 'test', program, schedule }));
    const editor = vscode.window.activeTextEditor!;
    const found = { uri: editor.document.uri.toString(), line: editor.selection.active.line, language: editor.document.languageId };
    const isWritable = vscode.workspace.fs.isWritableFileSystem('daxk');
    await endSessions();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    return { ...found, isWritable, at: line };
  }, join(workbench.workspace.folder, example), scheduleTo(example, 'v4.17', 'dma_lands_at_home'));
  expect(hit).toMatchObject({ uri: 'daxk:/mm/gup.daxk', language: 'daxk', isWritable: false });
  expect(Math.abs(hit.line - hit.at)).toBeLessThanOrEqual(1);
});
