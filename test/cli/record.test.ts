// `daxscn record --script`: what the script writes to tracefs, here a folder, and that it undoes it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { KNOWN_VERSIONS } from '../../src/language/versions';
import { modelKernel } from '../support/model-kernel';
import { daxscnOn, file } from './command-line';

const model = { isTerminal: false, columns: Infinity, kernelTree: modelKernel };

const FILES = {
  current_tracer: 'nop\n', tracing_on: '1\n', set_ftrace_filter: 'vfs_read\nxfs_ilock [xfs]\n', trace: '# tracer: nop\n', 'options/funcgraph-proc': '0\n', 'options/funcgraph-abstime': '0\n', 'options/funcgraph-overhead': '1\n',
  'events/sched/sched_switch/enable': '0\n', 'events/sched/sched_waking/enable': '1\n',
  available_filter_functions: 'vfs_read\n__x64_sys_ftruncate\n__x64_sys_pread64\n__x64_sys_getpid\nxfs_ilock [xfs]\ndax_disassociate_entry.isra.0\ndax_layout_busy_page_range\n',
};

function tracefs(files: Readonly<Record<string, string>> = FILES): string {
  const folder = mkdtempSync(join(tmpdir(), 'tracefs-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function script(...args: string[]): Promise<string> {
  return file('record.sh', (await daxscnOn(model, 'record', '--script', ...args)).out);
}

/** Ends it with Enter, or by a signal. */
async function record(folder: string, output: string, signal?: 'SIGTERM') {
  const child = spawn('sh', [await script('--kernel', 'v6.18'), output], { env: { PATH: process.env['PATH'], TRACING: folder } });
  let err = '';
  child.stderr.on('data', (text: Buffer) => { err += String(text); });
  await once(child.stdout, 'data');
  const during = Object.fromEntries(Object.keys(FILES).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  writeFileSync(join(folder, 'trace'), '# tracer: function_graph\n');
  if (signal) child.kill(signal);
  child.stdin.end('\n');
  await once(child, 'close');
  return { during, err };
}

test.each(KNOWN_VERSIONS)('a shell understands the script of %s', async (version) => {
  expect(spawnSync('sh', ['-n', await script('--kernel', version)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

test.each([undefined, 'SIGTERM'] as const)('functions that the kernel has are recorded, the others named, and all is put back (%s)', async (signal) => {
  const folder = tracefs();
  const output = join(folder, 'saved');
  const { during, err } = await record(folder, output, signal);
  expect(during['set_ftrace_filter']!.split('\n').filter(Boolean).sort()).toEqual(['__x64_sys_ftruncate', '__x64_sys_pread64', 'dax_disassociate_entry.isra.0', 'dax_layout_busy_page_range', 'xfs_ilock']);
  expect(during).toMatchObject({
    current_tracer: 'function_graph\n', tracing_on: '1\n', 'options/funcgraph-proc': '1\n', 'options/funcgraph-overhead': '0\n', 'events/sched/sched_switch/enable': '1\n',
  });
  expect(err).toMatch(/not in this kernel.*:\n(?: {2}\w+\n)* {2}dax_break_layout\n/);
  expect(err).not.toContain('xfs_ilock\n');
  for (const [name, text] of Object.entries(FILES)) {
    if (name !== 'trace') expect([name, readFileSync(join(folder, name), 'utf8')]).toEqual([name, text.replace(' [xfs]', name === 'set_ftrace_filter' ? '' : ' [xfs]')]);
  }
  expect(existsSync(output)).toBe(signal === undefined);
});

test('nothing is touched where somebody else is tracing, or where there is no tracefs', async () => {
  const folder = tracefs({ ...FILES, current_tracer: 'function\n' });
  const path = await script();
  const run = (tracing: string) => spawnSync('sh', [path, join(folder, 'saved')], { env: { PATH: process.env['PATH'], TRACING: tracing }, encoding: 'utf8' });
  expect(run(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('somebody else is tracing (function)') as string });
  expect(run(join(folder, 'nowhere'))).toMatchObject({ status: 1, stderr: expect.stringContaining('run this as root') as string });
  expect(readFileSync(join(folder, 'set_ftrace_filter'), 'utf8')).toBe(FILES.set_ftrace_filter);
});

test('without `--script` it says what it does not do', async () => {
  expect(await daxscnOn(model, 'record')).toMatchObject({ status: 2, err: expect.stringContaining('daxscn record --script > record.sh') as string });
});
