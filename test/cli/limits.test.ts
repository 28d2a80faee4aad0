// What the model has no room for: told with the limit, the number and the line, and no verdict is given.
import { join } from 'node:path';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import { kernelFolder, modelKernel } from '../support/model-kernel';

interface Size { readonly blocks?: number; readonly ofFile?: number }

/** Line 7 begins with the processes. */
const scenario = (processes: string, { blocks = 1, ofFile = 1 }: Size = {}): string => `scenario "too much"
kernel v6.18
device pmem0 { blocks = ${blocks} }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = ${ofFile} }
${processes}
`;

const repeat = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => text(i)).join(' ');
const maps = (count: number): string => repeat(count, (i) => `b${i} = mmap(victim, 0, 1);`);

const folder = mkdtempSync(join(tmpdir(), 'limits-'));

async function daxscn(text: string, command: string, ...options: string[]) {
  const file = join(folder, 'too-much.daxscn');
  writeFileSync(file, text);
  const written = { out: '', err: '' };
  const output = (name: keyof typeof written) => ({ isTerminal: false, columns: 200, write: (more: string) => { written[name] += more; } });
  const status = await main([command, file, ...options], {
    out: output('out'), err: output('err'), now: () => 0, kernelFolder, kernelTree: modelKernel, cancellation: new Cancellation(),
  });
  return { status, out: written.out.replaceAll(`${folder}/`, ''), err: written.err.replaceAll(`${folder}/`, '') };
}

/** Found when the scenario is compiled. */
const beforehand: readonly (readonly [what: string, text: string, message: string, line: number])[] = [
  ['blocks of a device', scenario('process p { ftruncate(victim, 0); }', { blocks: 65 }), 'pmem0.blocks holds 0 … 64; 65 does not fit', 3],
  ['blocks of a file', scenario('process p { ftruncate(victim, 0); }', { ofFile: 70 }), 'victim.blocks holds 0 … 64; 70 does not fit', 6],
  ['processes of one declaration', scenario('process p[33] { ftruncate(victim, 0); }'), 'no room for p32: the model has 32 processes and agents at most', 7],
  ['processes', scenario('process p[20] { fsync(victim); }\nprocess q[20] { fsync(victim); }'), 'no room for q12: the model has 32 processes and agents at most', 8],
  ['threads', scenario(`process p { ${repeat(33, () => 'thread { fsync(victim); }')} }`), 'no room for p/32: the model has 32 processes and agents at most', 7],
  ['agents', scenario(`process p { fsync(victim); }\n${repeat(40, (i) => `device nvme${i + 1}\n`)}`), 'no room for nvme31: the model has 32 processes and agents at most', 38],
  ['objects that are declared', scenario(`process p { fsync(victim); }\n${repeat(1023, (i) => `file f${i} on mnt { }\n`)}`), 'no room for one more inode: the model has 1023 at most', 1030],
  ['objects of objects', scenario(`process p { fsync(victim); }\nprocess q {\n${repeat(17, () => 'b = mmap(victim, 0, 1);\n')} }`, { blocks: 64 }), 'no room for one more pte: the model has 1023 at most', 24],
  ['a number of a loop without events', scenario('process p {\n  n = 0;\n  while (n >= 0) n = n + 1;\n}'), '`n` holds -1024 … 1023; 1024 does not fit', 9],
];

describe.each(beforehand)('%s', (_, text, message, line) => {
  it('is a limit of the model, and the verdict is unknown', async () => {
    const { status, out, err } = await daxscn(text, 'check', '--json');
    expect([status, err]).toEqual([3, '']);
    expect(JSON.parse(out).results).toMatchObject([{
      verdict: 'unknown', bound: 'model', complete: false, states: 0, schedule: null, reason: `limit of the model: ${message} (too-much.daxscn:${line})`,
    }]);
  });

  it.each(['run', 'export'])('is told by %s', async (command) => {
    const { status, out, err } = await daxscn(text, command, ...command === 'export' ? ['--to', 'promela'] : []);
    expect([status, out]).toEqual([3, '']);
    expect(err).toMatch(new RegExp(`^too-much\\.daxscn:${line}:\\d+: error: `));
    expect(err).toContain(`${message}\n`);
  });
});

/** Found where the search comes to an event for which there is no room. */
describe.each([
  ['mappings of a forked process', `process p { ${maps(5)} fork { load(b0[0]); } }`, 'no room for mapping 5 of p in p/1: a forked child can have 4'],
  ['uses of an inode', `process p { ${maps(130)} }`, 'inode.i_count holds 0 … 127; 128 does not fit'],
  ['pages of a mapping', 'process p { b = mmap(victim, 0, 2); }', 'cannot map 2 pages of victim from page 0 on: the largest device has 1 blocks'],
  ['objects that one call makes', 'process p { while (true) b = mmap(victim, 0, 1); }', 'p.b is made a second time while the first is in use; one call makes one vm_area_struct'],
  ['pages of memory', `process p { ${repeat(3, (i) => `b${i} = mmap_private(victim, 0, 1); store(b${i}[0]);`)} }`, 'ordinary memory has 3 pages, and all are in use'],
  ['numbers of a process', 'process p { n = 0; while (true) { fsync(victim); n = n + 1; } }', '`n` holds -1024 … 1023; 1024 does not fit'],
])('%s', (_, processes, message) => {
  it.each(['check', 'run'])('are a limit of the model when %s comes there', async (command) => {
    const { status, out, err } = await daxscn(scenario(processes), command, '--json');
    expect([status, err]).toEqual([3, '']);
    const told = command === 'check' ? JSON.parse(out).results[0] : JSON.parse(out.trimEnd().split('\n').at(-1)!);
    expect(told).toMatchObject({ verdict: 'unknown', ...(command === 'check' && { bound: 'model' }) });
    if (command === 'check') expect(told.reason).toMatch(/too-much\.daxscn:7/);
    if (command === 'check') expect(told.reason).toContain(`limit of the model: ${message} (`);
  });
});

it('the first of 200 assertions that fails is named', async () => {
  const text = scenario(`process p { ${repeat(200, (i) => `r = fsync(victim); assert a${i}: (r == ${i < 199 ? 0 : 1});`)} }`);
  const { status, out } = await daxscn(text, 'check', '--json');
  expect([status, JSON.parse(out).results[0].property]).toEqual([1, 'a199']);
});

it('what the model has no room for is told beside the results of other files', async () => {
  const other = join(folder, 'other.daxscn');
  writeFileSync(other, scenario('process p { fsync(victim); }'));
  const { status, out } = await daxscn(beforehand[0]![1], 'check', other, '--outcomes', '--coverage', '--json');
  expect(status).toBe(3);
  expect(JSON.parse(out)).toMatchObject({
    results: [{ verdict: 'unknown' }, { verdict: 'holds' }], errors: [], coverage: { complete: false, unfinished: [expect.stringMatching(/too-much\.daxscn on v6\.18: a limit of the model was met$/)] },
  });
});

it('a page before the first of a buffer is no page of it', async () => {
  const text = scenario(`process p {
    b = mmap(victim, 0, 1);
    at = 0 - 1;
    r = load(b[at]);                  assert loads: (r == -14);
    r = read_direct(nvme0, b[at]);    assert reads: (r == -14);
    r = rdma_register(b[at]);         assert registers: (r == -14);
    r = munmap(b[at]);                assert unmaps: (r == -22);
  }`);
  expect(await daxscn(text, 'check')).toMatchObject({ status: 0 });
});
