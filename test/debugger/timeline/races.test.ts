// What the timeline of an example says: who used a block for a file that does not own it, what should have waited, what repeats.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findEvents } from '../../../src/debugger/timeline/find';
import { TimelineIndex } from '../../../src/debugger/timeline/timeline-index';
import { timelineOf } from '../../../src/debugger/timeline/timeline';
import { timelineRange } from '../../../src/debugger/timeline/timeline-range';
import { exploreAll } from '../../../src/explorer/explore';
import type { Sought } from '../../../src/explorer/search/sought';
import { parseVersion } from '../../../src/language/versions';
import { Execution } from '../../../src/machine/execution/execution';
import { replay } from '../../../src/machine/schedule/replay';
import { createScheduler } from '../../../src/machine/schedule/scheduler';
import { compileScenario, scenarioTrees } from '../../support/model-kernel';

/** The counterexample of an example. */
function shown(name: string, kernel: string, until: Sought) {
  const program = compileScenario(readFileSync(join(__dirname, '..', '..', '..', 'examples', name), 'utf8'), parseVersion(kernel));
  const { schedule } = exploreAll(program, { until });
  const { execution } = replay(program, schedule!);
  const index = new TimelineIndex(execution);
  return { index, timeline: timelineOf(index), range: timelineRange(index, { from: 0, to: execution.length, columns: 1000 }) };
}

const victim = { name: 'victim', letter: 'V', colour: 1 };
const other = { name: 'other', letter: 'O', colour: 2 };

test('a device writes into a block that has been given away', () => {
  const { index, timeline: { lanes, bars, findings, length }, range } = shown('01-truncate-vs-direct-read.daxscn', 'v4.17', { verdict: 'violates', property: 'dma_lands_at_home' });
  const lane = (name: string): number => lanes.findIndex((each) => each.name === name);
  const end = { to: length + 1 };
  expect(bars.filter(({ isUsed }) => isUsed !== false)).toEqual([
    { id: 'pmem0 block 0', kind: 'block', title: 'block 0' }, { id: 'pmem0 block 1', kind: 'block', title: 'block 1', isMapped: false, isPinned: false, isTransferred: false },
  ]);
  expect(range.ownership.filter(({ bar }) => bar === 0)).toEqual([
    { bar: 0, from: 0, to: 40, state: 'owned', owner: victim, index: 0 }, { bar: 0, from: 40, to: 42, state: 'freed', owner: victim, by: lane('truncator') },
    { bar: 0, from: 42, to: 47, state: 'free', by: lane('log of pmem0') }, { bar: 0, from: 47, ...end, state: 'owned', owner: other, index: 0, by: lane('writer') },
  ]);
  expect(range.mappings).toEqual([{ bar: 0, from: 18, to: 31, isOpen: false, lane: lane('reader'), holder: 'reader' }]);
  expect(range.pins).toEqual([{ bar: 0, from: 22, ...end, isOpen: true, home: victim, lane: lane('reader'), holder: 'reader' }]);
  expect(range.transfers).toEqual([{ bar: 0, from: 24, ...end, isOpen: true, home: victim, device: 'nvme0', direction: 'in' }]);
  expect(range.strays).toEqual([{ bar: 0, event: 48, device: 'nvme0', home: victim }]);
  expect(findings.map(({ property, event, race, missing }) => ({ property, event, race, missing }))).toEqual(['no_free_under_pin', 'dma_lands_at_home'].map((property) => {
    const event = property === 'no_free_under_pin' ? 39 : 48;
    return {
      property, event,
      race: {
        first: { event: 21, lane: lane('reader'), label: 'pinned page 0', bar: 0 },
        second: { event: 39, lane: lane('truncator'), label: 'took blocks 0 to 1 out of the extent map of victim', bar: 0 }, end: event,
      },
      missing: { kind: 'wait', lane: lane('truncator'), event: 39, other: lane('reader'), otherEvent: 21, label: 'should have waited for reader to unpin page 0' },
    };
  }));
  expect(findEvents(index, 'NVME0 word', 0)).toEqual({ events: [48] });
});

test('the holder of what a hung thread waits for is named, and where its wake-up is missing', () => {
  const { timeline: { lanes, findings, length }, range } = shown('07-mapped-again.daxscn', 'v6.18', { verdict: 'hang' });
  const [truncator, onlooker] = ['truncator', 'onlooker'].map((name) => lanes.findIndex((lane) => lane.name === name));
  expect(findings).toMatchObject([{ verdict: 'hang', event: length - 1, missing: { kind: 'wake', lane: truncator, other: onlooker, label: 'waits for onlooker, which never lets go' } }]);
  const open = range.waits.filter(({ isOpen }) => isOpen);
  expect(open).toMatchObject([{ lane: truncator, cause: 'sleeps until page 0 is idle', to: length + 1, holders: [onlooker] }]);
  expect(open[0]).not.toHaveProperty('wokenBy');
});

test('of a livelock it is told what repeats, and pins of one thread that overlap are apart', () => {
  const { timeline: { findings, length }, range } = shown('09-starved-truncate.daxscn', 'v6.18', { verdict: 'livelock' });
  expect(findings).toMatchObject([{ verdict: 'livelock', loop: { to: length } }]);
  const inOrder = [...range.pins].sort((one, two) => one.from - two.from);
  expect(inOrder.length).toBeGreaterThan(2);
  for (const [at, pin] of inOrder.entries()) if (at > 0) expect(pin.from).toBeLessThan(inOrder[at - 1]!.to);
});

test('with the page cache a device writes into a page that nobody else has', () => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'examples', '02-truncate-vs-direct-read-page-cache.daxscn'), 'utf8');
  const program = compileScenario(text, parseVersion('v4.17'));
  const created = createScheduler(program, { schedules: scenarioTrees(text).scenario.schedules });
  if ('error' in created) throw new Error(created.error.message);
  const execution = new Execution(program);
  for (let choice = created.scheduler.next(execution); choice; choice = created.scheduler.next(execution)) execution.advance(choice);
  const { strays, ownership, transfers } = timelineRange(new TimelineIndex(execution), { from: 0, to: execution.length, columns: 1000 });
  const [transfer] = transfers;
  const [orphan] = ownership.filter(({ state }) => state === 'orphan');
  expect([orphan!.from < transfer!.to, orphan!.bar]).toEqual([true, transfer!.bar]);
  expect(strays).toEqual([]);
});
