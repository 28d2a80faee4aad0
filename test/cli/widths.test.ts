// What the commands print where lines are 40, 80 and 200 columns wide, and where nothing limits them (0), golden. `UPDATE=1` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { kernelFolder, modelKernel } from '../support/model-kernel';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';

const folder = join(import.meta.dirname, 'widths');
const [race, moved] = ['examples/05-punch-hole.daxscn', 'examples/03-two-pinned-pages.daxscn'];

const commands: Readonly<Record<string, readonly string[]>> = {
  check: ['check', race, '--kernel', 'v4.17'],
  table: ['check', 'test/kernel/scenarios/a-mapping-appears-at-once.daxscn', 'test/kernel/scenarios/madvise-dontneed-ends-a-hang.daxscn', '--kernel', 'all'],
  run: ['run', race, '--kernel', 'v4.17'],
  compare: ['compare', moved, '--kernel', 'v4.18', '--schedule', 'a43b12d5e3g2b15fc5c/1d', '--schedule', 'a43b12d5e3g2b8c10d3e3g4b11fg2'],
  kernels: ['kernels', 'v4.18', 'v4.19'],
};

/** Without how long it took. */
async function printed(args: readonly string[], columns: number): Promise<string> {
  let out = '';
  const output = { isTerminal: false, columns: columns || Infinity, write: (text: string) => { out += text; } };
  await main(args, { out: output, err: output, now: () => 0, kernelFolder, kernelTree: modelKernel, cancellation: new Cancellation() });
  return out;
}

/** What is pasted, and what is searched for, is one line. */
const isWhole = (line: string): boolean => /^ *daxscn |^(ok {2}|FAIL) {2}/.test(line);

describe.each([0, 40, 80, 200])('%i columns', { timeout: 60_000 }, (columns) => {
  it.each(Object.entries(commands))('%s', async (name, args) => {
    const text = await printed(args, columns);
    const path = join(folder, `${name}.${columns}.txt`);
    if (columns > 0) expect(text.split('\n').filter((line) => !isWhole(line) && stringWidth(line) > columns)).toEqual([]);
    expect(text).not.toMatch(/ $/m);
    if (process.env.UPDATE) writeFileSync(path, text);
    else expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
