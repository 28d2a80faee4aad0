import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/language/lsp/completion';
import { KNOWN_VERSIONS } from '../../../src/language/versions';
import { signatureHelp } from '../../../src/language/lsp/signature-help';
import { head, kernelText, kernelUri, open, rich } from './marked';

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
    ['properties', 'file f on mnt { <|> }', ['on', 'blocks']],
    ['members of an enum', 'mount m { type = <|> }', ['xfs', 'ext4']],
    ['devices where a device is wanted', 'mount m { device = <|> }', ['pmem0']],
    ['versions', 'expect <|>', [...KNOWN_VERSIONS, 'since', 'until']],
    ['versions of a list', 'expect v4.17, <|>', KNOWN_VERSIONS],
    ['versions of a range', 'expect since v4.17 until <|>', KNOWN_VERSIONS],
    ['verdicts', 'expect v4.17, v4.18 <|>', ['holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock']],
    ['verdicts after a range', 'expect until v4.18 <|>', ['holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock']],
    ['the end of a range', 'expect since v4.18 <|>', ['until', 'holds', 'violates', 'reaches', 'never', 'deadlock', 'hang', 'livelock']],
    ['invariants and asserts that hold', 'assert a: true;\nexpect v4.18 holds <|>', ['a', 'no_block_is_lost', 'counts_are_sane']],
    ['what can be reached', 'reach r: true;\nexpect v4.18 never reaches <|>', ['r']],
    ['invariants and asserts', 'assert a: true;\nexpect v4.18 violates <|>', ['a', 'no_block_is_lost', 'counts_are_sane']],
    ['processes to run', 'process p { }\nschedule { run <|> }', ['p']],
    ['declarations at the beginning of a line', '<|>', ['use', 'kernel', 'device', 'mount', 'file', 'process', 'assert', 'reach', 'expect', 'schedule', 'override']],
    ['nothing in a text', 'process p { "some <|>": fsync(victim); }', []],
    ['nothing in a comment', '// some <|>', []],
  ])('%s', (_, marked, expected) => expect(labels(head + marked)).toEqual(expected));
});

test('a process sees its variables, the declarations and the system calls', () => {
  const found = labels(`${head}process q { other = 1; }\nprocess p { b = mmap(victim, 0, 1); <|> }`);
  expect(found).toEqual(expect.arrayContaining(['b', 'victim', 'pmem0', 'ftruncate', 'mmap', 'if', 'repeat']));
  for (const hidden of ['other', 'down_write', 'free_blocks', 'EIO', 'await']) expect(found).not.toContain(hidden);
});

test('system calls come with placeholders for their arguments', () => {
  const { workspace, uri, position } = open(`${head}process p { <|> }`);
  const found = complete(workspace, rich, uri, position).find(({ label }) => label === 'read_direct');
  expect(found).toMatchObject({ insertText: 'read_direct(${1:disk}, ${2:buf[first .. last]})', detail: 'int' });
});

test('a function of the kernel sees its parameters and everything else', () => {
  const found = labels(kernelText.replace('file.size = blocks;', 'file.size = <|>;'), kernelUri);
  expect(found).toEqual(expect.arrayContaining(['file', 'blocks', 'EIO', 'FREE', 'zone_normal', 'free_blocks', 'down_write', 'await']));
  expect(found).not.toContain('buf');
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
