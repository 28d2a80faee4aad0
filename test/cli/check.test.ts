import { describe, expect, it } from 'vitest';
import stringWidth from 'fast-string-width';
import { daxscn, daxscnOn, file, scenarios } from './command-line';

const lostUpdate = file('lost-update.daxscn', scenarios.lostUpdate);
const three = file('three.daxscn', scenarios.three);
const deadlock = file('deadlock.daxscn', scenarios.deadlock);

async function results(...args: string[]) {
  const { status, out, err } = await daxscn('check', '--json', ...args);
  const document = JSON.parse(out);
  expect(document.version).toBe(1);
  return { status, err, errors: document.errors, results: document.results };
}

describe('daxscn check', () => {
  it('compares with every expectation', async () => {
    const { status, out, err } = await daxscn('check', lostUpdate);
    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toContain('ok    ' + lostUpdate);
    expect(out).toContain('v4.19  holds');
    expect(out).toContain('sleeps until box is 2. What it waits for');
    expect(out).toMatch(/daxscn run \S+ --kernel v4\.17 --schedule \w+\n/);
  });

  it('prints the document of the contract', async () => {
    const { status, results: [result] } = await results(three, '--kernel', 'v4.17');
    expect(status).toBe(0);
    expect(Object.keys(result)).toEqual([
      'file', 'scenario', 'kernel', 'expected', 'verdict', 'property', 'pass', 'states', 'transitions',
      'seconds', 'complete', 'bound', 'schedule', 'events', 'reason', 'missingWait', 'stacks', 'passing',
    ]);
    expect(result).toMatchObject({
      file: three, scenario: 'three', kernel: 'v4.17', expected: 'violates never_three', verdict: 'violates',
      property: 'never_three', pass: true, complete: true, bound: null, schedule: 'a6', events: 6,
      reason: 'never_three is broken by event 6 of p (write 3 to box, in increment): box is 3.',
      stacks: [{
        event: 6, task: 'p', text: 'write 3 to box',
        frames: [{ function: 'increment', source: 'tiny.daxk', isKernel: true, line: 16, column: 32 }, { function: 'p', source: three, isKernel: false, line: 4, column: 45 }],
      }],
    });
  });

  it('looks at the versions that are given', async () => {
    const { results: found } = await results(lostUpdate, '--kernel', 'v4.19', '--kernel', 'v4.17', '--kernel', 'v4.19');
    expect(found.map(({ kernel, expected }: { kernel: string; expected: string }) => `${kernel} ${expected}`)).toEqual(['v4.19 holds', 'v4.17 hang']);
    const late = file('late.daxscn', 'scenario "x" kernel v6.18 device box { }\nprocess p { only_now(box); }');
    expect(await results(late, '--kernel', 'v4.17', '--kernel', 'v6.18')).toMatchObject({ status: 2, results: [{ kernel: 'v6.18' }], errors: [{ file: late, line: 2 }] });
  });

  it('counts states once that differ only in who is who, where all states are too many', async () => {
    const check = async (...args: string[]) => (await daxscn('check', lostUpdate, '--kernel', 'v4.19', ...args)).out;
    const [, all] = /(\d+) states, all there are/.exec(await check())!;
    const bounded = ['--max-states', String(Number(all) - 1)];
    const [, some] = /(\d+) states up to exchanging p0, p1, all there are/.exec(await check(...bounded, '--no-reduction'))!;
    expect(Number(some)).toBeLessThan(Number(all));
    expect(await check(...bounded, '--no-reduction', '--no-symmetry')).toContain('the bound on states was reached');
    expect(await check(...bounded, '--no-symmetry')).toMatch(/\d+ states, as many as it takes/);
  });

  it('says when there may be a shorter way to what it has found', async () => {
    const found = async (...args: string[]) => (await daxscn('check', lostUpdate, '--kernel', 'v4.17', ...args)).out;
    expect(await found('--max-states', '8')).toMatch(/ 4 events, perhaps not the fewest, /);
    expect(await found()).toMatch(/ 4 events, \d/);
  });

  it('says which limit of the model was met, where, and the way there', async () => {
    const path = file('overflow.daxscn', 'scenario "x" kernel v4.19 device box { }\nprocess p { repeat 5 { overflow(box); } }\n');
    const reason = `limit of the model: block_device.small holds 0 … 2; 3 does not fit (${path}:2, p; tiny.daxk:31)`;
    expect(await results(path)).toMatchObject({
      status: 3, err: '', results: [{ verdict: 'unknown', property: null, complete: false, bound: 'model', schedule: 'a3', events: 3, reason }],
    });
    const run = await daxscn('run', path, '--schedule', 'a3');
    expect(run).toMatchObject({ status: 3, err: '' });
    expect(run.out.replace(/\s+/g, ' ')).toContain(reason);
    expect((await daxscn('run', path)).status).toBe(3);
    expect((await daxscn('check', path, '--outcomes')).out).toContain('and perhaps more: a limit of the model was met');
  });

  it('expects `holds` where the scenario is silent', async () => {
    expect(await results(deadlock)).toMatchObject({
      status: 1, results: [{ kernel: 'v6.18', expected: 'holds', verdict: 'deadlock', property: null, pass: false }],
    });
    expect(await results(lostUpdate, '--kernel', 'v4.18')).toMatchObject({
      status: 1, results: [{ kernel: 'v4.18', expected: 'holds', verdict: 'hang' }],
    });
  });

  it('compares with the name of every assert that it can print', async () => {
    const path = file('asserts.daxscn', `scenario "asserts" kernel v4.19 device box { }
      process p[2] { assert (box != null); increment(box); }
      override syscall void increment(block_device d) { assert (d.value == 0); d.value += 1; }
      expect v4.19 violates increment
      expect v6.18 violates p`);
    expect(await results(path)).toMatchObject({
      status: 1, err: '',
      results: [{ property: 'increment', pass: true }, { expected: 'violates p', verdict: 'holds', property: 'p', pass: false }],
    });
  });

  it('draws the interleaving, flags the end of it and stays within 100 columns', async () => {
    const { out } = await daxscnOn({ isTerminal: true, columns: 140, color: false }, 'check', deadlock);
    const lines = out.split('\n').filter((line) => !line.includes('daxscn run'));
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(100);
    expect(out).toContain('    ! waits for b.lock, held by q\n    ! │      waits for a.lock, held by p\n');
    expect(out).not.toContain('\x1b[3');
  });

  it('uses colour on a terminal only, unless told otherwise', async () => {
    const hasColor = async (isTerminal: boolean, color?: boolean) =>
      // eslint-disable-next-line no-control-regex
      /\x1b\[3\dm/.test((await daxscnOn({ isTerminal, columns: 100, ...(color !== undefined && { color }) }, 'check', deadlock)).out);
    expect(await hasColor(true)).toBe(true);
    expect(await hasColor(false)).toBe(false);
    expect(await hasColor(true, false)).toBe(false);
    expect(await hasColor(false, true)).toBe(true);
  });

  it('checks many files, also when one of them is bad', async () => {
    const { status, err, errors, results: all } = await results(lostUpdate, '/no/such.daxscn', deadlock);
    expect(status).toBe(2);
    expect(err).toBe('/no/such.daxscn: error: there is no such file\n');
    expect(errors).toEqual([{ file: '/no/such.daxscn', line: null, column: null, message: 'there is no such file' }]);
    expect(all.map(({ kernel }: { kernel: string }) => kernel)).toEqual(['v4.17', 'v4.19', 'v6.18']);
  });

  it('says when a scenario does not compile for the version, and checks the other files', async () => {
    const path = file('new-only.daxscn', 'scenario "x" kernel v6.18 device box { }\nprocess p { only_now(box); }\n');
    const { status, err, results: all } = await results(path, deadlock, '--kernel', 'v4.17');
    expect(status).toBe(2);
    expect(err).toMatch(/new-only\.daxscn:2:\d+: error: .*only_now/);
    expect(all).toMatchObject([{ file: deadlock, kernel: 'v4.17' }]);
    expect((await daxscn('check', path)).status).toBe(0);
  });

  it('says last which of many scenarios are not as expected, and on which versions', async () => {
    const { out } = await daxscn('check', deadlock, lostUpdate, three, '--kernel', 'v4.17');
    expect(out.slice(out.indexOf('\nnot as'))).toBe(`\nnot as expected: 1 of 3 scenarios\n  ${deadlock}  v4.17\n`);
    expect((await daxscn('check', lostUpdate, three)).out).not.toContain('not as expected');
    expect((await daxscn('check', deadlock)).out).not.toContain('not as expected');
  });

  it('keeps a verdict on one line for those who filter lines', async () => {
    const path = file(`${'long-'.repeat(16)}.daxscn`, scenarios.deadlock);
    expect((await daxscn('check', path)).out).toContain(`FAIL  ${path}:1  v6.18  deadlock (expected holds)\n`);
  });

  it('draws nothing where nothing has happened', async () => {
    const path = file('at-once.daxscn', 'scenario "at once" kernel v6.18 device box { } process p { assert (box == null) "it is there"; }');
    expect((await daxscn('check', path)).out).toMatch(/\n {6}1 state, 0 events, .* s\n {6}p is broken before the first event: it is there/);
  });

  it('exits 3 at a bound and says which', async () => {
    expect(await results(lostUpdate, '--kernel', 'v4.17', '--max-states', '3')).toMatchObject({
      status: 3, results: [{ verdict: 'unknown', bound: 'states', complete: false, pass: false }],
    });
    expect(await results(lostUpdate, '--kernel', 'v4.17', '--max-memory', '0.001')).toMatchObject({ status: 0 });
    expect((await daxscn('check', deadlock, lostUpdate, '--max-states', '2')).status).toBe(3);
  });
});

describe('versions on which a scenario does the same', () => {
  const sameAs = async (...args: string[]) => {
    const { results: all } = await results(...args);
    return all.map(({ kernel, sameProgramAs, verdict, states }: Record<string, unknown>) => [kernel, sameProgramAs, verdict, states]);
  };

  it('are searched once', async () => {
    const [first, ...rest] = await sameAs(file('like.daxscn', 'scenario "x" device box { } process p { increment(box); } expect until v4.20 holds'));
    const states = first[3] as number;
    expect([first, ...rest]).toEqual([
      ['v4.15', undefined, 'holds', states], ['v4.17', 'v4.15', 'holds', states], ['v4.18', 'v4.15', 'holds', states], ['v4.19', undefined, 'holds', expect.any(Number)],
    ]);
    expect((await daxscn('check', file('like.daxscn', 'scenario "x" device box { } process p { increment(box); } expect until v4.18 holds'))).out)
      .toContain('does the same as on v4.15');
  });

  it('also where the scenario itself has other code for one that is not executed; but not where it is, or something else is expected', async () => {
    const asks = (of: string, expects: string) => sameAs(file('asks.daxscn', `scenario "x" device box { } process p { increment(box); }
      override ${of} ${expects}`));
    const unused = 'void mutex_lock(mutex m) since v4.17 { "lock {m}": m.owner = current; }';
    expect((await asks(unused, 'expect until v4.18 holds')).map(([, same]: unknown[]) => same)).toEqual([undefined, 'v4.15']);
    expect((await asks(unused, 'expect v4.17 holds\nexpect v4.18 holds never_three')).map(([, same]: unknown[]) => same)).toEqual([undefined, undefined]);
    const used = 'syscall void increment(block_device d) since v4.17 { "once": d.value = 1; "twice": d.value = 2; }';
    expect((await asks(used, 'expect until v4.18 holds')).map(([, same]: unknown[]) => same)).toEqual([undefined, undefined]);
  });
});
