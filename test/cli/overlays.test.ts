// `--overlay` and `use`: a patch of the model kernel in a file of its own.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import { daxscn, daxscnOn, file, folder, scenarios } from './command-line';

const atomic = file('atomic.daxk', `/// In one event.
syscall void increment(block_device d) until v4.19 { "add 1 to {d} at once": d.value += 1; }
`);
const lost = file('lost.daxscn', scenarios.lostUpdate);
const deadlock = file('order.daxscn', scenarios.deadlock);

function verdicts(out: string): string[] {
  return out.split('\n').flatMap((line) => /^(?:ok|FAIL|\?{4}) .*/.exec(line)?.[0].replaceAll(`${folder}/`, '') ?? []);
}

describe('check --overlay', { timeout: 60_000 }, () => {
  it('names the scenarios whose verdicts the overlay changes', async () => {
    const { status, out, err } = await daxscn('check', '--overlay', atomic, lost, deadlock);
    expect(err).toBe('');
    expect(verdicts(out)).toEqual([
      'FAIL  lost.daxscn:6  v4.17  holds (expected hang)', 'ok    lost.daxscn  v4.19  holds', 'FAIL  order.daxscn:1  v6.18  deadlock (expected holds)',
    ]);
    expect(status).toBe(1);
    expect(verdicts((await daxscn('check', lost)).out)).toEqual(['ok    lost.daxscn  v4.17  hang', 'ok    lost.daxscn  v4.19  holds']);
  });

  it('lets the later of two win', async () => {
    const broken = file('broken.daxk', 'syscall void increment(block_device d) { d.value = 3; }\n');
    const mended = file('mended.daxk', 'syscall void increment(block_device d) { d.value += 1; }\n');
    const [last, first] = await Promise.all([[mended, broken], [broken, mended]].map(([one, two]) =>
      daxscn('check', lost, '--kernel', 'v4.19', '--overlay', one!, '--overlay', two!)));
    expect(verdicts(last!.out)).toEqual(['FAIL  lost.daxscn:7  v4.19  violates never_three (expected holds)']);
    expect(verdicts(first!.out)).toEqual(['ok    lost.daxscn  v4.19  holds']);
  });

  it('prints commands that have it', async () => {
    const three = file('three.daxscn', scenarios.three);
    const { out } = await daxscn('check', three, '--kernel', 'v4.17', '--overlay', atomic);
    expect(out).toContain(`daxscn run ${three} --overlay ${atomic} --kernel v4.17 --schedule `);
    const ran = await daxscn('run', three, '--overlay', atomic, '--kernel', 'v4.17');
    expect(ran.out).toContain('add 1 to box at once');
    expect(ran.out).toContain(`daxscn run ${three} --overlay ${atomic} `);
  });

  it('is in an export', async () => {
    expect((await daxscn('export', lost, '--to', 'promela', '--overlay', atomic)).out).toContain('at once');
    expect((await daxscn('export', lost, '--to', 'promela')).out).not.toContain('at once');
  });

  it('is a file of coverage, and what it replaces is not', async () => {
    const report = join(folder, 'lcov');
    const { out } = await daxscn('check', lost, '--kernel', 'v4.17', '--overlay', atomic, '--coverage', '--lcov', report);
    expect(out).toContain(`\n${atomic} `);
    const [of] = readFileSync(report, 'utf8').split('end_of_record').filter((record) => record.includes('increment'));
    expect(of).toContain(`SF:${atomic}\nFN:2,increment until v4.19\n`);
    expect(readFileSync(report, 'utf8').match(/FN:\d+,increment/g)).toHaveLength(1);
  });
});

describe('an overlay is refused', () => {
  it.each([
    ['that is not there', '/no/such.daxk', /^\/no\/such\.daxk: error: there is no such file\n$/],
    ['that is a scenario', lost, /: error: an overlay is a file of model kernel: its name ends in `\.daxk`\n$/],
    ['with a mistake, once for all scenarios', file('bad.daxk', 'void f() { g(); }\nsyscall int increment(block_device d) { return 0; }\n'),
      /bad\.daxk:1:12: error: unknown function `g`.*\n.*bad\.daxk:2:13: error: `increment` does not fit the one that it replaces, in tiny\.daxk:\d+: syscall void increment\(block_device d\)\n$/],
  ])('%s', async (_, path, message) => {
    const { status, out, err } = await daxscn('check', lost, deadlock, '--overlay', path);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });

  it('where a scenario asks for a version that it does not know, and only there', async () => {
    const late = file('late.daxk', 'syscall void increment(block_device d) { only_now(d); }\n');
    const { status, out, err } = await daxscn('check', lost, deadlock, '--overlay', late);
    expect(status).toBe(2);
    expect(verdicts(out)).toEqual(['FAIL  order.daxscn:1  v6.18  deadlock (expected holds)']);
    expect(err).toContain(`${late}:1:42: error: \`only_now\` (since v6.18) does not exist in v4.17, v4.19`);
    expect(err).toContain(`${lost}:1:1: error: the overlay late.daxk has an error in line 1: `);
  });
});

describe('use', () => {
  mkdirSync(join(folder, 'patches'), { recursive: true });
  const nearby = file('patches/nearby.daxk', 'syscall void increment(block_device d) until v4.19 { "from nearby": d.value += 1; }\n');

  it('reads the overlay from the folder of the scenario', async () => {
    const scenario = file('uses.daxscn', scenarios.lostUpdate.replace('kernel', 'use "patches/nearby.daxk"\nkernel'));
    expect((await daxscn('run', scenario)).out).toContain('from nearby');
    expect(verdicts((await daxscn('check', scenario)).out)).toEqual(['FAIL  uses.daxscn:7  v4.17  holds (expected hang)', 'ok    uses.daxscn  v4.19  holds']);
  });

  it('comes after what the command line gives, and the own override last', async () => {
    const scenario = file('patches/order.daxscn', scenarios.lostUpdate.replace('kernel', 'use "../patches/nearby.daxk"\nkernel'));
    expect((await daxscn('run', scenario, '--overlay', atomic)).out).toContain('from nearby');
    const own = file('patches/own.daxscn', `${scenarios.lostUpdate.replace('kernel', 'use "nearby.daxk"\nkernel')}
override syscall void increment(block_device d) { "my own": d.value += 1; }\n`);
    expect((await daxscn('run', own)).out).toContain('my own');
  });

  it('says why a file cannot be read, and what is wrong in it', async () => {
    const missing = file('missing.daxscn', scenarios.lostUpdate.replace('kernel', 'use "nowhere.daxk"\nuse "nowhere.daxk"\nkernel'));
    const { err, status } = await daxscn('check', missing);
    expect(status).toBe(2);
    expect(err.replaceAll(`${folder}/`, '')).toBe('missing.daxscn:2:1: error: the overlay `nowhere.daxk` cannot be read: there is no such file\n'
      + 'missing.daxscn:3:1: error: the scenario already uses `nowhere.daxk`\n');
    file('wrong.daxk', 'void f() { gone(); }\nvoid h() { gone(); }\n');
    const wrong = file('wrong.daxscn', scenarios.lostUpdate.replace('kernel', 'use "wrong.daxk"\nkernel'));
    expect((await daxscn('check', wrong)).err.replaceAll(`${folder}/`, '')).toBe('wrong.daxk:1:12: error: unknown function `gone`\nwrong.daxk:2:12: error: unknown function `gone`\n'
      + 'wrong.daxscn:2:1: error: the overlay wrong.daxk has 2 errors, the first in line 1: unknown function `gone`\n');
  });

  it('applies a file once that is given from outside, too', async () => {
    const twice = file('twice.daxk', 'object thing { bool seen; }\n');
    const scenario = file('twice.daxscn', scenarios.lostUpdate.replace('kernel', 'use "./twice.daxk"\nkernel'));
    expect(await daxscn('check', scenario, '--overlay', twice)).toMatchObject({ status: 0, err: '' });
    expect(nearby).toContain('nearby');
  });
});

it('a saved search goes on with the same overlays only', async () => {
  const saved = join(folder, 'saved');
  const begun = await daxscn('check', lost, '--kernel', 'v4.17', '--overlay', atomic, '--no-reduction', '--no-symmetry', '--max-states', '2', '--checkpoint', saved);
  expect(begun.out).toContain(`daxscn check ${lost} --overlay ${atomic} --kernel v4.17 --resume ${saved}`);
  const other = await daxscn('check', lost, '--kernel', 'v4.17', '--resume', saved);
  expect(other).toMatchObject({ status: 2 });
  expect(other.err).toMatch(/changed since this search was saved: the overlays/);
  expect((await daxscn('check', lost, '--kernel', 'v4.17', '--overlay', atomic, '--resume', saved)).out).toContain('holds');
});

it('the example of a patch breaks an example and a scenario of the model kernel, and not another', { timeout: 60_000 }, async () => {
  const root = join(import.meta.dirname, '..', '..');
  const names = ['reads-that-end-starve-nobody', 'what-if-no-second-look'];
  const { status, out } = await daxscnOn({ isTerminal: false, columns: Infinity, kernelTree: modelKernel }, 'check', '--json', '--kernel', 'v4.19',
    '--overlay', join(root, 'examples', 'no-second-look.daxk'), join(root, 'examples', '11-second-look.daxscn'), ...names.map((name) => join(root, 'test', 'kernel', 'scenarios', `${name}.daxscn`)));
  const { results } = JSON.parse(out) as { results: { scenario: string; pass: boolean; property: string }[] };
  expect(results.map(({ scenario, pass, property }) => [scenario, pass, property])).toEqual([
    ['a page is freed between the two looks of gup-fast', false, 'scan_soundness'], [names[0], false, 'scan_soundness'], [names[1], true, 'no_free_under_pin'],
  ]);
  expect(status).toBe(1);
});
