import { describe, expect, it } from 'vitest';
import { daxscn, file, scenarios } from './command-line';

const lostUpdate = file('lost-update.daxscn', scenarios.lostUpdate);
const three = file('three.daxscn', scenarios.three);
const deadlock = file('deadlock.daxscn', scenarios.deadlock);
const lines = (out: string) => out.trimEnd().split('\n').map((line) => JSON.parse(line));

describe('daxscn run', () => {
  it('prints an event a line and the verdict', async () => {
    const { status, out, err } = await daxscn('run', deadlock, '--schedule', 'a4b4');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.split('\n')[0]).toBe('    1  p  mutex_lock: lock a.lock (a.lock.owner null → p)');
    expect(out).toContain('\nholds on v6.18, this execution of 8 events\n');
    expect(out).toContain(`daxscn run ${deadlock} --kernel v6.18 --schedule a4b4\n`);
  });

  it('does not take an execution that could go on for one that holds', async () => {
    const { status, out } = await daxscn('run', deadlock, '--schedule', 'a4');
    expect(status).toBe(3);
    expect(out).toContain('it is not over after 4 events: q can move');
    const { out: json } = await daxscn('run', deadlock, '--json', '--schedule', 'a4');
    expect(lines(json).at(-1)).toEqual({ verdict: 'unknown', property: null, schedule: 'a4', expected: null, pass: false });
  });

  it('prints the JSON of the contract', async () => {
    const { status, out } = await daxscn('run', three, '--json', '--schedule', 'a6');
    expect(status).toBe(0);
    const documents = lines(out);
    expect(documents).toHaveLength(7);
    expect(documents[1]).toEqual({
      event: 2, process: 'p', function: 'increment', source: 'tiny.daxk', line: 16, text: 'write 1 to box',
      changes: [{ path: 'box.value', from: 0, to: 1 }],
    });
    expect(documents[6]).toEqual({
      verdict: 'violates', property: 'never_three', schedule: 'a6', expected: 'violates never_three', pass: true,
      missingWait: { sentence: 'p wrote 3 to box at event 6, and no other thread had a part in it: no wait is missing.', events: [6] },
    });
  });

  it('marks what a schedule changes by hand, and the verdict that comes of it', async () => {
    const schedule = 'a{box.value=3}a';
    const { status, out } = await daxscn('run', three, '--schedule', schedule);
    expect(status).toBe(0);
    expect(out).toContain('    2! what if  box.value 0 → 3\n');
    expect(out).toContain('violates never_three');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('What if: event 2 (box.value 0 → 3) was made by hand, so this need not be a behaviour of the kernel.');
    expect(out).toContain(`--schedule '${schedule}'`);

    const { out: json } = await daxscn('run', three, '--json', '--schedule', schedule);
    expect(lines(json)[1]).toEqual({
      event: 2, process: null, function: null, source: null, line: null, text: 'box.value 0 → 3',
      changes: [{ path: 'box.value', from: 0, to: 3 }],
    });
    expect(lines(json).at(-1)).toEqual({
      verdict: 'violates', property: 'never_three', schedule, expected: 'violates never_three', pass: true, whatIf: [2],
      missingWait: { sentence: 'Event 2 (box.value 0 → 3) was made by hand: nothing could have waited for it.', events: [2] },
    });

    const held = await daxscn('run', deadlock, '--schedule', 'a{a.lock.owner=null}a3b4');
    expect(held.status).toBe(0);
    expect(held.out.replaceAll(/\s+/g, ' ')).toContain('holds on v6.18, this execution of 9 events What if: event 2 ');
    const refused = await daxscn('run', three, '--schedule', 'a{box.value=9}');
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toMatch(/the schedule stops fitting at its character 2: position 1: box.value cannot be `9`: it can be a whole number from 0 to \d+\n$/);
  });

  it.each([
    ['a violation that is expected', 'expect v4.17 violates never_three', 'a6', 0, /violates never_three on v4\.17, this execution of 6 events, as expected\n/],
    ['a violation of which nothing is said', '', 'a6', 1, /violates never_three on v4\.17, this execution of 6 events\n/],
    ['a violation that is not to be', 'expect v4.17 holds', 'a6', 1, / events \(expected holds\)\n/],
    ['another violation', 'expect v4.17 hang', 'a6', 1, / events \(expected hang\)\n/],
    ['what is said of another version', 'expect v4.19 violates never_three', 'a6', 1, / events\n/],
    ['no violation where one is expected', 'expect v4.17 violates never_three', 'b1a4b1a2', 1, /\nholds on v4\.17, .* \(expected violates never_three\)\n/],
    ['no violation where none is expected', 'expect v4.17 holds', 'b1a4b1a2', 0, /\nholds on v4\.17, .*, as expected\n/],
    ['one of several', 'expect v4.17 hang\nexpect v4.17 violates never_three', 'a6', 0, /, as expected\n/],
    ['what is not over', 'expect v4.17 violates never_three', 'a1', 3, /\nunknown on v4\.17, .* \(expected violates never_three\)\n/],
  ])('tells by its status whether it is what the scenario expects: %s', async (_, expectation, schedule, status, text) => {
    const result = await daxscn('run', file('run-expected.daxscn', scenarios.three.replace(/expect.*/, expectation)), '--kernel', 'v4.17', '--schedule', schedule);
    expect(result.err).toBe('');
    expect(result.status).toBe(status);
    expect(result.out).toMatch(text);
  });

  it.each([
    ['which is broken by a deadlock', 'expect v6.18 violates both_return', 0, /deadlock on v6\.18, .*, as expected\n/],
    ['which something assumed keeps from being broken', 'expect v6.18 violates vacuous', 1, /deadlock on v6\.18, .*\(expected violates vacuous\)\n/],
  ])('knows a response property: %s', async (_, expectation, status, text) => {
    const responses = 'response both_return: both returns;\nresponse vacuous: both returns assuming (false);';
    const checked = JSON.parse((await daxscn('check', '--json', deadlock)).out).results[0];
    const result = await daxscn('run', file('run-response.daxscn', `${scenarios.deadlock}${responses}\n${expectation}`), '--kernel', 'v6.18', '--schedule', checked.schedule);
    expect(result.err).toBe('');
    expect(result.out).toMatch(text);
    expect(result.status).toBe(status);
  });

  it('stops at a violation, also where something is to be reached', async () => {
    const path = file('run-reaches.daxscn', `${scenarios.three}\nreach two: box.value == 2;\nexpect v4.17 reaches two`);
    expect(lines((await daxscn('run', path, '--json')).out).at(-1)).toMatchObject({ verdict: 'violates', property: 'never_three' });
  });

  it('follows a scenario\'s own schedule over an edit; `check` does not look at it', async () => {
    const edited = file('edited.daxscn', `${scenarios.deadlock}\nschedule "a{b.lock.owner=p}b"`);
    const { out } = await daxscn('run', edited, '--json');
    expect(lines(out).at(-1).schedule).toMatch(/^a\{b\.lock\.owner=p\}/);
    const both = await Promise.all([edited, deadlock].map(async (path) => JSON.parse((await daxscn('check', '--json', path)).out).results[0]));
    expect(both[0].schedule).toBe(both[1].schedule);
  });

  it('reproduces a counterexample event for event, and refuses it where it does not fit', async () => {
    const checked = JSON.parse((await daxscn('check', '--json', lostUpdate, '--kernel', 'v4.17')).out).results[0];
    const again = await daxscn('run', lostUpdate, '--kernel', 'v4.17', '--schedule', checked.schedule, '--json');
    expect(again.status).toBe(0);
    expect(lines(again.out)).toHaveLength(checked.events + 1);
    expect(lines(again.out).at(-1)).toEqual({ verdict: 'hang', property: null, schedule: checked.schedule, expected: 'hang', pass: true, missingWait: checked.missingWait });

    const refused = await daxscn('run', lostUpdate, '--kernel', 'v4.19', '--schedule', checked.schedule);
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toMatch(/^\S+: error: the schedule stops fitting at its character \d+: position 2: p\d cannot move: has ended\n$/);
  });

  it('follows the scenario\'s own schedule, a seed, or the seed 1', async () => {
    const pinned = file('pinned.daxscn', `${scenarios.deadlock}
      schedule { run q 2 events; run p until blocked; run q until end; }`);
    const scheduleOf = async (...args: string[]) => lines((await daxscn('run', '--json', ...args)).out).at(-1).schedule;
    expect(await scheduleOf(pinned)).toBe('b4a4');
    expect(await scheduleOf(deadlock)).toBe(await scheduleOf(deadlock, '--seed', '1'));
    const seeds = await Promise.all(Array.from({ length: 12 }, (_, seed) => scheduleOf(deadlock, '--seed', String(seed))));
    expect(new Set(seeds).size).toBeGreaterThan(3);
  });

  it('ends where the execution has become a livelock, and long loops soon', async () => {
    const loop = (more = '', expect = '') => file('loop.daxscn', `scenario "loop" kernel v4.17 device a { } device b { }
      process p { while (true) { both(a, b); } }
      ${more}
      ${expect}`);
    const starved = await daxscn('run', '--json', loop('process q { wait_for(a, 5); }'));
    expect(starved.status).toBe(1);
    expect(lines(starved.out).at(-1)).toMatchObject({ verdict: 'livelock' });
    expect(lines(starved.out).length).toBeLessThan(50);
    // A run that is after a violation does not stop for anything else.
    const expecting = await daxscn('run', '--json', loop('process q { wait_for(a, 5); }', 'expect v4.17 violates never_three'));
    expect(lines(expecting.out)).toHaveLength(10_001);
    const endless = await daxscn('run', '--json', loop());
    expect(endless.status).toBe(3);
    expect(lines(endless.out)).toHaveLength(10_001);
  });

  it('warns when the scenario\'s own schedule does not fit', async () => {
    const { status, err } = await daxscn('run', file('unfit.daxscn', `${scenarios.deadlock}schedule "a9"\n`));
    expect(status).not.toBe(2);
    expect(err).toMatch(/^\S+:7:1: warning: this schedule stops fitting, at position 4: p cannot move: has ended;/);
  });
});
