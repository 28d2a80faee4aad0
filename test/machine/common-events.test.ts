// Schedules without a program: how many events they have, and how many of them two have in common.
import { expect, test } from 'vitest';
import { commonEvents, eventsIn } from '../../src/machine/schedule/common-events';

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

test.each([['', 0], ['a24b17fc5d2', 49], ['_a3/1 b2', 5], ['a{victim.i_size=1}b', 3], ['no schedule!', 0]])('%s has %d events', (schedule, events) => {
  expect(eventsIn(schedule)).toBe(events);
});
