import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { daxscn, file, scenarios } from './command-line';

const good = file('good.daxscn', scenarios.three);
const paths: Record<string, [path: string, message: RegExp]> = {
  'a pattern that matches nothing': ['/no/such/*.daxscn', /: error: no file matches this pattern/],
  'a missing file': ['/no/such.daxscn', /(?<!:1): error: there is no such file/],
  'a directory': [mkdtempSync(`${tmpdir()}/daxscn-`), /(?<!:1): error: (this is a directory|there is no scenario \(\.daxscn\) in this folder or below)/],
  'a device': ['/dev/null', /null: error: this is a device/],
  'an empty file': [file('empty.daxscn', ''), /:1:1: error: /],
  'a binary': [file('binary.daxscn', Uint8Array.from({ length: 300 }, (_, index) => index % 256)), /:\d+:\d+: error: this is not a text/],
  'ten megabytes': [file('long.daxscn', 'process p { }\n'.repeat(750_000)), /:1:1: error: the text is too long/],
  'a hundred megabytes': [file('huge.daxscn', new Uint8Array(100 * 2 ** 20)), /daxscn: error: the text is too long/],
  'model kernel': [file('patch.daxk', 'void f() { }\n'), /patch\.daxk: error: this is model kernel, not a scenario \(\.daxscn\); to lay it over the kernel: `--overlay \S+patch\.daxk`\n$/],
  'a syntax error': [file('syntax.daxscn', 'scenario "x"\nkernel v4.17\nprocess p { increment( }\n'), /:3:\d+: error: /],
  'a name that does not exist': [file('name.daxscn', 'scenario "x"\nkernel v4.17\nprocess p { incremnt(box); }\n'), /:3:\d+: error: .*increment/],
  'no version': [file('version.daxscn', 'scenario "x"\nprocess p { }\n'), /:1:1: error: no kernel version/],
};

describe.each(['run', 'check'])('daxscn %s refuses', (command) => {
  it.each(Object.entries(paths))('%s', async (_, [path, message]) => {
    const { status, out, err } = await daxscn(command, path);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.startsWith(`${path}:`)).toBe(true);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each([
    [['--kernel', 'v9.9'], /^daxscn: error: `v9\.9` is not a modelled kernel version; there are: v4\.15, v4\.17/],
    [['--kernel', '4.17'], /^daxscn: error: `4\.17` is not a modelled kernel version, did you mean `v4\.17`|did you mean/],
    [['--nonsense'], /^daxscn: error: unknown option/],
  ])('the option %j', async (options, message) => {
    const { status, err } = await daxscn(command, good, ...options);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('daxscn refuses', () => {
  it.each([
    [['run', good, '--schedule', 'a?'], /^\S+good\.daxscn: error: the schedule stops fitting at its character 2: expected the letter of a task, found `\?`/],
    [['run', good, '--schedule', 'a99'], /position \d+: p cannot move: has ended/],
    [['run', good, '--schedule', 'ax'], /there is no task `x`; the tasks are a = p, b = q/],
    [['run', good, '--schedule', 'a', '--seed', '1'], /choose one: `--schedule` or `--seed`/],
    [['run', good, '--seed', '-1'], /whole number from 0/],
    [['run'], /missing required argument/],
    [['run', good, good], /too many arguments/],
    [['check'], /missing required argument/],
    [['check', good, '--max-states', 'many'], /number above 0/],
    [['check', good, '--workers', '0'], /whole number from 1/],
    [['kernels', 'v6.18', 'v5.4'], /the earlier version comes first, and v6\.18 is not before v5\.4/],
    [['kernels', '5.4'], /`5\.4` is not a modelled kernel version; did you mean `v5\.4`/],
    [['dap', '--port', '99999'], /from 0 to 65535/],
    [['explore'], /unknown command/],
    [[], /Usage: daxscn/],
  ])('%j', async (args, message) => {
    const { status, out, err } = await daxscn(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });

  it('nothing about --help', async () => {
    const { status, out } = await daxscn('--help');
    expect(status).toBe(0);
    expect(out).toContain('check [options] <files...>');
  });

  it('a failing model, with its position and the schedule that leads there', async () => {
    const path = file('crash.daxscn', `scenario "x" kernel v4.19 device box { }
      process p { wait_for(box, 0); crash(box); }`);
    const checked = await daxscn('check', path);
    expect(checked.status).toBe(2);
    expect(checked.err).toMatch(/^tiny\.daxk:\d+:\d+: error: the model fails \(schedule a2\): /);
    const ran = await daxscn('run', path, '--schedule', 'a2');
    expect(ran.status).toBe(2);
    expect(ran.err).toMatch(/^tiny\.daxk:\d+:\d+: error: the model fails at position 1, after the schedule a: /);
  });
});

it('daxscn kernels lists the versions and what differs', async () => {
  const { status, out } = await daxscn('kernels');
  expect(status).toBe(0);
  expect(out).toMatch(/^v4\.15 /);
  expect(out).toMatch(/v4\.19 .*\n\s+rewritten: increment\n/);
});
