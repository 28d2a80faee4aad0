// Executions over time, as the debugger would describe them: what the timeline is drawn and tested with.
import type { FileName } from '../../src/view/messages/ownership';
import type { Bar, Lane, Mark, Ownership, Timeline, TimelineRange } from '../../src/view/messages/timeline';

const victim: FileName = { name: 'victim', letter: 'V', colour: 1 };
const other: FileName = { name: 'other', letter: 'O', colour: 2 };

export interface Execution { readonly timeline: Timeline; readonly range: TimelineRange }

const names = ['reader', 'truncator', 'writer', 'nvme0', 'interrupt', 'log of pmem0'];
const lanes: readonly Lane[] = names.map((name, index) => ({ name, letter: 'abcdef'[index]!, colour: index + 1, isAgent: index > 2, events: index === 4 ? 0 : 9 }));
const bars: readonly Bar[] = [{ id: 'pmem0 block 0', kind: 'block', title: 'block 0' }, { id: 'pmem0 block 1', kind: 'block', title: 'block 1', isMapped: false, isPinned: false, isTransferred: false }];

/** Who performs the events: `a24b17` as a schedule says it, with the texts of those that matter. */
function marks(schedule: string, texts: Readonly<Record<number, string>>, kinds: Readonly<Record<number, Partial<Mark>>> = {}): Mark[] {
  const whose = [...schedule.matchAll(/([a-z])(\d*)/g)].flatMap(([, letter, times]) => Array.from({ length: Number(times || 1) }, () => lanes.findIndex((lane) => lane.letter === letter)));
  return whose.map((lane, event) => ({
    lane, event, count: 1, kind: 'event', text: texts[event] ?? 'down_read: lock victim.i_lock shared', ...kinds[event],
  }));
}

function range(given: Partial<TimelineRange> & Pick<TimelineRange, 'to' | 'marks'>): TimelineRange {
  return { revision: 1, from: 0, step: 1, unread: 0, waits: [], ownership: [], mappings: [], pins: [], transfers: [], strays: [], ...given };
}

const freeBlock = (to: number): Ownership => ({ bar: 1, from: 0, to, state: 'free' });

/** Example 01 on v4.17: a truncate frees a block while a device is still writing into it. */
export const race: Execution = {
  timeline: {
    scenario: 'truncate races a direct read', kernel: 'v4.17', position: 49, length: 49, revision: 1, lanes, bars, branches: [],
    findings: [
      {
        verdict: 'violates', property: 'no_free_under_pin', event: 39, lane: 1,
        headline: "truncator freed block 0 at event 40 while reader's pin of event 22 was held; it should have waited for it.", brief: "truncator should have waited for reader's pin",
        explanation: 'no_free_under_pin is broken by event 40 of truncator.',
        race: {
          first: { event: 21, lane: 0, label: 'pins page 0', bar: 0 }, second: { event: 39, lane: 1, label: 'frees block 0', bar: 0 }, end: 39,
        },
        missing: { kind: 'wait', lane: 1, event: 39, other: 0, otherEvent: 21, label: "should have waited for reader's pin" },
      },
      {
        verdict: 'violates', property: 'dma_lands_at_home', event: 48, lane: 3,
        headline: "truncator freed block 0 at event 40 while reader's pin of event 22 was held; it should have waited for it.", brief: "truncator should have waited for reader's pin",
        explanation: 'dma_lands_at_home is broken by event 49 of nvme0.',
        race: {
          first: { event: 21, lane: 0, label: 'pins page 0', bar: 0 }, second: { event: 39, lane: 1, label: 'frees block 0', bar: 0 }, end: 48,
        },
        missing: { kind: 'wait', lane: 1, event: 39, other: 0, otherEvent: 21, label: "should have waited for reader's pin" },
      },
    ],
  },
  range: range({
    to: 49,
    marks: marks('a24b17fc5d2', {
      21: 'pin_mapped_page: pin page 0', 23: 'submit_bio_noacct: submit reader.bio to nvme0',
      39: '__xfs_bunmapi: take blocks 0 to 1 out of the extent map of victim', 40: 'xfs_free_deferred_extents: free the blocks that victim has given up',
      41: 'xlog_cil_push_work: commit what was freed on pmem0', 46: 'xfs_bmapi_write: give other one of {block 0, block 1} as its block 0',
      47: 'disk_transfer: take a request of nvme0', 48: 'dma_word: nvme0 writes word 0 of page 0',
    }, { 39: { kind: 'violation' }, 48: { kind: 'violation' } }),
    ownership: [
      { bar: 0, from: 0, to: 40, state: 'owned', owner: victim, index: 0 }, { bar: 0, from: 40, to: 42, state: 'freed', owner: victim, by: 1 },
      { bar: 0, from: 42, to: 47, state: 'free', by: 5 }, { bar: 0, from: 47, to: 50, state: 'owned', owner: other, index: 0, by: 2 },
      freeBlock(50),
    ],
    mappings: [{ bar: 0, lane: 0, from: 18, to: 31, isOpen: false, holder: 'reader' }],
    pins: [{ bar: 0, lane: 0, from: 22, to: 50, isOpen: true, holder: 'reader', home: victim }],
    transfers: [{ bar: 0, from: 24, to: 50, isOpen: true, device: 'nvme0', direction: 'in', home: victim }],
    strays: [{ bar: 0, event: 48, device: 'nvme0', home: victim }],
  }),
};

/** The race as it is at the event that frees the block. */
export const freed: Execution = {
  timeline: {
    ...race.timeline, position: 40, revision: 2,
    branches: [
      { id: 1, position: 22, length: 18, label: 'fork 1: truncator performs event 23', lane: 1 },
      { id: 2, position: 31, length: 6, label: 'fork 2: reader performs event 32', lane: 0 },
    ],
  },
  range: { ...race.range, revision: 2 },
};

/** On v4.19 the truncate sleeps until nothing is pinned, and looks again and again. */
export const waiting: Execution = {
  timeline: {
    ...race.timeline, kernel: 'v4.19', position: 33, length: 60, lanes: lanes.map((lane) => ({ ...lane, events: 9 })), findings: [], branches: [{ id: 1, position: 40, length: 9, label: 'fork 1: reader performs event 41', lane: 0 }],
  },
  range: range({
    to: 60,
    marks: marks('a24b6d2e2a4b8b2b6fb5', { 29: 'dax_layout_busy_page: page 0 is busy' }, { 29: { kind: 'retry', retry: 1 }, 45: { kind: 'retry', retry: 2 }, 50: { kind: 'edit', lane: -1, text: 'set other.i_extents[0] to block 1' } }),
    waits: [
      { lane: 1, from: 30, to: 38, isOpen: false, cause: 'sleeps until page 0 is idle', count: 1, wokenBy: 37, holders: [0] },
      { lane: 2, from: 12, to: 61, isOpen: true, cause: 'waits for i_rwsem of other', count: 1, holders: [1] },
      { lane: 0, from: 46, to: 61, isOpen: true, cause: 'waits for invalidate_lock of victim', count: 1, holders: [1] },
    ],
    ownership: [
      { bar: 0, from: 0, to: 56, state: 'owned', owner: victim, index: 0 }, { bar: 0, from: 56, to: 61, state: 'freed', owner: victim, by: 1 },
      freeBlock(61),
    ],
    pins: [
      { bar: 0, lane: 0, from: 22, to: 36, isOpen: false, holder: 'reader', home: victim },
      { bar: 0, lane: 2, from: 26, to: 44, isOpen: false, holder: 'writer (RDMA)', home: victim },
    ],
    transfers: [{ bar: 0, from: 24, to: 34, isOpen: false, device: 'nvme0', direction: 'in', home: victim }],
  }),
};

/** A pin that is never released: the truncate sleeps for ever. */
export const hang: Execution = {
  timeline: {
    ...race.timeline, kernel: 'v4.19', position: 31, length: 31, branches: [],
    findings: [{
      verdict: 'hang', event: 30, lane: 1, headline: 'truncator sleeps for ever: reader holds its pin of event 22 and should have woken it.', brief: 'truncator should have been woken by reader',
      explanation: 'Nobody wakes truncator.',
      missing: { kind: 'wake', lane: 1, event: 30, other: 0, otherEvent: 23, label: 'reader should have woken it' },
    }],
  },
  range: range({
    to: 31, marks: marks('a24b7', {}, { 30: { kind: 'violation' } }),
    waits: [{ lane: 1, from: 31, to: 32, isOpen: true, cause: 'sleeps until page 0 is idle', count: 1, holders: [0] }],
    ownership: [{ bar: 0, from: 0, to: 32, state: 'owned', owner: victim, index: 0 }, freeBlock(32)],
    pins: [{ bar: 0, lane: 0, from: 22, to: 32, isOpen: true, holder: 'reader', home: victim }],
  }),
};

/** As crowded as a capacity allows, and long. */
export const crowded: Execution = (() => {
  const length = 100_000;
  const step = 100;
  const columns = Array.from({ length: length / step }, (_, index) => index * step);
  const many = Array.from({ length: 8 }, (_, index): Lane => ({
    name: index === 3 ? 'a_process_with_quite_a_long_name' : `process${index}`, letter: 'abcdefgh'[index]!, colour: index + 1, isAgent: false, events: 12_500,
  }));
  const file = (number: number): FileName => ({ name: number === 5 ? 'a_file_with_quite_a_long_name' : `file${number % 8 + 1}`, letter: 'ABCDEFGH'[number % 8]!, colour: number % 8 + 1 });
  return {
    timeline: {
      ...race.timeline, scenario: 'everything at once', length, position: 61_234, lanes: many,
      bars: Array.from({ length: 31 }, (_, number) => ({ id: `pmem0 block ${number}`, kind: 'block' as const, title: `block ${number}` })),
      branches: Array.from({ length: 7 }, (_, index) => ({ id: index + 1, position: 9_000 * index, length: 4_000, label: `fork ${index + 1}: process${index} performs event ${9_000 * index + 1}`, lane: index })),
      findings: [21_000, 22_000, 61_000].map((event, index) => ({
        verdict: 'violates', property: `property_${index}`, event, lane: index, headline: 'Something went wrong.', explanation: 'It did.',
        race: { first: { event: event - 9_000, lane: 3, label: 'pins page 17', bar: 0 }, second: { event: event - 100, lane: 1, label: 'frees block 17', bar: 0 }, end: event },
      })),
    },
    range: range({
      to: length, step,
      marks: columns.flatMap((event, column) => many.flatMap((_, lane): Mark[] => ((column * 7 + lane * 13) % 11 < 4 ? [{
        lane, event, count: 1 + (column * 31 + lane * 17) % 40, kind: column % 97 === 5 && lane === 1 ? 'retry' : 'event', ...(column % 97 === 5 && lane === 1 && { retry: column }),
      }] : []))),
      waits: many.flatMap((_, lane) => [1, 2, 3].map((part) => ({
        lane, from: part * 25_000 + lane * 900, to: part * 25_000 + lane * 900 + 7_000, isOpen: false, cause: 'waits for i_rwsem of a_file_with_quite_a_long_name', count: part, holders: [0],
      }))),
      ownership: Array.from({ length: 31 }, (_, bar) => Array.from({ length: 20 }, (_, part): Ownership => ({
        bar, from: part * 5_000, to: part * 5_000 + 5_000, ...((bar + part) % 4 === 3 ? { state: 'free' } : { state: (['owned', 'owned', 'freed', 'mixed'] as const)[(bar * part) % 4]!, owner: file(bar + part), index: part, by: part % 8 }),
      }))).flat(),
      pins: Array.from({ length: 31 }, (_, bar) => [0, 1, 2].map((part) => ({
        bar, lane: part, from: part * 8_000 + bar * 1_500, to: part * 8_000 + bar * 1_500 + 20_000, isOpen: false, holder: many[part + 2]!.name, home: file(bar),
      }))).flat(),
      transfers: Array.from({ length: 31 }, (_, bar) => ({ bar, from: bar * 2_000, to: bar * 2_000 + 15_000, isOpen: false, device: 'nvme0', direction: bar % 2 === 0 ? 'in' as const : 'out' as const, home: file(bar) })),
      strays: [3, 9, 27].map((bar) => ({ bar, event: bar * 3_000, device: 'nvme0', home: file(bar + 2) })),
    }),
  };
})();
