// The whole hunt, from the command line: on a kernel of a few lines, and on the model kernel with a handful of its calls.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KernelTree } from '../../src/language/tree';
import { daxscnOn, file, type Captured } from '../cli/command-line';
import { modelKernel } from '../support/model-kernel';
import { leaseKernel } from './lease-kernel';

const lease = leaseKernel();

interface HuntDocument {
  readonly findings: readonly { readonly verdict: string; readonly property: string | null; readonly calls: readonly (readonly string[])[]; readonly known: readonly string[]; readonly functions: readonly string[]; readonly schedule: string }[];
}

async function hunt(kernel: KernelTree, ...args: string[]): Promise<Captured & { readonly document: HuntDocument }> {
  const result = await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => kernel }, 'hunt', ...args, '--max-seconds', '100000000');
  return { ...result, document: (args.includes('--json') && result.status !== 2 ? JSON.parse(result.out) : { findings: [] }) as HuntDocument };
}

describe('on a kernel of a few lines', () => {
  const args = ['--kernel', 'v4.19', '--max-calls', '2'];

  test('the smallest scenario that goes wrong is told, ready to be checked', async () => {
    const { status, out, err } = await hunt(lease, ...args, '--calls', 'take,open_lease');
    expect(status).toBe(1);
    expect(out).toContain('process a { take(victim); }\nprocess b { take(victim); }\n');
    expect(out).toMatch(/schedule "\w+"\n\nexpect v4\.19 violates never_negative\n$/);
    expect(err).toMatch(/^1 finding in \d+ workloads, all there are with up to 2 calls and 2 processes: /);
    const checked = await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => lease, input: out }, 'check', '-');
    expect(checked).toMatchObject({ status: 0 });
    const performed = await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => lease, input: out }, 'run', '-');
    expect(performed).toMatchObject({ status: 0 });
  });

  test('findings are files in a folder', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'daxscn-hunt-')), 'new');
    const { status, out } = await hunt(lease, ...args, '--calls', 'take', '--out', folder);
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual(['hunt-v4.19-01-never_negative.daxscn']);
    expect(out).toContain('take | take: violates never_negative');
    expect(readFileSync(join(folder, 'hunt-v4.19-01-never_negative.daxscn'), 'utf8')).toContain('Found by `daxscn hunt --kernel v4.19 --calls take`');
  });

  test('a document says what was tried and what was found', async () => {
    const { document } = await hunt(lease, ...args, '--calls', 'take,grab', '--json', '--findings', '1');
    expect(document).toMatchObject({
      version: 1, kernel: 'v4.19', findings: [{ number: 1, verdict: 'violates', property: 'never_negative', calls: [['take'], ['take']], files: [1], functions: ['take', 'take'] }],
      // It ended in size 6, the smallest with two calls.
      sizes: { most: 10, left: 5 },
    });
    expect(Object.keys(document)).toEqual(['version', 'kernel', 'fileSystem', 'mount', 'findings', 'workloads', 'recalled', 'incomplete', 'states', 'seconds', 'complete', 'sizes']);
  });

  test('nothing is found where nothing goes wrong', async () => {
    expect(await hunt(lease, ...args, '--calls', 'put')).toMatchObject({ status: 0, out: '', err: expect.stringMatching(/^nothing found in 7 workloads, all there are/) });
    expect(await hunt(lease, ...args, '--calls', 'take', '--property', 'hang')).toMatchObject({ status: 0 });
  });

  test('who waits for what another one has taken for good hangs', async () => {
    const { document } = await hunt(lease, '--kernel', 'v4.19', '--max-calls', '3', '--calls', 'open_lease,close_lease', '--json');
    expect(document.findings.map(({ verdict, calls }) => [verdict, calls])).toEqual([['hang', [['open_lease', 'close_lease'], ['open_lease']]]]);
  });

  test('a process that goes wrong alone is told alone', async () => {
    const { out } = await hunt(lease, ...args, '--calls', 'lose');
    expect(out).toContain('process a { lose(victim); }\n\nschedule "a"');
    expect(out).toContain('\n * never_negative is broken by event 1 of a');
  });

  test('what goes wrong on another version, too, can be left out', async () => {
    const { document } = await hunt(lease, ...args, '--calls', 'take,grab', '--unlike', 'v4.18', '--json');
    expect(document.findings.map(({ calls }) => calls)).toEqual([[['take'], ['take']]]);
    expect(await hunt(lease, ...args, '--calls', 'grab', '--unlike', 'v4.18')).toMatchObject({ status: 0, out: '' });
  });

  test('a patch is compared with the kernel without it', async () => {
    const patch = file('racy-put.daxk', 'syscall int put(inode file) since v4.19 { int seen = file.puts; if (seen == 0) { "lose all of {file}": file.left -= 2; } return 0; }');
    const { document } = await hunt(lease, ...args, '--calls', 'put,take', '--overlay', patch, '--unlike', 'v4.19', '--json');
    expect(document.findings.map(({ calls }) => calls)).toEqual([[['put']]]);
  });

  describe('all that can happen with a patch is compared with what can without it', () => {
    const differences = async (patch: string, ...more: string[]) => {
      const { out, document } = await hunt(lease, ...args, '--calls', 'take,put', '--overlay', file('changed.daxk', patch), '--unlike', '--json', ...more);
      return { out, found: document.findings.map(({ verdict, calls, functions, schedule }) => ({ verdict, calls, functions, hasRun: schedule !== '' })) };
    };

    test.each<{ name: string; patch: string; found: object[] }>([
      {
        name: 'another result, told of one process alone', patch: 'syscall int put(inode file) since v4.19 { "count a put": file.puts = 1; return file.puts; }',
        found: [{ verdict: 'differs', calls: [['put']], functions: ['no longer: put = 0', 'only here: put = 1'], hasRun: true }],
      },
      {
        name: 'what does not go wrong any more',
        patch: 'syscall int take(inode file) since v4.19 { bool taken = false; "take": atomic because "an atomic decrement" { if (file.left > 0) { file.left -= 1; taken = true; } } if (!taken) return -EBUSY; return 0; }',
        found: [
          { verdict: 'differs', calls: [['take'], ['take']], functions: ['no longer: violates never_negative'], hasRun: false },
        ],
      },
      { name: 'nothing', patch: 'syscall int put(inode file) since v4.19 { "note a put": file.puts = 1; return 0; }', found: [] },
    ])('$name', async ({ patch, found }) => expect((await differences(patch)).found).toEqual(found));

    test('as a scenario that checks', async () => {
      const patch = file('changed.daxk', 'syscall int put(inode file) since v4.19 { "count a put": file.puts = 1; return file.puts; }');
      const { out } = await hunt(lease, ...args, '--calls', 'put', '--overlay', patch, '--unlike', '--findings', '1');
      expect(out).toContain(' * Only here: holds; a: put(victim) = 1.\n');
      expect(out).toContain('--unlike` as the workload');
      expect(await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => lease, input: out }, 'check', '-')).toMatchObject({ status: 0 });
      expect(await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => lease, input: out }, 'run', '-')).toMatchObject({ status: 0 });
    });
  });

  test('what is found in a patch names it, and can be checked as it is, from wherever it is', async () => {
    const patch = file('bad-put.daxk', 'syscall int put(inode file) since v4.19 { "lose all of {file}": file.left -= 2; return 0; }');
    const folder = join(mkdtempSync(join(tmpdir(), 'daxscn-hunt-')), 'new');
    expect(await hunt(lease, ...args, '--calls', 'put', '--overlay', patch, '--out', folder)).toMatchObject({ status: 1 });
    const [name] = readdirSync(folder);
    const finding = join(folder, name!);
    expect(readFileSync(finding, 'utf8')).toContain('bad-put.daxk"\nkernel v4.19\n');
    for (const more of [[], ['--overlay', patch]]) {
      expect(await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: () => lease }, 'check', finding, ...more)).toMatchObject({ status: 0 });
    }
  });

  test('the program that started it is told how far it is, what is found, and how it ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'daxscn-hunt-'));
    const messages: unknown[] = [];
    const environment = { isTerminal: false, columns: Infinity, kernelTree: () => lease, channel: { send: (message: unknown) => messages.push(message) } };
    await daxscnOn(environment, 'hunt', ...args, '--calls', 'take,put', '--out', folder, '--max-seconds', '100000000');
    expect(messages.at(0)).toMatchObject({ type: 'hunting', tried: expect.any(Number) as number, sizes: { now: expect.any(Number) as number, most: 10 } });
    const found = messages.filter((message) => (message as { type: string }).type === 'found');
    expect(found).toEqual([{
      type: 'found', number: 1, title: 'take | take: violates never_negative', story: expect.stringContaining('should have waited') as string, schedule: expect.stringMatching(/^\w+$/) as string, events: 4,
      file: join(folder, 'hunt-v4.19-01-never_negative.daxscn'),
    }]);
    expect(messages.at(-1)).toMatchObject({ type: 'hunted', complete: true, left: 0, found: 1 });
  });

  test('what is known is told as known', async () => {
    const known = file('known.daxscn', 'scenario "known" kernel v4.19 device pmem0 { blocks = 1 } mount mnt { type = xfs device = pmem0 } file f on mnt { blocks = 1 } process p[2] { take(f); } expect v4.19 violates never_negative');
    const later = file('later.daxscn', 'scenario "later" kernel v6.18 device pmem0 { blocks = 1 } mount mnt { type = xfs device = pmem0 } file f on mnt process p { only_now(f); } expect v6.18 holds');
    const other = file('other.daxscn', 'scenario "other" kernel v4.19 device pmem0 { blocks = 1 } mount mnt { type = xfs device = pmem0 } file f on mnt { blocks = 1 } process p { lose(f); } expect v4.19 violates never_negative');
    const { document } = await hunt(lease, ...args, '--calls', 'take', '--known', known, '--known', other, '--known', later, '--json');
    expect(document.findings.map((finding) => finding.known)).toEqual([[known]]);
    const { out } = await hunt(lease, ...args, '--calls', 'take', '--known', known);
    expect(out).toContain(`Known: ${known}.`);
  });

  test.each([
    { wrong: ['--calls', 'tak'], says: '`tak` is no call that can be composed on this version; did you mean `take`?' },
    { wrong: ['--property', 'never_negativ'], says: 'there is no property `never_negativ`; did you mean `never_negative`?' },
    { wrong: ['--file-system', 'ext4'], says: 'there is no file system `ext4`; there is only `xfs`' },
    { wrong: ['--mount', 'dxa'], says: 'dxa' },
    { wrong: ['--unlike', 'v4.188'], says: '`v4.188` is not a modelled kernel version' },
    { wrong: ['--known', '/nowhere.daxscn'], says: 'there is no such file' },
    { wrong: ['--processes', '9'], says: '`--processes` is 8 at most' },
    { wrong: ['--unlike'], says: '`--unlike` without a version compares the kernel with and without a patch' },
    { wrong: ['--unlike', '--property', 'hang', '--overlay', file('empty.daxk', 'pure int nothing() { return 0; }')], says: 'leave `--property` out' },
  ])('$wrong is refused', async ({ wrong, says }) => {
    const { status, err } = await hunt(lease, ...args, ...wrong);
    expect(status).toBe(2);
    expect(err).toContain(says);
  });
});

describe('on the model kernel', () => {
  const findings = async (version: string, ...args: string[]): Promise<string[]> => {
    const { document } = await hunt(modelKernel(), '--kernel', version, '--json', ...args);
    return document.findings.map(({ property, calls }) => `${property ?? ''}: ${calls.map((chain) => chain.join(', ')).join(' | ')}`);
  };

  test('v4.18 does not look again at a second page', async () => {
    expect(await findings('v4.18', '--calls', 'mmap,read_direct,ftruncate', '--max-calls', '3', '--findings', '1')).toEqual(['pin_visibility: mmap, read_direct | ftruncate']);
  });

  test('what is in the museum is known', async () => {
    const exhibit = join(import.meta.dirname, '..', '..', 'examples', 'museum', 'm-15-unmapped-while-pinned.daxscn');
    const { document } = await hunt(modelKernel(), '--kernel', 'v4.19', '--json', '--calls', 'mmap,aio_read_direct,munmap,ftruncate', '--findings', '1', '--known', exhibit);
    expect(document.findings.map(({ known }) => known)).toEqual([[exhibit]]);
  });

  // Alone unbind changes nothing, and what it looks at is not there.
  test.each<[fileSystem: string, ...calls: string[]]>([
    ['device_dax'], ['xfs', '--calls', 'mmap,read_direct,ftruncate,unlink,unbind,umount'],
  ])('unbind does not wait for pins since v5.18, on %s', async (fileSystem, ...calls) => {
    expect(await findings('v6.18', '--file-system', fileSystem, ...calls, '--findings', '1')).toEqual(['memory_in_use: mmap, read_direct | unbind']);
    const { err } = await hunt(modelKernel(), '--kernel', 'v5.15', '--file-system', fileSystem, '--calls', 'mmap,read_direct,unbind', '--max-calls', '3', '--property', 'memory_in_use');
    expect(err).toMatch(/^nothing found in [1-9]\d* workloads, all there are/);
  });

  test('v4.19 has two mistakes with pins that are not mapped: a truncate does not look, and the end of a file does not wait', async () => {
    expect(await findings('v4.19', '--calls', 'mmap,aio_read_direct,munmap,ftruncate,unlink', '--findings', '2')).toEqual([
      'pin_visibility: mmap, aio_read_direct, munmap | unlink', 'scan_soundness: mmap, aio_read_direct, munmap | ftruncate',
    ]);
  });
});
