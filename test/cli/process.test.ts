// The bundle as a process: streams, exit status, and what it does when it is interrupted or incomplete.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageKernel } from '../../src/language/packaged-kernel';
import { bundleCli } from '../support/bundled-cli';
import { file, folder, scenarios, tinyKernel } from './command-line';

const cli = join(folder, 'dist', 'cli.js');
const deadlock = file('deadlock.daxscn', scenarios.deadlock);
const three = file('three.daxscn', scenarios.three);

beforeAll(async () => {
  await bundleCli(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'kernel.jsonl'), packageKernel(tinyKernel()));
}, 60_000);

function daxscn(args: string[], env: NodeJS.ProcessEnv = {}, cwd?: string, input = '') {
  return new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], { env: { ...process.env, ...env }, cwd }, (error, out, err) => {
      resolve({ status: error ? Number(error.code) : 0, out, err });
    });
    child.stdin!.end(input);
  });
}

describe('the process', { timeout: 60_000 }, () => {
  it('exits with the status', async () => {
    expect((await daxscn(['check', three])).status).toBe(0);
    expect((await daxscn(['run', three, '--schedule', 'a6'])).status).toBe(0);
    expect((await daxscn(['run', three, '--seed', '3', '--kernel', 'v4.18'])).status).toBe(1);
    expect(await daxscn(['check', '/no/such.daxscn'])).toEqual({
      status: 2, out: '', err: '/no/such.daxscn: error: there is no such file\n',
    });
    expect((await daxscn(['check', three, '--max-states', '1'])).status).toBe(3);
  });

  it('takes a folder and a pattern', async () => {
    const inside = mkdtempSync(join(folder, 'some-'));
    writeFileSync(join(inside, 'a.daxscn'), scenarios.three);
    for (const path of [inside, `${inside}/*.daxscn`]) expect(await daxscn(['check', path])).toMatchObject({ status: 0, err: '' });
    expect((await daxscn(['check', `${inside}/*.none`])).status).toBe(2);
  });

  it('takes a long schedule from a file or from the standard input', async () => {
    const path = file('violating.schedule', ' a6\n');
    const { out } = await daxscn(['run', three, '--schedule', 'a6']);
    expect(await daxscn(['run', three, '--schedule', `@${path}`])).toEqual({ status: 0, out, err: '' });
    expect(await daxscn(['run', three, '--schedule', '-'], {}, undefined, 'a3\na3\n')).toEqual({ status: 0, out, err: '' });
    expect(await daxscn(['run', three, '--schedule', `@${path}.none`])).toMatchObject({ status: 2, err: `${path}.none: error: there is no such file\n` });
    expect((await daxscn(['run', three, '--schedule', '-'], {}, undefined, '?')).err).toMatch(/^<stdin>: error: the schedule stops fitting at its character 1/);
    writeFileSync(path, 'a99');
    expect((await daxscn(['run', three, '--schedule', `@${path}`])).err).toMatch(new RegExp(`^${path}: error: the schedule stops fitting`));
  });

  it('respects NO_COLOR and FORCE_COLOR', async () => {
    const isColored = async (env: NodeJS.ProcessEnv) => (await daxscn(['check', three], env)).out.includes('\x1b[3');
    expect(await isColored({ FORCE_COLOR: '1', NO_COLOR: '' })).toBe(true);
    expect(await isColored({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await isColored({ FORCE_COLOR: '', NO_COLOR: '' })).toBe(false);
  });

  it.runIf('enableCompileCache' in nodeModule)('keeps its compiled code for the next process', async () => {
    const temporary = mkdtempSync(join(folder, 'tmp-'));
    expect((await daxscn(['check', three], { TMPDIR: temporary })).status).toBe(0);
    expect(readdirSync(temporary)).toEqual(['node-compile-cache']);
  });

  it('writes the coverage with paths from here', async () => {
    expect((await daxscn(['check', '--lcov', 'lcov.info', 'three.daxscn'], {}, folder)).status).toBe(0);
    const lcov = readFileSync(join(folder, 'lcov.info'), 'utf8');
    expect(lcov.match(/^SF:.*$/gm)).toEqual([`SF:${join('src', 'kernel', 'tiny.daxk')}`, 'SF:three.daxscn']);
  });

  it('stays within COLUMNS where there is no terminal that knows better', async () => {
    const widest = async (env: NodeJS.ProcessEnv) => {
      const { out } = await daxscn(['check', deadlock], env);
      return Math.max(...out.split('\n').filter((line) => !/ daxscn run |deadlock\.daxscn:1 /.test(line)).map((line) => line.length));
    };
    expect(await widest({ COLUMNS: '60' })).toBeLessThanOrEqual(60);
    expect(await widest({ COLUMNS: '' })).toBeGreaterThan(60);
    expect(await widest({ COLUMNS: '0' })).toBeGreaterThan(60);
  });

  it('takes a scenario from the standard input', async () => {
    const { status, out, err } = await daxscn(['check', '-'], {}, undefined, scenarios.deadlock);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toMatch(/^FAIL {2}<stdin>:1 {2}v6\.18 {2}deadlock \(expected holds\)\n/);
    expect(out).toMatch(/^ {6}daxscn run - --kernel v6\.18 --schedule \w+$/m);
    expect((await daxscn(['check', '-'])).err).toMatch(/^<stdin>:1:1: error: /);
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };
    expect(await daxscn(['--version'])).toEqual({ status: 0, out: `daxscn ${version}\n`, err: '' });
  });

  it('writes everything before it ends, also into a pipe', async () => {
    const many = file('many.daxscn', scenarios.three + '// padding\n');
    const { out } = await daxscn(['check', '--json', ...new Array<string>(60).fill(many)]);
    expect(JSON.parse(out).results).toHaveLength(120);
  });

  it('is quiet when nobody reads any more', async () => {
    const child = spawn(process.execPath, [cli, 'check', ...new Array<string>(40).fill(three)]);
    let err = '';
    child.stderr.on('data', (data) => { err += data; });
    child.stdout.destroy();
    await new Promise((resolve) => { child.on('close', resolve); });
    expect(err).toBe('');
  });

  it('says when the packaged kernel is missing', async () => {
    rmSync(join(folder, 'dist', 'kernel.jsonl'));
    const { status, err } = await daxscn(['check', three]);
    expect(status).toBe(2);
    expect(err).toMatch(/kernel\.jsonl: error: the packaged model kernel is missing or damaged/);
  });
});
