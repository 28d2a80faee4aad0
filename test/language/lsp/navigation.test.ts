import { describe, expect, test } from 'vitest';
import { checkKernel } from '../../../src/language/check';
import { Workspace } from '../../../src/language/lsp/workspace';
import { definition, highlights, hover, references } from '../../../src/language/lsp/navigation';
import { head, kernelText, kernelUri, open, rich, scenarioUri, wordsAt } from './marked';

/** The line of the small kernel that has a text. */
const kernelLine = (part: string) => kernelText.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('go to definition', () => {
  test.each([
    ['a system call', 'process p { ftrun<|>cate(victim, 0); }', kernelUri, `ftruncate in line ${kernelLine('syscall int ftruncate')}`],
    ['at the end of a name', 'process p { ftruncate<|>(victim, 0); }', kernelUri, `ftruncate in line ${kernelLine('syscall int ftruncate')}`],
    ['a file', 'process p { ftruncate(vic<|>tim, 0); }', scenarioUri, 'victim in line 5'],
    ['a variable', 'process p { b = mmap(victim, 0, 1);\nread_direct(pmem0, <|>b[0]); }', scenarioUri, 'b in line 6'],
    ['a field', 'assert a: victim.si<|>ze == 0;', kernelUri, `size in line ${kernelLine('int(0..8) size')}`],
    ['an enum member', 'assert a: pmem0.blocks[0].state == FR<|>EE;', kernelUri, `FREE in line ${kernelLine('enum block_state')}`],
    ['a property', 'device d { blo<|>cks = 1 }', kernelUri, `blocks in line ${kernelLine('object block_device')}`],
    ['the word of a declaration', 'dev<|>ice d { }', kernelUri, `block_device in line ${kernelLine('object block_device')}`],
    ['a mount', 'file f on mn<|>t', scenarioUri, 'mnt in line 4'],
    ['a name in a text', 'process p { "cut {vic<|>tim}": ftruncate(victim, 0); }', scenarioUri, 'victim in line 5'],
    ['an invariant', 'expect v4.18 violates no_blo<|>ck_is_lost', kernelUri, `no_block_is_lost in line ${kernelLine('invariant no_block')}`],
    ['a process', 'process p { }\nschedule { run <|>p until end; }', scenarioUri, 'p in line 6'],
    ['an overridden function', 'override atomic void ta<|>ke(block b) { }', kernelUri, `take in line ${kernelLine('atomic void take')}`],
    ['a type', 'override atomic void take(blo<|>ck b) { }', kernelUri, `block in line ${kernelLine('object block as')}`],
  ])('%s', (_, marked, targetUri, target) => {
    const { workspace, uri, text, position } = open(head + marked);
    const location = definition(workspace, uri, position)!;
    expect(location.uri).toBe(targetUri);
    expect(wordsAt(location.uri === uri ? text : kernelText, location.range)).toBe(target);
  });

  test('nothing on a keyword or a number', () => {
    for (const marked of ['pro<|>cess p { }', 'device d { blocks = <|>2 }']) {
      const { workspace, uri, position } = open(head + marked);
      expect(definition(workspace, uri, position)).toBeUndefined();
    }
  });

  test('inside the model kernel', () => {
    const marked = kernelText.replace('down_write(current', 'down_wr<|>ite(current');
    const { workspace, uri, text, position } = open(marked, kernelUri);
    const location = definition(workspace, uri, position)!;
    expect(location.uri).toBe(kernelUri);
    expect(wordsAt(text, location.range)).toBe(`down_write in line ${kernelLine('void down_write')}`);
  });
});

describe('hover', () => {
  test('shows signature, documentation and file', () => {
    const { workspace, uri, text, position } = open(`${head}process p { ftrun<|>cate(victim, 0); }`);
    const found = hover(workspace, rich, uri, position)!;
    expect(found.contents).toEqual({
      kind: 'markdown', value: '```daxk\nsyscall int ftruncate(inode file, int blocks)\n```\n\nCuts a file.\n\n*fs/small.daxk* · in all versions',
    });
    expect(wordsAt(text, found.range!)).toBe('ftruncate in line 6');
  });

  test('says where Linux has it, in which versions, what is left out, and where to read on', () => {
    const source = `// fs/open.c: opening.\n// Left out: much.\n\n/// Cuts a file.\n/// Left out: permissions.\nsyscall int cut(inode file) since v4.18 { fsync(file); return 0; }\n`;
    const sources = [{ source: 'fs/small.daxk', text: kernelText }, { source: 'fs/open.daxk', text: source }];
    const { tree } = checkKernel(sources);
    const workspace = new Workspace({ tree: () => tree, sources: () => sources, uri: (name) => `daxk:/${name}`, reference: 'https://example.org/calls.md' });
    workspace.open(scenarioUri, `${head}process p { cut(victim); }\nexpect v4.17 holds\n`);
    expect(hover(workspace, rich, scenarioUri, { line: 5, character: 13 })!.contents).toEqual({
      kind: 'markdown',
      value: '```daxk\nsyscall int cut(inode file) since v4.18\n```\n\nCuts a file.\n\nLeft out: permissions.\n\n'
        + '*fs/open.c* · since v4.18 · **not in v4.17**, for which this scenario is · [reference](https://example.org/calls.md#cut)',
    });
  });

  test('shows what a derived field is computed from, and leads from there to what it names', () => {
    const withField = (formula: string): string => kernelText.replace('inode owner;', `inode owner;\n    /// Nobody has it.\n    derived bool is_free = ${formula};`);
    const used = open(withField('state == FREE').replace('b.state = OWNED;', 'if (b.is_fr<|>ee) b.state = OWNED;'), kernelUri);
    expect(hover(used.workspace, rich, used.uri, used.position)!.contents).toMatchObject({
      value: '```daxk\nderived bool block.is_free = state == FREE\n```\n\nNobody has it.\n\n*fs/small.daxk*',
    });
    for (const [formula, target] of [['sta<|>te == FREE', 'state'], ['this.sta<|>te == FREE', 'state'], ['th<|>is.state == FREE', 'block'], ['free_bl<|>ocks(bdev) > 0', 'free_blocks']] as const) {
      const inside = open(withField(formula), kernelUri);
      const location = definition(inside.workspace, inside.uri, inside.position)!;
      expect(wordsAt(inside.text, location.range)).toMatch(new RegExp(`^${target} in line`));
    }
  });

  test('shows on `atomic` which lock is held, or why it is one event', () => {
    const [before, after] = ['atomic under (bdev.free_lock) {', 'atomic under (bdev.free_lock) because "one word" {'];
    for (const [text, shown] of [[before, 'One event. Held over it: `bdev.free_lock`.'], [after, 'One event. Held over it: `bdev.free_lock`. Because: one word.']] as const) {
      const { workspace, uri, position } = open(kernelText.replace(before, text.replace('atomic', 'ato<|>mic')), kernelUri);
      expect(hover(workspace, rich, uri, position)?.contents).toEqual({ kind: 'markdown', value: shown });
    }
  });

  test('shows the spinlock of a field and of a function', () => {
    const field = open(`${head}assert a: pmem0.blocks[0].sta<|>te == FREE;`);
    expect(JSON.stringify(hover(field.workspace, rich, field.uri, field.position))).toContain('block_state block.state under (bdev.free_lock)');
    const func = open(`${head}override atomic void ta<|>ke(block b) under (b.bdev.free_lock) { b.state = FREE; }`);
    expect(JSON.stringify(hover(func.workspace, rich, func.uri, func.position))).toContain('atomic void take(block b) under (b.bdev.free_lock)');
  });

  test('shows a spinlock where it is named', () => {
    const { workspace, uri, position } = open(kernelText.replace('under (bdev.free_lock) { take', 'under (bdev.free_<|>lock) { take'), kernelUri);
    expect(JSON.stringify(hover(workspace, rich, uri, position))).toContain('own spinlock_t block_device.free_lock');
  });

  test('shows the versions that have a function', () => {
    const { workspace, uri, position } = open(`${head}process p { b = mmap(victim, 0, 1); rdma<|>_register(b[0]); }`);
    expect(JSON.stringify(hover(workspace, rich, uri, position))).toContain('syscall int rdma_register(vma buf[first .. last]) since v4.18');
  });
});

describe('references', () => {
  test('of a file of the scenario', () => {
    const { workspace, uri, text, position } = open(`${head}process p { ftruncate(vic<|>tim, 0); "{victim}": fsync(victim); }`);
    expect(references(workspace, uri, position).map(({ range }) => wordsAt(text, range))).toEqual([
      'victim in line 5', 'victim in line 6', 'victim in line 6', 'victim in line 6',
    ]);
  });

  test('of a function of the kernel: in the kernel, too', () => {
    const { workspace, uri, position } = open(`${head}override atomic void ta<|>ke(block b) { }`);
    const uris = references(workspace, uri, position).map((location) => location.uri);
    expect(new Set(uris)).toEqual(new Set([kernelUri, scenarioUri]));
    expect(uris.filter((each) => each === kernelUri)).toHaveLength(2);
  });

  test('without the declaration', () => {
    const { workspace, uri, text, position } = open(`${head}process p { ftruncate(vic<|>tim, 0); }`);
    expect(references(workspace, uri, position, false).map(({ range }) => wordsAt(text, range))).toEqual(['victim in line 6']);
  });

  test('highlights stay in the document', () => {
    const { workspace, uri, position } = open(`${head}process p { fsy<|>nc(victim); fsync(victim); }`);
    expect(highlights(workspace, uri, position)).toHaveLength(2);
  });
});
