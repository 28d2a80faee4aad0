import { describe, expect, test } from 'vitest';
import type { ResultCell, Results } from '../../src/view/messages/results';
import { columnsOf, rangeText, stretchesOf } from '../../src/view/results/columns';
import { move, type Action } from '../../src/view/results/keys';
import { cellSentence, cellText, progressText, summaryOf } from '../../src/view/results/words';

const holds: ResultCell = { state: 'done', verdict: 'holds' };
const broken: ResultCell = { state: 'done', verdict: 'violates', property: 'mine' };
const hang: ResultCell = { state: 'done', verdict: 'hang' };

const table = (...rows: ResultCell[][]): Results => ({
  versions: ['v4.15', 'v4.17', 'v4.18', 'v4.19', 'v4.20'].slice(0, rows[0]!.length),
  rows: rows.map((cells, at) => ({ program: `file:///${at}`, name: String(at), cells })),
});

describe('columns', () => {
  test('fold where no row changes', () => {
    const results = table([broken, broken, holds, holds, holds], [hang, hang, hang, holds, holds]);
    expect(columnsOf(results, false)).toHaveLength(5);
    expect(columnsOf(results, true)).toEqual([{ from: 0, to: 1 }, { from: 2, to: 2 }, { from: 3, to: 4 }]);
    expect(columnsOf(results, true).map((span) => rangeText(results.versions, span))).toEqual(['v4.15 – v4.17', 'v4.18', 'v4.19 – v4.20']);
  });

  test.each<[string, ResultCell]>([
    ['the property', { ...broken, property: 'other' }], ['whether it was expected', { ...broken, isUnexpected: true }], ['an edit', { ...broken, before: 'the edit of x' }],
    ['how far it is', { state: 'running' }], ['the bound', { ...broken, bound: 'cancelled' }],
  ])('do not fold where %s differs', (_, other) => {
    expect(columnsOf(table([broken, other]), true)).toHaveLength(2);
    expect(stretchesOf(table([broken, other]).rows[0]!, columnsOf(table([broken, other]), false))).toHaveLength(2);
  });

  test('stretches of a row go over columns that other rows need', () => {
    const results = table([broken, broken, holds, holds, holds], [hang, hang, hang, holds, holds]);
    const columns = columnsOf(results, true);
    expect(stretchesOf(results.rows[0]!, columns)).toEqual([{ from: 0, to: 0 }, { from: 1, to: 2 }]);
    expect(stretchesOf(results.rows[1]!, columns)).toEqual([{ from: 0, to: 1 }, { from: 2, to: 2 }]);
  });
});

test.each<[Action, { row: number; column: number } | undefined]>([
  ['left', { row: 1, column: 1 }], ['right', { row: 1, column: 3 }], ['up', { row: 0, column: 2 }], ['down', { row: 1, column: 2 }], ['first', { row: 1, column: 0 }], ['last', { row: 1, column: 4 }],
  ['top', { row: 0, column: 2 }], ['bottom', { row: 1, column: 2 }], ['previousChange', { row: 1, column: 1 }], ['nextChange', { row: 1, column: 4 }], ['debug', undefined],
])('%s moves', (action, goal) => {
  expect(move(action, { row: 1, column: 2 }, 2, 5, [0, 1, 4])).toEqual(goal);
});

test('words say what a cell says', () => {
  expect([holds, broken, { state: 'done', verdict: 'unknown', bound: 'cancelled' }, { state: 'running' }, { state: 'none' }].map((cell) => cellText(cell as ResultCell)))
    .toEqual(['holds', 'violates mine', 'unknown: cancelled', 'running', '']);
  expect(cellSentence({ ...broken, isUnexpected: true, before: 'the edit of x' }, 'v4.17')).toBe('v4.17: violates mine, not as expected, before the edit of x');
  expect(cellSentence({ state: 'refused' }, 'v4.17')).toBe('v4.17: cannot run: it calls what this version does not have');
  expect(cellSentence({ state: 'running' }, 'v4.17')).toBe('v4.17: running');
});

test('the summary counts cells, and progress says how far it is', () => {
  expect(summaryOf(table([broken, { ...hang, isUnexpected: true }, holds]))).toBe('1 scenario on 3 versions: 1 holds, 2 go wrong, 1 not as expected');
  expect(summaryOf(table([holds, holds]))).toBe('1 scenario on 2 versions: 2 hold, all as expected');
  expect(summaryOf(table([{ state: 'done', verdict: 'unknown' }, holds]))).toBe('1 scenario on 2 versions: 1 holds, 1 is unknown');
  expect(summaryOf(table([{ state: 'waiting' }]))).toBe('');
  expect(progressText({ title: '', done: 3, total: 26, states: 120_000, rate: 4_000 })).toBe('3 of 26 done, 120,000 states at the moment, 4,000 a second');
  expect(progressText({ title: '', done: 3, states: 0, rate: 0, isEnding: true })).toBe('3 done, being cancelled');
});
