// Every example does what it says, on every kernel version that it speaks of.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const folder = join(__dirname, '..', '..', 'examples');
const examples = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.daxscn')).sort()
  : [];

async function daxscn(...args: string[]) {
  const written = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    isTerminal: false, columns: 100, write: (text: string) => { written[name] += text; },
  });
  const status = await main(args, {
    out: output('out'), err: output('err'), now: () => performance.now(), kernelFolder, kernelTree: modelKernel,
    cancellation: new Cancellation(),
  });
  return { status, ...written };
}

describe.each(examples)('examples/%s', (name) => {
  it('does what it expects', { timeout: 120_000 }, async () => {
    const { out, err } = await daxscn('check', '--json', join(folder, name));
    expect(err).toBe('');
    const { results } = JSON.parse(out);
    const wrong = results.filter(({ pass, complete }: { pass: boolean; complete: boolean }) => !pass || !complete);
    expect(wrong).toEqual([]);

    for (const { kernel, verdict, property, schedule } of results) {
      if (schedule === null) continue;
      const run = await daxscn('run', join(folder, name), '--json', '--kernel', kernel, '--schedule', schedule);
      // A run says what goes wrong: not what is reached, which may be right or wrong.
      const expected = verdict === 'reaches' ? { schedule } : { verdict, property, schedule };
      expect(JSON.parse(run.out.trimEnd().split('\n').at(-1)!)).toMatchObject(expected);
    }
  });
});
