// What an edit and a completion cost in files of 2,000 lines. Limits are of CPU time, generous ones, for whatever else the machine does.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { complete } from '../../../src/language/lsp/completion/complete';
import { Workspace } from '../../../src/language/lsp/workspace';
import { readKernelSources } from '../../../src/node/kernel-files';
import { kernelFolder, modelKernel } from '../../support/model-kernel';
import { rich } from './marked';

const LINES = 2_000;
const ROUNDS = 9;
/** What is checked with all of the kernel may cost more. */
const SIZE = 2;

const scenario = `scenario "long"
kernel v6.18
device pmem0 { blocks = 4 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 2 }
${Array.from({ length: 25 }, (_, number) => `process p${number} {\n    buf = mmap(victim, 0, 2);\n${'    n = n + 1;\n'.repeat(76)}    n = load(buf[0]);\n}\n`).join('').replaceAll('{\n    buf', '{\n    n = 0;\n    buf')}expect v6.18 holds
`;
const overlay = Array.from({ length: LINES / 8 }, (_, number) => `/// Helper ${number}.
int helper${number}(inode inode, int size)
{
    int error = 0;
    if (size > ${number}) error = -EINVAL;
    if (error == 0) error = notify_change(inode, size);
    return error;
}
`).join('');
const kernel = readKernelSources(kernelFolder);
// The largest file of the kernel is checked with all of it, which is more than four times as many lines.
const largest = kernel.toSorted((a, b) => b.text.length - a.text.length)[0]!;

/** The median of CPU milliseconds. */
function median(action: () => void): number {
  const found: number[] = [];
  for (let round = 0; round < ROUNDS + 5; round++) {
    const before = process.cpuUsage();
    action();
    const { user, system } = process.cpuUsage(before);
    if (round >= 5) found.push((user + system) / 1000);
  }
  return found.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

describe.each([
  ['a scenario', 1, 'file:///w/long.daxscn', scenario, '    n = load(buf[0]);'],
  ['an overlay', 1, 'file:///w/long.daxk', overlay, '    if (error == 0) error'],
  ['a file of the kernel', SIZE, `daxk:/${largest.source}`, largest.text, '    return'],
] as const)('in %s of many lines', (_, size, uri, text, at) => {
  const workspace = new Workspace({ tree: modelKernel, sources: () => kernel, uri: (source) => `daxk:/${source}` });
  const line = text.slice(0, text.indexOf(at, text.length / 2)).split('\n').length - 1;
  const position = { line, character: 4 };
  let version = 1;
  const type = (length: number, letters: string): void => {
    workspace.change(uri, [{ range: { start: position, end: { line, character: 4 + length } }, text: letters }], ++version);
    workspace.check(uri);
  };

  test(`an edit costs less than ${100 * size} ms until the diagnostics`, () => {
    workspace.open(uri, text);
    workspace.check(uri);
    let isThere = false;
    expect(median(() => {
      type(isThere ? 2 : 0, isThere ? '' : 'x ');
      isThere = !isThere;
    })).toBeLessThan(100 * size);
  });

  test(`a completion costs less than ${50 * size} ms`, () => {
    let found = 0;
    expect(median(() => { found = complete(workspace, rich, uri, position).length; })).toBeLessThan(50 * size);
    expect(found).toBeGreaterThan(20);
  });
});

/** Behind the first that is found in the second third of a text. */
const positionOf = (text: string, pattern: RegExp): { line: number; character: number } => {
  const before = text.slice(0, [...text.matchAll(pattern)].map(({ index, 0: found }) => index + found.length).find((at) => at > text.length / 3));
  return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
};

describe('in the kernel', () => {
  const open = (source: string): { readonly workspace: Workspace; readonly uri: string; readonly text: string } => {
    const workspace = new Workspace({ tree: modelKernel, sources: () => kernel, uri: (each) => `daxk:/${each}` });
    const [uri, { text }] = [`daxk:/${source}`, kernel.find((file) => file.source === source)!];
    workspace.open(uri, text);
    workspace.check(uri);
    return { workspace, uri, text };
  };

  test(`a line more in the largest file, on which most others build, costs less than ${100 * SIZE} ms until the diagnostics`, () => {
    const { workspace, uri, text } = open(largest.source);
    const start = { ...positionOf(text, /;\n(?=\n)/g), character: 0 };
    const end = { line: start.line + 1, character: 0 };
    let [version, isThere] = [1, false];
    expect(median(() => {
      workspace.change(uri, [{ range: { start, end: isThere ? end : start }, text: isThere ? '' : '\n' }], ++version);
      isThere = !isThere;
      workspace.check(uri);
    })).toBeLessThan(100 * SIZE);
  });

  test(`a completion after a dot costs less than ${50 * SIZE} ms`, () => {
    const { workspace, uri, text } = open('mm/truncate.daxk');
    const position = positionOf(text, /\b(?:inode|mapping)\./g);
    let found = 0;
    expect(median(() => { found = complete(workspace, rich, uri, position).length; })).toBeLessThan(50 * SIZE);
    expect(found).toBeGreaterThan(5);
  });
});

test('the texts are that long', () => {
  for (const text of [scenario, overlay]) expect(text.split('\n').length).toBeGreaterThan(LINES);
  expect(globSync('**/*.daxk', { cwd: join(kernelFolder) }).map((name) => readFileSync(join(kernelFolder, name), 'utf8').split('\n').length).reduce((a, b) => a + b)).toBeGreaterThan(LINES);
});
