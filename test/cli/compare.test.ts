// `daxscn compare`, golden: each file of compare/ begins with the width of the terminal and the arguments. `UPDATE=1 npm run unit` writes them anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import type { Comparison } from '../../src/view/messages/compare';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const examples = relative(process.cwd(), join(__dirname, '..', '..', 'examples'));
const folder = join(__dirname, 'compare');

async function run(args: readonly string[], columns = 100): Promise<{ readonly out: string; readonly err: string; readonly status: number }> {
  let [out, err] = ['', ''];
  const status = await main(['compare', ...args], {
    out: { isTerminal: false, columns, write: (text) => { out += text; } }, err: { isTerminal: false, columns, write: (text) => { err += text; } },
    now: () => 0, kernelFolder, kernelTree: modelKernel, cancellation: new Cancellation(),
  });
  return { out, err, status };
}

describe('what is printed', () => {
  it.each(readdirSync(folder))('%s', { timeout: 60_000 }, async (name) => {
    const path = join(folder, name);
    const golden = readFileSync(path, 'utf8');
    const [command] = golden.split('\n');
    const [columns, ...args] = command!.replaceAll('EXAMPLES', examples).split(' ');
    const { out, err, status } = await run(args, Number(columns));
    const text = `${command}\n${(out + err).replaceAll(examples, 'EXAMPLES')}status ${status}\n`;
    if (process.env.UPDATE) writeFileSync(path, text);
    else expect(text).toBe(golden);
  });
});

const one = join(examples, '01-truncate-vs-direct-read.daxscn');

it('writes the comparison as JSON', async () => {
  const { out, status } = await run([one, '--kernel', 'v4.17', '--kernel', 'v4.19', '--json']);
  const { version, left, right, rows } = JSON.parse(out) as Comparison & { version: number };
  expect({ version, status }).toEqual({ version: 1, status: 1 });
  expect([left.kernel, right.kernel, left.isWrong, right.isWrong]).toEqual(['v4.17', 'v4.19', true, false]);
  expect(rows.filter((row) => row.left)).toHaveLength(left.length);
  expect(rows.filter((row) => row.right)).toHaveLength(right.length);
});

it('puts one schedule beside the nearest run that goes right', async () => {
  const { out, status } = await run([one, '--schedule', 'a24b17fc5d2', '--json']);
  expect((JSON.parse(out) as Comparison).right.title).toBe('nearest passing run');
  expect(status).toBe(1);
});

it('puts an overlay on the right side', async () => {
  const { out } = await run([join(examples, '11-second-look.daxscn'), '--kernel', 'v5.15', '--overlay', join(examples, 'no-second-look.daxk'), '--json']);
  const { left, right } = JSON.parse(out) as Comparison;
  expect([left.title, right.title]).toEqual(['v5.15', 'v5.15 with no-second-look.daxk']);
});

it.each([
  [['--kernel', 'v4.99'], 'daxscn: error: `v4.99` is not a modelled kernel version'],
  [['--kernel', 'v4.17', '--kernel', 'v4.18', '--kernel', 'v4.19'], 'daxscn: error: there are two sides: `--kernel` can be given twice, not 3 times'],
  [['--schedule', 'a', '--schedule', 'b', '--schedule', 'c'], 'daxscn: error: there are two sides: `--schedule` can be given twice, not 3 times'],
  [['--schedule', 'a99', '--schedule', 'b'], `${one}: error: the schedule stops fitting at its character 1: position`],
  [['--kernel', 'v4.19'], `${one}: error: there is nothing to compare with: nothing goes wrong on v4.19; a second`],
  [['--schedule', 'a3'], `${one}: error: there is nothing to compare with: it is not over after 3 events; a second`],
])('refuses %j', async (args, message) => {
  const { out, err, status } = await run([one, ...args]);
  expect(err.slice(0, message.length)).toBe(message);
  expect({ out, status }).toEqual({ out: '', status: 2 });
});

it('says why there is no run that goes right', async () => {
  const { err, status } = await run([join(examples, 'museum', 'm-06-put-clears-the-mapping.daxscn'), '--kernel', 'v4.18']);
  expect(err).toContain('there is no run that goes right to compare with on v4.18: No order of events goes right.');
  expect(status).toBe(2);
});
