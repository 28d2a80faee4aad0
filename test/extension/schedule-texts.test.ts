// Schedules as texts: how many events they have, how many of them two have in common, and the first of them.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonEvents, eventsIn, firstEvents } from '../../src/extension/compare/schedule-texts';

test.each([
  ['a24b17fc5d2', 'a24b17fc5d2', 49],
  ['a24b17', 'a24b14c6', 38],
  ['a24b17', 'a24', 24],
  ['', 'a24', 0],
  ['a2/1b', 'a2b', 0],
  ['a{victim.i_size=1}b', 'a{victim.i_size=1}b2', 3],
  ['a{victim.i_size=1}b', 'a{victim.i_size=2}b', 1],
])('%s and %s have %d events in common', (one, other, events) => {
  expect(commonEvents(one, other)).toBe(events);
  expect(commonEvents(other, one)).toBe(events);
});

test.each([
  ['a24b17fc5d2', 30, 'a24b6'],
  ['a24b17', 24, 'a24'],
  ['a24b17', 0, ''],
  ['_a3/1 b2', 2, '_a2/1'],
  ['a2 {victim.i_size=1} b', 3, 'a2{victim.i_size=1}'],
])('of %s the first %d events are %s', (schedule, events, first) => {
  expect(firstEvents(schedule, events)).toBe(first);
});

test('the first events are as many as were asked for, and in common with the whole', () => {
  const run = fc.tuple(fc.constantFrom('a', 'B', '_c'), fc.integer({ min: 1, max: 30 }), fc.constantFrom('', '/1', '/2')).map(([task, count, alternative]) => `${task}${count}${alternative}`);
  fc.assert(fc.property(fc.array(run, { maxLength: 12 }), fc.nat(100), (runs, wanted) => {
    const schedule = runs.filter((each, index) => each.replace(/\d+/, '') !== runs[index - 1]?.replace(/\d+/, '')).join('');
    const events = Math.min(wanted, eventsIn(schedule));
    const first = firstEvents(schedule, events);
    expect(eventsIn(first)).toBe(events);
    expect(commonEvents(first, schedule)).toBe(events);
  }));
});
