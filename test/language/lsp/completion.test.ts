import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/language/lsp/completion/complete';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Workspace } from '../../../src/language/lsp/workspace';
import { KNOWN_VERSIONS } from '../../../src/language/versions';
import { signatureHelp } from '../../../src/language/lsp/signature-help';
import { head, kernel, kernelText, kernelUri, open, rich } from './marked';

const functions = ['down_write', 'free_blocks', 'take', 'touch_all', 'mmap', 'ftruncate', 'read_direct', 'fsync', 'rdma_register', 'kernel_clone', 'ret_from_fork', 'munmap'];
const newestFirst = KNOWN_VERSIONS.toReversed();

function labels(marked: string, uri?: string): string[] {
  const { workspace, uri: opened, position } = open(marked, uri);
  return complete(workspace, rich, opened, position).map(({ label }) => label);
}

describe('completion offers exactly', () => {
  test.each([
    ['fields after a dot', 'assert a: victim.<|>', ['sb', 'size']],
    ['fields after a half-written name', 'assert a: victim.si<|> == 0;', ['sb', 'size']],
    ['fields of an element', 'assert a: pmem0.blocks[0 + 1].<|>', ['bdev', 'nr', 'state', 'owner', 'neighbours']],
    ['fields through fields', 'assert a: victim.sb.bdev.<|>', ['blocks']],
    ['fields in a text', 'assert a: true "{victim.<|>}";', ['sb', 'size']],
    ['properties that are not given', 'file f on mnt { <|> }', ['blocks']],
    ['properties after others', 'mount m { type = xfs  <|> }', ['device', 'dax']],
    ['numbers', 'file f on mnt { blocks = <|> }', ['1', '2', '3', '4']],
    ['mounts for a file', 'file f on <|>', ['mnt']],
    ['members of an enum', 'mount m { type = <|> }', ['xfs', 'ext4']],
    ['devices where a device is wanted', 'mount m { device = <|> }', ['pmem0']],
    ['versions', 'expect <|>', [...newestFirst, 'since', 'until']],
    ['versions of a list', 'expect v4.17, <|>', newestFirst],
    ['versions of a range', 'expect since v4.17 until <|>', newestFirst],
    ['verdicts', 'expect v4.17, v4.18 <|>', ['holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock']],
    ['verdicts after a range', 'expect until v4.18 <|>', ['holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock']],
    ['the end of a range', 'expect since v4.18 <|>', ['until', 'holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock']],
    ['invariants and asserts that hold', 'assert a: true;\nexpect v4.18 holds <|>', ['a', 'no_block_is_lost']],
    ['what can be reached', 'reach r: true;\nexpect v4.18 never reaches <|>', ['r']],
    ['invariants and asserts', 'assert a: true;\nexpect v4.18 violates <|>', ['a', 'no_block_is_lost']],
    ['invariants of a range', 'expect since v4.18 violates <|>', ['no_block_is_lost', 'counts_are_sane']],
    ['tasks to run', 'process p { }\nschedule { run <|> }', ['p', 'kworker']],
    ['declarations at the beginning of a line', '<|>', [
      'device', 'device disk', 'mount', 'file', 'process', 'expect', 'schedule', 'assert', 'reach', 'override', 'use',
      'const', 'enum', 'object', 'extend', 'own', 'syscall', 'atomic', 'pure', 'function', 'agent', 'invariant', 'response', 'boot', 'typedef', 'operations',
    ]],
    ['files where a file is wanted', 'process p { ftruncate(<|>', ['victim']],
    ['numbers of blocks', 'process p { n = 1; ftruncate(victim, <|>', ['0', '1', '2', '3', 'n']],
    ['slices of mappings', 'process p { m = mmap(victim, 0, 1); read_direct(pmem0, <|>); }', ['m[0]', 'm[0 .. 1]']],
    ['mappings as a whole, where they may be', 'process p { m = mmap(victim, 0, 1); munmap(<|>); }', ['m', 'm[0]', 'm[0 .. 1]']],
    ['how far a task runs', 'process p { }\nschedule { run p <|> }', ['until']],
    ['until when a task runs', 'process p { }\nschedule { run p until <|> }', ['blocked', 'end', ...functions]],
    ['functions in which a task may be', 'process p { }\nassert a: p in <|>', functions],
    ['the words of a directive', 'process p { }\nschedule { <|> }', ['run']],
    ['functions to override', 'override <|>', functions],
    ['objects of which a scenario may extend one', 'extend object <|>', ['rw_semaphore', 'task_struct', 'block_device', 'block', 'super_block', 'inode', 'vma', 'zone']],
    ['nothing in a text', 'process p { "some <|>": fsync(victim); }', []],
    ['nothing in a comment', '// some <|>', []],
  ])('%s', (_, marked, expected) => expect(labels(head + marked)).toEqual(expected));
});

test('a process sees its variables, the declarations and the system calls', () => {
  const found = labels(`${head}process q { other = 1; }\nprocess p { b = mmap(victim, 0, 1); <|> }`);
  expect(found).toEqual(expect.arrayContaining(['b', 'ftruncate', 'mmap', 'if', 'repeat']));
  for (const hidden of ['other', 'down_write', 'free_blocks', 'EIO', 'await', 'victim', 'pmem0']) expect(found).not.toContain(hidden);
});

test('system calls come with placeholders for their arguments', () => {
  const { workspace, uri, position } = open(`${head}process p { <|> }`);
  const found = complete(workspace, rich, uri, position).find(({ label }) => label === 'read_direct');
  expect(found).toMatchObject({ insertText: 'read_direct(${1:pmem0}, ${2|buf[0],buf[0 .. 1],buf[1]|});', detail: 'read_direct(block_device disk, vma buf[first .. last])' });
});

describe('a call with its arguments', () => {
  const inserted = (marked: string, label: string): string | undefined => {
    const { workspace, uri, position } = open(`${head}file other on mnt\n${marked}`);
    return complete(workspace, rich, uri, position).find((item) => item.label === label)?.insertText;
  };
  test.each([
    ['offers what fits each parameter', 'process p { <|> }', 'ftruncate', 'ftruncate(${1|victim,other|}, ${2|0,1,2,3|});'],
    ['offers disks before devices with a file system', 'device nvme0\nprocess p { <|> }', 'read_direct', 'read_direct(${1|nvme0,pmem0|}, ${2|buf[0],buf[0 .. 1],buf[1]|});'],
    ['keeps a mapping that it returns', 'process p { <|> }', 'mmap', '${1:buf} = mmap(${2|victim,other|}, ${3|0,1,2,3|}, ${4|0,1,2,3|});'],
    ['finds another name for the next one', 'process p { buf = mmap(victim, 0, 1);\n<|> }', 'mmap', '${1:buf1} = mmap(${2|victim,other|}, ${3|0,1,2,3|}, ${4|0,1,2,3|});'],
    ['uses the mappings of the process', 'process p { m = mmap(victim, 0, 1);\n<|> }', 'munmap', 'munmap(${1|m,m[0],m[0 .. 1],m[1]|});'],
    ['is no statement behind a `=`', 'process p { n = <|>; }', 'ftruncate', 'ftruncate(${1|victim,other|}, ${2|0,1,2,3|})'],
    ['is a name where its arguments are there', 'process p { ftr<|>(victim, 0); }', 'ftruncate', undefined],
    ['is a whole function after `override`', 'override <|>', 'take', 'atomic void take(block b) under (b.bdev.free_lock)\n{\n\t${1:;}\n\\}'],
  ])('%s', (_, marked, label, expected) => expect(inserted(marked, label)).toBe(expected));
});

describe('what a kernel version lacks', () => {
  const registering = (versions: string): { sortText?: string; labelDetails?: object } | undefined => {
    const { workspace, uri, position } = open(`${head.replace('kernel v4.18', versions)}process p { <|> }`);
    return complete(workspace, rich, uri, position).find(({ label }) => label === 'rdma_register');
  };
  test('is not offered', () => expect(registering('kernel v4.17')).toBeUndefined());
  test('is offered where all have it', () => expect(registering('kernel v4.18')).toMatchObject({ labelDetails: { description: 'since v4.18' }, sortText: expect.stringMatching(/^\d/) as string }));
  test('is marked, and comes last, where some have it', () =>
    expect(registering('kernel v4.18\nexpect v4.17 holds')).toMatchObject({ labelDetails: { description: 'not in v4.17' }, sortText: expect.stringMatching(/^~/) as string }));
});

test('a function of the kernel sees its parameters and everything else', () => {
  const found = labels(kernelText.replace('file.size = blocks;', 'file.size = <|>;'), kernelUri);
  expect(found).toEqual(expect.arrayContaining(['file', 'blocks', 'EIO', 'FREE', 'zone_normal', 'free_blocks', 'down_write']));
  for (const hidden of ['buf', 'await']) expect(found).not.toContain(hidden);
  expect(labels(kernelText.replace('file.size = blocks;', '<|>'), kernelUri)).toContain('await');
});

test('after `atomic` the ways to say why, and after `under` what leads to a spinlock', () => {
  const inside = (text: string) => labels(kernelText.replace('atomic under (bdev.free_lock) {', text), kernelUri);
  expect(inside('atomic <|> {')).toEqual(['under', 'because']);
  expect(inside('atomic under (bdev.<|>) {')).toEqual(['free_lock', 'blocks']);
  expect(inside('atomic under (b.<|>) {')).toEqual(['bdev']);
});

test('fields in the kernel', () => {
  expect(labels(kernelText.replace('file.size = blocks;', 'file.<|>'), kernelUri)).toEqual(['sb', 'size']);
});

test('in a derived field its object and the fields of that', () => {
  const inside = (text: string) => labels(kernelText.replace('inode owner;', `inode owner;\n    derived bool is_free = ${text};`), kernelUri);
  expect(inside('<|>')).toEqual(expect.arrayContaining(['this', 'state', 'nr', 'owner', 'free_blocks', 'FREE']));
  expect(inside('<|>').slice(0, 4)).toEqual(['this', 'bdev', 'nr', 'state']);
  expect(inside('this.<|>')).toEqual(['bdev', 'nr', 'state', 'owner', 'is_free', 'neighbours']);
  expect(inside('owner.<|>')).toEqual(['sb', 'size']);
  expect(labels(kernelText.replace('inode owner;', 'inode owner;\n    derived inode first = owner;').replace('b.state = OWNED;', 'b.first.<|>;'), kernelUri)).toEqual(['sb', 'size']);
});

describe('signature help', () => {
  test.each([
    ['process p { ftruncate(<|>', 0],
    ['process p { ftruncate(victim, <|>', 1],
    ['process p { read_direct(pmem0, b[0 .. <|>', 1],
  ])('%s', (marked, parameter) => {
    const { workspace, uri, position } = open(head + marked);
    const help = signatureHelp(workspace, rich, uri, position)!;
    expect(help.signatures[0]!.label).toMatch(/^syscall int (ftruncate|read_direct)\(/);
    expect(help.activeParameter).toBe(parameter);
  });

  test('not outside of a call', () => {
    const { workspace, uri, position } = open(`${head}process p { fsync(victim); <|>`);
    expect(signatureHelp(workspace, rich, uri, position)).toBeUndefined();
  });
});

describe('in `use`', () => {
  const folders: Readonly<Record<string, readonly string[]>> = {
    'file:///w/': ['a-patch.daxk', 'b.daxscn', 'patches/', '.git/'], 'file:///w/patches/': ['old patch.daxk'], 'file:///': ['w/'],
  };
  /** The text with each suggestion. */
  function completed(marked: string, trigger?: string): string[] {
    const { uri, text, position } = open(marked);
    const workspace = new Workspace({ ...kernel, readFolder: (folder) => folders[folder] ?? [] });
    workspace.open(uri, text);
    return complete(workspace, rich, uri, position, trigger).map(({ label, textEdit }) =>
      (textEdit ? TextDocument.applyEdits(workspace.document(uri)!, [textEdit as TextEdit]) : label));
  }

  test.each([
    ['overlays and folders beside the scenario', 'use "<|>"', ['use "a-patch.daxk"', 'use "patches/"']],
    ['what is in a folder', 'use "patches/<|>"', ['use "patches/old patch.daxk"']],
    ['what is above', 'use "../<|>"', ['use "../w/"']],
    ['the whole name instead of its beginning', 'use "a-pa<|>tc.daxk"', ['use "a-patch.daxk"', 'use "patches/"']],
    ['a name whose quotes are still open', '  use "<|>', ['  use "a-patch.daxk', '  use "patches/']],
  ])('%s', (_, marked, expected) => expect(completed(marked, '"')).toEqual(expected));

  test.each([['in other texts', 'scenario "<|>"', '"'], ['in a comment', '//<|>', '/'], ['after a text', 'use "a.daxk"<|>', '"']])('nothing %s', (_, marked, trigger) => {
    expect(completed(marked, trigger)).toEqual([]);
  });
});
