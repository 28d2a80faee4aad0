// What `daxscn check` takes: files, folders, patterns, the standard input; and what it says in documents of what it cannot take.
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { daxscn, daxscnOn, scenarios } from './command-line';

const root = mkdtempSync(join(tmpdir(), 'daxscn-inputs-'));
for (const folder of ['race/deeper', 'empty', 'node_modules', '.hidden']) mkdirSync(join(root, folder), { recursive: true });
for (const name of ['b.daxscn', 'a.daxscn', 'race/deeper/c.daxscn', 'node_modules/other.daxscn', '.hidden/other.daxscn', 'race/[1].daxscn']) {
  writeFileSync(join(root, name), scenarios.three);
}
writeFileSync(join(root, 'patch.daxk'), '');
writeFileSync(join(root, 'race', 'bad.txt'), 'scenario "x"\nkernel v4.17\nproces p { }\n');
symlinkSync(root, join(root, 'race', 'loop'));

async function files(...args: string[]) {
  const { status, out, err } = await daxscn('check', '--json', '--kernel', 'v4.17', ...args);
  const document = JSON.parse(out) as { results: { file: string }[]; errors: object[] };
  return { status, err, files: document.results.map(({ file }) => file.replace(root, '')), errors: document.errors };
}

describe('daxscn check takes', () => {
  it.each([
    ['a folder with all below, without packages and hidden ones', [''], ['/a.daxscn', '/b.daxscn', '/race/[1].daxscn', '/race/deeper/c.daxscn']],
    ['a folder below', ['/race/deeper/'], ['/race/deeper/c.daxscn']],
    ['a pattern', ['/*.daxscn'], ['/a.daxscn', '/b.daxscn']],
    ['a pattern that matches other files, too', ['/*'], ['/a.daxscn', '/b.daxscn']],
    ['a pattern for all folders', ['/**/{a,c}.daxscn'], ['/a.daxscn', '/race/deeper/c.daxscn']],
    ['a file whose name looks like a pattern', ['/race/[1].daxscn'], ['/race/[1].daxscn']],
    ['what a folder has once, in the order of the arguments', ['/b.daxscn', ''], ['/b.daxscn', '/a.daxscn', '/race/[1].daxscn', '/race/deeper/c.daxscn']],
  ])('%s', async (_, args, expected) => {
    expect(await files(...args.map((arg) => root + arg))).toEqual({ status: 0, err: '', files: expected, errors: [] });
  });

  it('the standard input', async () => {
    const { status, out } = await daxscnOn({ isTerminal: false, columns: Infinity, input: `\ufeff${scenarios.three}` }, 'check', '--json', '-');
    expect(status).toBe(0);
    expect((JSON.parse(out) as { results: { file: string }[] }).results[0]!.file).toBe('<stdin>');
  });
});

describe('daxscn says in its document', () => {
  it('what is wrong, beside the results of the others', async () => {
    const bad = join(root, 'race', 'bad.txt');
    const found = await files(bad, join(root, 'a.daxscn'), join(root, 'empty'), `${root}/*.none`, `${root}/*.daxk`);
    expect(found).toMatchObject({ status: 2, files: ['/a.daxscn'] });
    expect(found.errors).toEqual([
      { file: bad, line: 3, column: 1, message: expect.stringContaining('did you mean `process`?') as string },
      { file: join(root, 'empty'), line: null, column: null, message: 'there is no scenario (.daxscn) in this folder or below' },
      { file: `${root}/*.none`, line: null, column: null, message: 'no file matches this pattern' },
      { file: `${root}/*.daxk`, line: null, column: null, message: 'no scenario (.daxscn) matches this pattern' },
    ]);
    expect(found.err).toContain(`${bad}:3:1: error: `);
  });

  it.each([
    ['check', ['--kernel', 'v9.9'], { version: 1, results: [], errors: [{ file: null, line: null, column: null, message: expect.stringMatching(/^`v9\.9` is not a modelled kernel version/) as string }] }],
    ['run', ['--schedule', '?'], { version: 1, errors: [{ file: expect.stringMatching(/a\.daxscn$/) as string, line: null, column: null, message: expect.stringMatching(/^the schedule stops fitting/) as string }] }],
    ['compare', ['--kernel', 'v9.9'], { version: 1, errors: [{ file: null, line: null, column: null, message: expect.stringMatching(/^`v9\.9`/) as string }] }],
  ])('what is wrong with the command: %s', async (command, options, document) => {
    const { status, out, err } = await daxscn(command, join(root, 'a.daxscn'), '--json', ...options);
    expect(status).toBe(2);
    expect(err).not.toBe('');
    expect(JSON.parse(out)).toEqual(document);
  });

  it('that the model fails, and where', async () => {
    const crash = join(root, 'race', 'crash.txt');
    writeFileSync(crash, 'scenario "x" kernel v4.19 device box { }\nprocess p { wait_for(box, 0); crash(box); }');
    const { status, out } = await daxscn('check', '--json', crash);
    expect(status).toBe(2);
    expect((JSON.parse(out) as { errors: object[] }).errors).toEqual([{ file: 'tiny.daxk', line: expect.any(Number) as number, column: expect.any(Number) as number, message: expect.stringMatching(/^the model fails \(schedule a2\): /) as string }]);
  });
});

it('the standard input is one text', async () => {
  const { status, err } = await daxscnOn({ isTerminal: false, columns: Infinity, input: scenarios.three }, 'run', '-', '--schedule', '-');
  expect({ status, err }).toEqual({ status: 2, err: 'daxscn: error: the standard input has one text: it cannot be the scenario and the schedule\n' });
});
