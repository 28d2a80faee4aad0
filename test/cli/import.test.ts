// `daxscn import`: from the stacks of a report to a scenario that stands up to `check`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import { daxscnOn, file } from './command-line';

const model = { isTerminal: false, columns: Infinity, kernelTree: modelKernel };
const report = (name: string): string => join(import.meta.dirname, '..', 'trace', 'reports', `${name}.txt`);

describe('a report', () => {
  test('of two tasks of v6.18 is explained by a third that it does not have', async () => {
    const { status, out, err } = await daxscnOn(model, 'import', report('hung-task-6.18'), '--max-seconds', '100000');
    expect([status, err]).toEqual([0, 'they stand there after 40 events\n']);
    expect(out).toContain(`process a { ftruncate(victim, 0); }
process b { fallocate(victim, 0, 1); }
process c { buf = mmap(victim, 0, 1);  read_direct(nvme0, buf[0]); }

reach stand_there: a in schedule && a in xfs_wait_dax_page && b in down_write && b in xfs_file_fallocate "they stand there";`);
    const scenario = file('imported.daxscn', out);
    expect((await daxscnOn(model, 'check', scenario)).status).toBe(0);
    expect((await daxscnOn(model, 'run', scenario)).status).toBe(0);
  });

  test('of one of them is about that one, on the version that is asked for', async () => {
    const { status, out } = await daxscnOn({ ...model, input: readFileSync(report('hung-task-6.18'), 'utf8') }, 'import', '-', '--task', 'xfs_io', '--kernel', 'v6.12', '--max-seconds', '100000');
    expect(status).toBe(0);
    expect(out).toContain('expect v6.12 reaches stand_there');
    expect(out).not.toContain('fio');
  });

  test.each([
    ['without a stack', 'nothing\n', [], 'there is no call stack in it'],
    ['of functions that are not modelled', '[<0>] ep_poll+0x3/0x5\n[<0>] do_epoll_wait+0x3/0x5\n', [], 'none of the functions on the stack is in the model kernel: ep_poll, do_epoll_wait'],
    ['of a worker', readFileSync(report('syslog-5.4'), 'utf8'), [], 'no system call of the model has its stacks'],
    ['without the task that is asked for', readFileSync(report('crash'), 'utf8'), ['--task', 'fsx'], 'no task is called `fsx`; there are: holepunch (2204)'],
  ])('%s is refused, and said why', async (_, text, options, message) => {
    const path = file('report.txt', text);
    const { status, err } = await daxscnOn(model, 'import', path, ...options);
    expect(status).toBe(2);
    expect(err).toContain(`${path}: error: ${message}`);
  });
});

describe('a recording', () => {
  const recording = (name: string): string => join(import.meta.dirname, '..', 'trace', 'recordings', `${name}.txt`);

  test('is known by its content: by task what the model has of it', async () => {
    const { err } = await daxscnOn(model, 'import', recording('c_args_tail_proc.trace'));
    expect(err).toContain(': a recording of the tracer function_graph, 264 lines, 87 calls, 60 events\n');
    expect(err).toMatch(/^labA \(263\)\n(?: {2}\S.*\n)* {2}function {5}xfs_ilock +4 ×$/m);
  });

  test('says what it does not understand, and what was lost; where no calls are recorded nothing is made of it', async () => {
    const { status, err } = await daxscnOn({ ...model, input: `CPU:1 [LOST 7 EVENTS]\n${readFileSync(recording('j_nop.trace'), 'utf8')}and more\n` }, 'import', '-');
    expect([status, err]).toEqual([3, expect.stringMatching(/lost: 7 events\n[^]*lines that are not understood: 1:\n<stdin>:121: and more\n[^]*no task calls something that the model kernel has/)]);
  });

  test.each([['a recording', recording('j_nop.trace'), 3, 'no task calls something'], ['a report', report('syslog-5.4'), 2, 'no system call of the model']])('or a pipe: %s is read once', (_, path, status, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
    const built = spawnSync('sh', ['-c', 'mkfifo "$1/pipe" && { cat "$2" > "$1/pipe" & "$3" dist/cli.js import "$1/pipe"; }', 'sh', folder, path, process.execPath], { encoding: 'utf8', timeout: 60_000 });
    expect([built.status, built.stderr.includes(message)]).toEqual([status, true]);
  });

  test('that tells neither CPU nor task is refused', async () => {
    const { status, err } = await daxscnOn(model, 'import', recording('g_nocpu_nodur.trace'));
    expect([status, err]).toEqual([2, expect.stringContaining('tell neither their CPU nor their task; record with the option funcgraph-proc')]);
  });
});
