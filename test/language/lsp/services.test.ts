// Call hierarchy, workspace symbols, inlay hints, links, selection.
import { describe, expect, test } from 'vitest';
import type { CallHierarchyItem, InlayHint, SelectionRange } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCalls } from '../../../src/language/lsp/call-hierarchy';
import { documentLinks } from '../../../src/language/lsp/document-links';
import { inlayHints } from '../../../src/language/lsp/inlay-hints';
import { selectionRanges } from '../../../src/language/lsp/selection-ranges';
import { workspaceSymbols } from '../../../src/language/lsp/workspace-symbols';
import { Declarations } from '../../../src/language/declarations';
import { head, kernelText, kernelUri, open, scenarioUri } from './marked';

const everything = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

const tables = `
operations release_operations { int release(block b); }
object driver { const release_operations ops = plain; }
int drop(block b) { touch_all(b.bdev); return 0; }
int lose(block b) { return 1; }
const release_operations plain = { .release = drop };
const release_operations wild = { .release = lose };
int use(driver d, block b) { return d.ops.release(b); }
`;

describe('call hierarchy', () => {
  const calls = (marked: string, uri?: string): { item: CallHierarchyItem; callers: string[]; callees: string[] } => {
    const { workspace, uri: opened, position } = open(marked, uri);
    const [item] = prepareCalls(workspace, opened, position);
    return {
      item: item!, callers: incomingCalls(workspace, item!).map(({ from, fromRanges }) => `${from.name} ${fromRanges.length}`),
      callees: outgoingCalls(workspace, item!).map(({ to, fromRanges }) => `${to.name} ${fromRanges.length}`),
    };
  };

  test('from a process into the kernel', () => {
    const { item, callees, callers } = calls(`${head}process <|>p { fsync(victim);  fsync(victim);  ftruncate(victim, 0); }`);
    expect(item).toMatchObject({ name: 'p', uri: scenarioUri });
    expect([callees, callers]).toEqual([['fsync 2', 'ftruncate 1'], []]);
  });

  test('from a function of the kernel to those that call it, processes too', () => {
    const { workspace, uri, position } = open(`${head}process p { fs<|>ync(victim); }`);
    const [item] = prepareCalls(workspace, uri, position);
    expect(item).toMatchObject({ name: 'fsync', uri: kernelUri });
    expect(incomingCalls(workspace, item!).map(({ from }) => from.name)).toEqual(['p']);
    const [callee] = outgoingCalls(workspace, item!);
    expect(callee!.to.name).toBe('down_write');
    expect(incomingCalls(workspace, callee!.to).map(({ from }) => from.name)).toEqual(['fsync', 'kernel_clone']);
  });

  test('through tables of operations, both ways', () => {
    expect(calls(kernelText + tables.replace('int use', 'int us<|>e'), kernelUri)).toMatchObject({ callees: ['drop 1', 'lose 1'] });
    expect(calls(kernelText + tables.replace('int drop', 'int dr<|>op'), kernelUri)).toMatchObject({ callers: ['use 1'], callees: ['touch_all 1'] });
  });

  test('nothing else has calls', () => {
    const { workspace, uri, position } = open(`${head}file oth<|>er on mnt`);
    expect(prepareCalls(workspace, uri, position)).toEqual([]);
  });
});

test.each([
  ['ftruncate', ['ftruncate']], ['trunc', ['ftruncate']], ['rddir', ['read_direct']], ['victim', ['victim']], ['FREE', ['FREE', 'free_lock', 'free_pages', 'free_blocks', 'fs_type.none']], ['no such thing', []],
])('the symbols of the workspace for %s', (query, names) => {
  const { workspace } = open(`${head}<|>`);
  expect(workspaceSymbols(workspace, query).map(({ name }) => name)).toEqual(names.filter((name) => !name.includes('.')));
});

describe('inlay hints', () => {
  const shown = (hints: readonly InlayHint[]): string[] => hints.map(({ position, label }) => `${position.line}:${position.character} ${label as string}`);

  test('say which blocks a range covers', () => {
    const { workspace, uri } = open(`${head}process p {\n    b = mmap(victim, 1, 2);\n    read_direct(pmem0, b[0 .. 1]);\n    munmap(b[1]);\n    munmap(b);\n}\n<|>`);
    expect(shown(inlayHints(workspace, uri, everything))).toEqual(['6:26 blocks 1 to 2 of victim', '7:32 blocks 1 to 2 of victim', '8:15 block 2 of victim']);
  });

  test('say nothing of what is assigned again', () => {
    const { workspace, uri } = open(`${head}process p { b = mmap(victim, 0, 1);  b = mmap(victim, 1, 1);  munmap(b[0]); }<|>`);
    expect(inlayHints(workspace, uri, everything)).toEqual([]);
  });

  const kernel = `${kernelText}\n/// v4.18: a change.\nconst bool CHANGE = KERNEL >= v4.18;\nint f() since CHANGE { if (KERNEL < v5.3 && CHANGE) return 1; return 0; }\n`;
  const line = kernel.split('\n').length - 2;

  test.each([['v4.17', ['true on v4.17', 'false on v4.17']], ['v6.1', ['false on v6.1', 'true on v6.1']]])('say what a condition is on %s, the version of the scenario', (version, labels) => {
    const { workspace, uri } = open(`${kernel}<|>`, kernelUri);
    expect(inlayHints(workspace, uri, everything)).toEqual([]);
    workspace.open(scenarioUri, head.replace('v4.18', version));
    const hints = inlayHints(workspace, uri, everything);
    expect(hints.map(({ label }) => label)).toEqual(labels);
    expect(hints.every(({ position }) => position.line === line)).toBe(true);
  });
});

test('commits in comments and overlays are links', () => {
  const found = documentLinks('file:///w/a.daxscn', '// 5fac7408d828, not 123456789012, abcdefabcdef or 5fac7408\nuse "a b.daxk"\n/* 38607c62b34b46317c46d5baf1df03b3b8d0b8b1 */\nx("5fac7408d828");\n');
  expect(found.map(({ range, target }) => [range.start.line, range.start.character, target])).toEqual([
    [0, 3, 'https://git.kernel.org/linus/5fac7408d828'],
    [2, 3, 'https://git.kernel.org/linus/38607c62b34b46317c46d5baf1df03b3b8d0b8b1'],
    [1, 5, 'file:///w/a%20b.daxk'],
  ]);
});

test('a selection grows from the word to the declaration', () => {
  const { text, position } = open(`${head}process p { "x": ftruncate(vic<|>tim, 0); }\n`);
  const parts: string[] = [];
  for (let each: SelectionRange | undefined = selectionRanges(text, new Declarations(), [position])[0]; each?.parent; each = each.parent) {
    parts.push(text.split('\n')[5]!.slice(each.range.start.character, each.range.end.character));
  }
  expect(parts).toEqual(['victim', 'ftruncate(victim, 0)', 'ftruncate(victim, 0);', '"x": ftruncate(victim, 0);', '{ "x": ftruncate(victim, 0); }', 'process p { "x": ftruncate(victim, 0); }']);
});
