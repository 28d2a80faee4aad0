import { describe, expect, test } from 'vitest';
import { ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareRename, rename } from '../../../src/language/lsp/rename';
import { Workspace } from '../../../src/language/lsp/workspace';
import { head, kernel, kernelText, kernelUri, open, scenarioUri } from './marked';

function after(workspace: Workspace, uri: string, edit: WorkspaceEdit): string {
  return TextDocument.applyEdits(workspace.document(uri)!, edit.changes![uri]!);
}

function renamed(marked: string, newName: string, uri?: string): string {
  const { workspace, uri: opened, position } = open(marked, uri);
  const edit = rename(workspace, opened, position, newName);
  return edit instanceof ResponseError ? edit.message : after(workspace, opened, edit!);
}

describe('a name of a scenario', () => {
  test.each([
    ['a file', 'process p { ftruncate(vic<|>tim, 0); }', 'other', 'process p { ftruncate(other, 0); }'],
    ['a file, also in texts', 'process p { "cut {vic<|>tim}": ftruncate(victim, 0); }', 'other', 'process p { "cut {other}": ftruncate(other, 0); }'],
    ['a variable', 'process p { b = mmap(victim, 0, 1);  read_direct(pmem0, <|>b[0]);  munmap(b); }\nprocess q { b = 1; }', 'buf', 'process p { buf = mmap(victim, 0, 1);  read_direct(pmem0, buf[0]);  munmap(buf); }\nprocess q { b = 1; }'],
    ['a process', 'process <|>p { }\nschedule { run p until end; }', 'reader', 'process reader { }\nschedule { run reader until end; }'],
    ['one of several processes', 'process <|>p[2] { }\nschedule { run p1 until end; }', 'reader', 'process reader[2] { }\nschedule { run reader1 until end; }'],
    ['an assert', 'process p { ftruncate(victim, 0); }\nassert a<|>b: true;\nexpect v4.18 violates ab', 'mine', 'process p { ftruncate(victim, 0); }\nassert mine: true;\nexpect v4.18 violates mine'],
    ['a function of its own', 'int he<|>lp() { return 1; }\nsyscall int call() { return help(); }', 'aid', 'int aid() { return 1; }\nsyscall int call() { return aid(); }'],
  ])('%s', (_, marked, newName, expected) => {
    expect(renamed(head + marked, newName)).toBe(head.replaceAll('victim', newName === 'other' ? 'other' : 'victim') + expected);
  });

  test.each([
    ['another one has', 'process <|>p { }\nprocess q { }', 'q', '`p` cannot be called `q`: '],
    ['is a word', 'process <|>p { }', 'if', '`if` is no name'],
    ['is no word at all', 'process <|>p { }', 'a b', '`a b` is no name'],
    ['the kernel has', 'process p { ftrun<|>cate(victim, 0); }', 'cut', '`ftruncate` is a name of the model kernel (fs/small.daxk), which is not open in this editor'],
  ])('is not changed to one that %s', (_, marked, newName, message) => expect(renamed(head + marked, newName)).toContain(message));

  test('is marked before it is changed', () => {
    const { workspace, uri, position } = open(`${head}process p { ftruncate(vic<|>tim, 0); }`);
    expect(prepareRename(workspace, uri, position)).toEqual({ range: { start: { line: 5, character: 22 }, end: { line: 5, character: 28 } }, placeholder: 'victim' });
  });
});

test('a name of the kernel, where its file is open, and in the scenarios that use it', () => {
  const { workspace, uri, position } = open(kernelText.replace('ftruncate(inode', 'ftrun<|>cate(inode'), kernelUri);
  workspace.open(scenarioUri, `${head}process p { fsync(victim); }\noverride syscall int ftruncate(inode file, int blocks) { return 0; }\n`);
  const edit = rename(workspace, uri, position, 'cut') as WorkspaceEdit;
  expect(Object.keys(edit.changes!)).toEqual([kernelUri, scenarioUri]);
  expect(after(workspace, uri, edit)).toContain('syscall int cut(inode file, int blocks)');
  expect(after(workspace, scenarioUri, edit)).toContain('override syscall int cut(');
});

describe('in files that are not open', () => {
  const files: Readonly<Record<string, string>> = {
    'file:///w/race.daxscn': `${head}process p { ftruncate(victim, 0); }\n`, 'file:///w/below/it.daxscn': `${head}use "../patch.daxk"\nprocess p { lease(victim); }\n`,
    'file:///w/patch.daxk': 'syscall int lease(inode file) { return ftruncate(file, 0); }\n', 'file:///w/other.daxscn': `${head}// ftruncate\nprocess ftruncated { }\n`,
  };
  const onDisk = {
    ...kernel, readFile: (uri: string) => files[uri],
    readFolder: (uri: string) => [...new Set(Object.keys(files).filter((file) => file.startsWith(uri)).map((file) => /^[^/]*\/?/.exec(file.slice(uri.length))![0]))],
  };

  function changed(marked: string, uri: string, newName: string): Record<string, string> {
    const { text, position } = open(marked, uri);
    const workspace = new Workspace(onDisk);
    workspace.folder = 'file:///w';
    workspace.open(uri, text);
    const edit = rename(workspace, uri, position, newName) as WorkspaceEdit;
    return Object.fromEntries(Object.entries(edit.changes!).filter(([place]) => place !== uri).map(([place, edits]) => [place, TextDocument.applyEdits(TextDocument.create(place, '', 0, files[place]!), edits)]));
  }

  test('a name of the kernel', () => {
    expect(changed(kernelText.replace('ftruncate(inode', 'ftrun<|>cate(inode'), kernelUri, 'cut')).toEqual({
      'file:///w/race.daxscn': `${head}process p { cut(victim, 0); }\n`, 'file:///w/patch.daxk': 'syscall int lease(inode file) { return cut(file, 0); }\n',
    });
  });

  test('a name of an overlay', () => {
    expect(changed('syscall int le<|>ase(inode file) { return 0; }\n', 'file:///w/patch.daxk', 'borrow')).toEqual({ 'file:///w/below/it.daxscn': `${head}use "../patch.daxk"\nprocess p { borrow(victim); }\n` });
  });
});

test('a name of an overlay, in the scenario that uses it', () => {
  const overlay = 'file:///w/patch.daxk';
  const { workspace, uri, position } = open(`${head}use "patch.daxk"\nprocess p { le<|>ase(victim); }`);
  workspace.open(overlay, 'syscall int lease(inode file) { return 0; }\n');
  const edit = rename(workspace, uri, position, 'borrow') as WorkspaceEdit;
  expect(after(workspace, overlay, edit)).toBe('syscall int borrow(inode file) { return 0; }\n');
  expect(after(workspace, uri, edit)).toContain('process p { borrow(victim); }');
});
