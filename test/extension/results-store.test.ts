// What the verdicts view is told, whatever the order in which things begin, end, are cancelled and are edited.
import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckedResult, CheckMessage } from '../../src/explorer/check-messages';
import { ResultsStore, type CheckedScenario, type Run } from '../../src/extension/check/results-store';
import { KNOWN_VERSIONS } from '../../src/language/versions';

const race = 'file:///x/race.daxscn';
const patch = 'file:///x/patch.daxk';
const scenario = (program = race, file = 'race.daxscn', text = 'first'): CheckedScenario => ({
  program, file, inputs: new Map([[program, { hash: text, change: `the edit of ${file}` }], [patch, { hash: 'patch', change: 'the edit of patch.daxk' }]]),
});

const result = (kernel: string, rest: Partial<CheckedResult> = {}): CheckedResult => ({
  file: 'race.daxscn', scenario: 'a race', kernel, expected: 'holds', verdict: 'holds', property: null, pass: true, states: 10, transitions: 12, seconds: 0.1, complete: true, bound: null,
  schedule: null, events: null, reason: null, ...rest,
});
const broken: Partial<CheckedResult> = {
  verdict: 'violates', property: 'mine', expected: 'violates mine', schedule: 'a2b', events: 3, reason: 'the paragraph', missingWait: { sentence: 'b should have waited.', events: [3, 1] },
  passing: { lastChance: 'Last chance before event 3.', nearest: 'Goes right if a comes first.', pointOfNoReturn: 3, schedule: 'ab2', moved: [2] },
};

let store: ResultsStore;
beforeEach(() => { store = new ResultsStore(); });

const begun = (kernel: string, file = 'race.daxscn'): CheckMessage => ({ type: 'begun', file, kernel });
const checked = (kernel: string, rest?: Partial<CheckedResult>): CheckMessage => ({ type: 'checked', result: result(kernel, rest) });
const refused = (kernel: string | null, problem: string, file: string | null = 'race.daxscn'): CheckMessage => ({ type: 'refused', file, kernel, problem, errors: [], isOptional: kernel !== null });

/** By version, what the row of a scenario says. */
function row(program = race): Record<string, unknown> {
  const { versions, rows } = store.table();
  return Object.fromEntries(rows.find((each) => each.program === program)!.cells.map((cell, at) => [versions[at]!, cell]));
}

function check(versions: readonly string[], messages: readonly CheckMessage[], isCancelled = false): Run {
  const run = store.begin({ title: 'race', scenarios: [scenario()], versions });
  for (const message of messages) store.take(run, message);
  store.end(run, { isCancelled });
  return run;
}

describe('a run', () => {
  it('says of each cell how far it is, and no verdict before its search is over', () => {
    const run = store.begin({ title: 'race', scenarios: [scenario()], versions: ['v4.17', 'v4.18', 'v4.19'] });
    for (const message of [begun('v4.17'), checked('v4.17', broken), begun('v4.18')]) store.take(run, message);
    store.take(run, { type: 'progress', running: [], states: 500, rate: 100, frontier: 1, transitions: 2, bytes: 3 });
    expect(row()).toEqual({ 'v4.17': { state: 'done', verdict: 'violates', property: 'mine' }, 'v4.18': { state: 'running' }, 'v4.19': { state: 'waiting' } });
    expect(store.table().run).toEqual({ title: 'race', done: 1, total: 3, states: 500, rate: 100 });
    store.end(run, { isCancelled: false });
    expect(store.table().run).toBeUndefined();
  });

  it('of several scenarios has a row for each, and names that tell them apart', () => {
    const other = 'file:///y/race.daxscn';
    const run = store.begin({ title: '3 scenarios', scenarios: [scenario(), scenario(other, '../y/race.daxscn'), scenario('file:///x/hang.daxscn', 'hang.daxscn')], versions: ['v4.17'] });
    store.take(run, { type: 'checked', result: result('v4.17', { file: '../y/race.daxscn', scenario: 'another race' }) });
    expect(store.table().rows.map(({ name, title, cells }) => [name, title, cells[0]!.state])).toEqual([
      ['x/race', undefined, 'waiting'], ['y/race', 'another race', 'done'], ['hang', undefined, 'waiting'],
    ]);
  });

  it('that was cancelled says what was not checked, and what was cut off', () => {
    check(['v4.17', 'v4.18', 'v4.19'], [begun('v4.17'), checked('v4.17'), begun('v4.18'), checked('v4.18', { verdict: 'unknown', complete: false, bound: 'cancelled', pass: false })], true);
    expect(row()).toEqual({ 'v4.17': { state: 'done', verdict: 'holds' }, 'v4.18': { state: 'done', verdict: 'unknown', bound: 'cancelled' }, 'v4.19': { state: 'cancelled' } });
    expect(store.table().note).toBe('cancelled: 2 of 3 were not checked to the end');
  });

  it('that failed says why, and leaves no cell that waits', () => {
    const run = store.begin({ title: 'race', scenarios: [scenario()], versions: ['v4.17'] });
    store.end(run, { isCancelled: false, problem: 'patch.daxk:3:1: error: expected `;`' });
    expect(row()).toEqual({ 'v4.17': { state: 'none' } });
    expect(store.table().note).toBe('patch.daxk:3:1: error: expected `;`');
  });

  it('says of a version why the scenario cannot run there, and of a wrong file what is wrong with it', () => {
    check(['v4.15', 'v4.17'], [begun('v4.15'), refused('v4.15', 'no such call'), begun('v4.17'), checked('v4.17')]);
    expect(row()).toMatchObject({ 'v4.15': { state: 'refused' }, 'v4.17': { verdict: 'holds' } });
    expect(store.detail({ program: race, kernel: 'v4.15' })).toMatchObject({ state: 'refused', problem: 'no such call', results: [] });
    check(['v4.17'], [refused(null, 'race.daxscn:1:1: error')]);
    expect(store.table().rows[0]).toMatchObject({ problem: 'race.daxscn:1:1: error' });
  });

  it('of a scenario that says on which versions has the cells as they come, and keeps the others', () => {
    check(['v4.17', 'v4.18'], [checked('v4.17'), checked('v4.18')]);
    const run = store.begin({ title: 'race', scenarios: [scenario()] });
    store.take(run, begun('v4.19'));
    expect(store.table().run).toEqual({ title: 'race', done: 0, states: 0, rate: 0 });
    store.take(run, checked('v4.19', broken));
    expect(row()).toMatchObject({ 'v4.17': { verdict: 'holds' }, 'v4.19': { verdict: 'violates' } });
  });

  it('has a cell to itself: what an earlier one says of it later is dropped', () => {
    const first = store.begin({ title: 'race', scenarios: [scenario()], versions: ['v4.17'] });
    const second = store.begin({ title: 'race', scenarios: [scenario()], versions: ['v4.17'] });
    store.take(first, checked('v4.17', broken));
    expect(row()).toEqual({ 'v4.17': { state: 'waiting' } });
    store.take(second, checked('v4.17'));
    store.end(first, { isCancelled: true });
    expect(row()).toMatchObject({ 'v4.17': { verdict: 'holds' } });
  });

  it('in which several things are expected tells the verdict on all, and whether all of it is as expected', () => {
    const run = store.begin({ title: 'race', scenarios: [scenario()], versions: ['v4.17'] });
    for (const message of [
      begun('v4.17'), checked('v4.17', { expected: 'reaches retry', verdict: 'never reaches', property: 'retry', pass: false }), begun('v4.17'), checked('v4.17', broken),
    ]) store.take(run, message);
    expect(row()).toEqual({ 'v4.17': { state: 'done', verdict: 'violates', property: 'mine', isUnexpected: true } });
    expect(store.detail({ program: race, kernel: 'v4.17' })!.results.map(({ verdict }) => verdict)).toEqual(['never reaches', 'violates']);
  });
});

describe('an edit', () => {
  it('of anything that a verdict depends on is said, until it is taken back or checked again', () => {
    check(['v4.17'], [checked('v4.17')]);
    expect(store.edited(race, 'second')).toBe(true);
    expect(row()).toMatchObject({ 'v4.17': { verdict: 'holds', before: 'the edit of race.daxscn' } });
    expect(store.edited(patch, 'other')).toBe(true);
    expect(store.detail({ program: race, kernel: 'v4.17' })!.before).toBe('the edit of race.daxscn and the edit of patch.daxk');
    store.edited(race, 'first');
    store.edited(patch, 'patch');
    expect(row()).toEqual({ 'v4.17': { state: 'done', verdict: 'holds' } });
    store.edited(race, 'second');
    const run = store.begin({ title: 'race', scenarios: [scenario(race, 'race.daxscn', 'second')], versions: ['v4.17'] });
    store.take(run, checked('v4.17'));
    expect(row()).toEqual({ 'v4.17': { state: 'done', verdict: 'holds' } });
  });

  it('of other files changes nothing', () => {
    check(['v4.17'], [checked('v4.17')]);
    expect(store.edited('file:///x/else.daxk', 'any')).toBe(false);
    expect(store.edited(race, 'first')).toBe(false);
  });
});

describe('a counterexample', () => {
  const versions = ['v4.15', 'v4.17', 'v4.18', 'v4.19'];
  const details = () => store.detail({ program: race, kernel: 'v4.17' })!.results[0]!;

  it('is told with its sentence, the last chance, and what it can be compared with', () => {
    check(versions, [checked('v4.15', broken), checked('v4.17', broken), checked('v4.18'), checked('v4.19')]);
    expect(details()).toMatchObject({ states: 10, pass: true, mayHaveMore: false, comparisons: [] });
    expect(details().runs).toEqual([{
      title: 'violates mine', verdict: 'violates', property: 'mine', functions: [], schedule: 'a2b', events: 3, sentence: 'b should have waited.', reason: 'the paragraph',
      lastChance: 'Last chance before event 3.', nearest: 'Goes right if a comes first.',
      comparisons: [
        { label: 'Compare with nearest passing run', left: { title: 'counterexample', kernel: 'v4.17', schedule: 'a2b' }, right: { title: 'nearest passing run', kernel: 'v4.17', schedule: 'ab2' } },
        { label: 'Compare with v4.18', left: { title: 'v4.17', kernel: 'v4.17', schedule: 'a2b' }, right: { title: 'v4.18', kernel: 'v4.18' } },
      ],
    }]);
  });

  it('stands beside a version that holds, and not beside one whose verdict is of another text', () => {
    check(versions, versions.map((version) => checked(version, version === 'v4.17' ? broken : {})));
    // Of two that are as near the later one: it has the cure.
    expect(details().runs[0]!.comparisons.map(({ label }) => label)).toEqual(['Compare with nearest passing run', 'Compare with v4.18']);
    const holds = store.detail({ program: race, kernel: 'v4.19' })!.results[0]!;
    expect(holds.comparisons).toEqual([{ label: 'Compare with v4.17', left: { title: 'v4.17', kernel: 'v4.17', schedule: 'a2b' }, right: { title: 'v4.19', kernel: 'v4.19' } }]);
    store.edited(race, 'second');
    expect(details().runs[0]!.comparisons).toHaveLength(1);
  });

  it('gets others beside it, and the outcomes, when they were looked for', () => {
    const cell = { program: race, kernel: 'v4.17' };
    check(versions, [checked('v4.17', broken)]);
    expect(store.beginMore(cell)).toBe(true);
    expect(store.beginMore(cell)).toBe(false);
    const found = { verdict: 'violates', property: 'mine', functions: ['first', 'second'], schedule: 'a2b', events: 3, reason: 'the paragraph' } as const;
    store.endMore(cell, [result('v4.17', {
      ...broken, counterexamples: [found, { ...found, property: 'other', schedule: 'b9', functions: ['third'] }], counterexamplesComplete: false, outcomesComplete: true, neverDone: ['a never succeeds'],
      outcomes: [
        { outcome: { verdict: 'holds', property: null, tasks: [{ task: 'a', calls: [{ call: 'f()', returned: '0', times: 1, begun: true }, { call: 'g()', returned: null, times: 0, begun: true }], marks: { retry: 3, other: 0 } }] }, endStates: 2, schedule: 'b2a', events: 3 },
        { outcome: { verdict: 'violates', property: 'mine', tasks: [] }, endStates: 1, schedule: 'a2b', events: 3 },
      ],
    })]);
    const { runs, mayHaveMore, outcomes } = details();
    expect(runs.map(({ title, functions }) => [title, functions])).toEqual([['violates mine', ['first', 'second']], ['violates other', ['third']]]);
    expect(mayHaveMore).toBe(true);
    expect(outcomes).toMatchObject({ isComplete: true, never: ['a never succeeds'], classes: [
      { verdict: 'holds', tasks: ['a: f() = 0; g() does not return; retry 3 times or more'], comparisons: [{ label: 'Compare with counterexample', left: { schedule: 'a2b' }, right: { schedule: 'b2a', title: 'outcome 1' } }] },
      { verdict: 'violates', comparisons: [] },
    ] });
    expect(store.detail(cell)!.more).toBe('done');
  });

  it('whose others were not found can be asked for again', () => {
    const cell = { program: race, kernel: 'v4.17' };
    check(versions, [checked('v4.17', broken)]);
    store.beginMore(cell);
    expect(store.detail(cell)!.more).toBe('running');
    store.endMore(cell, undefined);
    expect(store.detail(cell)!.more).toBe('none');
    store.edited(race, 'second');
    expect(store.beginMore(cell)).toBe(false);
  });
});

it('columns are versions of the model, in their order', () => {
  check(['v5.2', 'v4.17'], []);
  expect(store.table().versions).toEqual(KNOWN_VERSIONS.filter((version) => ['v4.17', 'v5.2'].includes(version)));
});

describe('problems', () => {
  const failing: Partial<CheckedResult> = { ...broken, pass: false, expected: 'holds' };
  const error = { file: 'race.daxscn', line: 3, column: 1, message: 'no' };

  it('are what is not as expected and why there is no verdict, for the texts as they are now', () => {
    check(['v4.15', 'v4.17', 'v4.18'], [
      begun('v4.15'), { ...refused('v4.15', 'no such call'), errors: [error], isOptional: false } as CheckMessage, begun('v4.17'), checked('v4.17', failing), begun('v4.18'), checked('v4.18'),
    ]);
    const now = [{ program: race, failed: [result('v4.17', failing)], refusals: [{ file: 'race.daxscn', problem: 'no such call', errors: [error] }] }];
    expect(store.problems()).toEqual(now);
    store.edited(patch, 'another');
    expect(store.problems()).toEqual([{ program: race, failed: [], refusals: [] }]);
    store.edited(patch, 'patch');
    expect(store.problems()).toEqual(now);
  });

  it('of a version of which the scenario does not speak are none, nor is a bound', () => {
    check(['v4.15', 'v4.17'], [begun('v4.15'), refused('v4.15', 'no such call'), begun('v4.17'), checked('v4.17', { verdict: 'unknown', bound: 'states', complete: false, pass: false })]);
    expect(store.problems()).toEqual([{ program: race, failed: [], refusals: [{ file: 'race.daxscn', problem: 'no such call', errors: [] }] }]);
  });

  it('of a file that is wrong are those of the latest check', () => {
    check(['v4.17'], [{ ...refused(null, 'wrong'), errors: [error] } as CheckMessage]);
    expect(store.problems()).toMatchObject([{ refusals: [{ errors: [error] }] }]);
    check(['v4.17'], [begun('v4.17'), checked('v4.17')]);
    expect(store.problems()).toEqual([{ program: race, failed: [], refusals: [] }]);
  });
});
