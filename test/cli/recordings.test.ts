// Recordings of real kernels, as a user has them: `import` makes a scenario, `check` and `run` take it, and `compare` holds it against the recording.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import { daxscnOn, file } from './command-line';

const model = { isTerminal: false, columns: Infinity, kernelTree: modelKernel };
/** Milliseconds: each call is tried as all that it can be. */
const LONG = 100_000;
const folder = join(import.meta.dirname, '..', 'conformance', 'real-kernel');
const recordings = ['5.10', '6.18'].flatMap((kernel) => readdirSync(join(folder, kernel)).filter((name) => /^g_.*\.trace\.txt$/.test(name)).map((name) => ({ kernel, name: `${kernel}/${name}` })));
const pathOf = (name: string): string => join(folder, name);

describe.each(recordings)('$name', ({ kernel, name }) => {
  let scenario: string;

  beforeAll(async () => {
    const { status, out } = await daxscnOn(model, 'import', pathOf(name), '--kernel', `v${kernel}`);
    expect(status).toBe(0);
    scenario = file('imported.daxscn', out);
  }, LONG);

  test('becomes a scenario that does all that was recorded', async () => {
    expect(await daxscnOn(model, 'compare', pathOf(name), scenario)).toMatchObject({ status: 0, out: expect.stringContaining('the model does all that was recorded') as string });
  });

  test('and whose schedule does', async () => {
    const { out } = await daxscnOn(model, 'run', scenario, '--json');
    const { observations } = JSON.parse((await daxscnOn(model, 'compare', pathOf(name), scenario, '--json')).out) as { observations: number };
    expect(observations).toBeGreaterThan(30);
    expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({ verdict: 'holds' });
  });

  test('of one kernel is not one of the other', async () => {
    const { status, out } = await daxscnOn(model, 'compare', pathOf(name), scenario, '--kernel', kernel === '5.10' ? 'v6.18' : 'v5.10', '--json');
    expect(status).toBe(1);
    const { verdict, differences } = JSON.parse(out) as { verdict: string; differences: { next: { recorded: object; model: object[] }[] }[] };
    expect(verdict).toBe('differs');
    expect(differences[0]!.next.flatMap(({ model: instead }) => instead)).toContainEqual({ text: expect.any(String) as string, source: expect.stringMatching(/\.daxk$/) as string, line: expect.any(Number) as number });
  });
});

describe('a recording that the model cannot follow', () => {
  const recording = pathOf('5.10/g_x_trunc0.trace.txt');
  const scenario = (changes: string): string => file('scenario.daxscn', `scenario "s" kernel v5.10
device pmem0 { blocks = 9 } device nvme0 mount mnt { type = xfs device = pmem0 dax } file f on mnt { blocks = 4 }
${changes}`);
  const READER = 'process labA { buf = mmap(f, 0, 4); read_direct(nvme0, buf[1]); load(buf[1]); }';

  test('says what was recorded, what the model has instead, and which guard is false', async () => {
    // Nothing is awaited where nobody has the page pinned.
    const alone = await daxscnOn(model, 'compare', recording, scenario('process labB { buf = mmap(f, 0, 4); ftruncate(f, 0); }'));
    expect(alone.status).toBe(1);
    expect(alone.out).toContain('recording: labB sleeps in xfs_break_layouts');
    expect(alone.out).toMatch(/model: {5}labB enters xfs_vn_setattr_size: .* mm\/truncate\.daxk:\d+/);
    expect((await daxscnOn(model, 'compare', recording, scenario(`${READER} process labB { buf = mmap(f, 0, 4); ftruncate(f, 0); }`))).status).toBe(0);
    // Who holds the inode keeps the truncate out, and is not in the recording.
    const behind = await daxscnOn(model, 'compare', recording, scenario(`${READER.replace('read_direct(nvme0, buf[1])', 'pread_direct(f, 0, buf[1])')} process labB { buf = mmap(f, 0, 4); ftruncate(f, 0); }`));
    expect([behind.status, behind.err]).toEqual([1, '']);
  });

  test.each([
    ['a task is a process of another name', ['--task', 'labA=reader', '--task', '245=truncator'], READER.replace('labA', 'reader') + ' process truncator { buf = mmap(f, 0, 4); ftruncate(f, 0); }', 0, ''],
    ['nobody has such a name', [], 'process reader { ftruncate(f, 0); }', 2, 'no task in it is called like a process of the scenario (reader); `--task NAME=reader` says who is who'],
    ['a process does nothing that was recorded', [], 'process labA { fsync(f); }', 2, 'none of the calls of `labA` is in it'],
    ['there is no such process', ['--task', 'labA=nobody'], READER, 2, 'the scenario has no process `nobody`; there are: labA'],
    ['a task is left out of an assignment', ['--task', 'labA'], READER, 2, 'a task of the recording and a process of the scenario belong there, such as `fio=labA`'],
    ['a schedule is given', ['--schedule', 'a'], READER, 2, 'leave `--schedule` out'],
    ['more states are needed', ['--max-states', '1'], READER + ' process labB { buf = mmap(f, 0, 4); ftruncate(f, 0); }', 3, ''],
  ])('%s', async (_, options, processes, status, message) => {
    const result = await daxscnOn(model, 'compare', recording, scenario(processes), ...options);
    expect([result.status, result.err]).toEqual([status, expect.stringContaining(message)]);
  });

  test('is needed for options that are about one', async () => {
    const path = scenario(READER);
    expect(await daxscnOn(model, 'compare', path, '--task', 'labA=labA')).toMatchObject({ status: 2, err: `daxscn: error: \`--task\` is about a recording: \`daxscn compare RECORDING ${path}\`\n` });
  });

  test('where it is without times nothing tells the order', async () => {
    const without = file('without.txt', readFileSync(recording, 'utf8').replace(/^ +\d+\.\d+ \| /gm, ' '));
    expect(await daxscnOn(model, 'compare', without, scenario(READER))).toMatchObject({ status: 2, err: expect.stringContaining('it has no times') as string });
  });
});

test('what our script has recorded says more: functions that were not called', async () => {
  const path = pathOf('5.10/g_x_trunc0.trace.txt');
  const traced = (names: string): string => file('traced.txt', `# os release : 5.10.0-46-amd64\n# traced: ${names}\n${readFileSync(path, 'utf8')}`);
  const scenario = file('imported.daxscn', (await daxscnOn(model, 'import', traced('xfs_ilock'))).out);
  expect(readFileSync(scenario, 'utf8')).toContain('kernel v5.10\n');
  expect((await daxscnOn(model, 'compare', traced('bio_endio'), scenario)).status).toBe(0);
  // The fault of the model comes to it, and what was recorded is said not to have.
  const { status, out } = await daxscnOn(model, 'compare', traced('grab_mapping_entry'), scenario);
  expect([status, out]).toEqual([1, expect.stringMatching(/model: {5}labA enters grab_mapping_entry: .* fs\/dax\/entry\.daxk:\d+/) as string]);
});

test('comes through a pipe, in any pieces, and is read as often as needed', async () => {
  const path = pathOf('5.10/g_e_punch.trace.txt');
  const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
  const built = spawnSync('sh', ['-c', '{ head -c 100 "$1"; tail -c +101 "$1"; } | "$2" dist/cli.js import - --kernel v5.10', 'sh', path, process.execPath], { encoding: 'utf8', env: { ...process.env, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' } });
  expect(built.status).toBe(0);
  expect(built.stdout.replace('<stdin>', 'g_e_punch.trace.txt')).toBe((await daxscnOn(model, 'import', path, '--kernel', 'v5.10')).out);
  expect(readdirSync(folder)).toEqual([]);
});

test('says on a terminal how far it is', async () => {
  const long = file('long.txt', `${readFileSync(pathOf('5.10/g_e_punch.trace.txt'), 'utf8')}${'# nothing\n'.repeat(200_000)}`);
  const { err } = await daxscnOn({ ...model, isTerminal: true, columns: 60 }, 'import', long, '--kernel', 'v5.10');
  expect(err).toMatch(/reading \S+: \d of 2 MiB/);
});

test('of events alone is enough, with the arguments of system calls', async () => {
  const recording = file('events.txt', `# tracer: nop
          reader-441     [001] .....   158.100000: sys_pread64(fd: 5, buf: 7f0000001000, count: 1000, pos: 0)
          reader-441     [001] .....   158.100100: dax_pte_fault: dev 259:0 ino 0x83 shared WRITE|ALLOW_RETRY|KILLABLE address 0x7fb453c24000 pgoff 0x1
          reader-441     [001] d..2.   158.100355: sched_switch: prev_comm=reader prev_pid=441 prev_prio=120 prev_state=D ==> next_comm=swapper/1 next_pid=0 next_prio=120
       truncator-442     [000] .....   158.200000: sys_fallocate(fd: 3, mode: 3, offset: 1000, len: 1000)
       truncator-442     [000] d..2.   158.200355: sched_switch: prev_comm=truncator prev_pid=442 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
          <idle>-0       [001] d.h3.   158.300000: sched_waking: comm=reader pid=441 prio=120 target_cpu=001
          reader-441     [001] d..3.   158.300561: sched_waking: comm=truncator pid=442 prio=120 target_cpu=000
          reader-441     [001] .....   158.301000: sys_pread64 -> 0x1000
       truncator-442     [000] .....   158.310000: sys_fallocate -> 0x0
`);
  const { status, out } = await daxscnOn(model, 'import', recording, '--kernel', 'v6.12');
  expect([status, out]).toEqual([0, expect.stringContaining(`process reader { buf = mmap(victim, 0, 2);  read_direct(nvme0, buf[1]); }
process truncator { punch_hole(victim, 1, 1); }
`)]);
  const scenario = file('events.daxscn', out);
  expect((await daxscnOn(model, 'compare', recording, scenario)).status).toBe(0);
  // Nobody comes back before he has read.
  const early = file('early.txt', readFileSync(recording, 'utf8').replace(/^.*sys_pread64 -> .*\n/m, '').replace('158.310000: sys_fallocate -> 0x0', '158.250000: sys_fallocate -> 0x0'));
  expect(await daxscnOn(model, 'compare', early, scenario)).toMatchObject({ status: 1, out: expect.stringContaining('recording: truncator returns from punch_hole(victim, 1, 1) without an error') as string });
});
