// Moments of one story, as the debugger would describe them: what the view is drawn and tested with.
import type { Cell, FileName, History, Snapshot } from '../../src/view/messages/ownership';

export const victim: FileName = { name: 'victim', letter: 'V', colour: 1 };
export const other: FileName = { name: 'other', letter: 'O', colour: 2 };

export function block(number: number, facts: Partial<Cell> = {}): Cell {
  return {
    id: `pmem0 block ${number}`, kind: 'block', title: `block ${number}`, expression: `block ${number}`, fields: ['owner', 'state'].map((name) => ({ name, expression: `block ${number}.${name}` })), number, state: facts.owner ? 'owned' : 'free',
    refcount: { now: 1 }, base: 1, pins: [], mappings: [], transfers: [], waiters: [], ...facts,
  };
}

const mapping = { task: 'reader', writable: true, isNew: false };
const pin = { holder: 'reader', count: 1, references: 1, home: victim, isNew: false };
const transfer = { device: 'nvme0', direction: 'in', status: 'running', home: victim, isNew: false } as const;

const common: Snapshot = {
  scenario: 'truncate races a direct read', kernel: 'v4.17', position: 0, length: 57, alarms: [], memory: [], locks: [], waits: [], breakpoints: [],
  devices: [{ name: 'pmem0', blocks: [
    block(0, { owner: victim, index: 0 }), block(1, { owner: victim, index: 1 }), block(2),
  ] }],
  files: [
    { ...victim, isDax: true, isUnlinked: false, size: { now: 2 }, extents: [0, 1], entries: [] },
    { ...other, isDax: true, isUnlinked: false, size: { now: 0 }, extents: [null, null], entries: [] },
  ],
  sentence: 'The beginning of truncate races a direct read on v4.17.',
};

const scenarioStory = {
  of: 'scenario', name: common.scenario,
  text: '# A truncate frees a block while a device is still writing into it\n\n`reader` maps one page of `victim`. The kernel *pins* the page.\n\n* v4.17 has **this bug**.\n* Since v4.18 the truncate [waits](https://example.org).',
} as const;

export const beginning: Snapshot = { ...common, story: [scenarioStory] };

/** Inside a function of the kernel. */
export const told: Snapshot['story'] = [
  { of: 'function', name: 'get_user_pages_fast', text: 'Pins the pages without a lock. If that fails it takes the *slow* path.\n\nLeft out: <b>compound</b> pages.' },
  { of: 'statement', name: 'read_direct(nvme0, buf[0])', text: 'pins victim\'s page; the device writes into it' },
  scenarioStory,
];

export const pinned: Snapshot = {
  ...common,
  position: 14,
  event: { task: 'reader', letter: 'r', text: 'pin page 1' },
  story: told,
  devices: [{ name: 'pmem0', blocks: [
    block(0, { owner: victim, index: 0, refcount: { now: 2 }, pins: [pin], mappings: [mapping] }),
    block(1, {
      owner: victim, index: 1, refcount: { now: 2, was: 1 }, pins: [{ ...pin, isNew: true }], mappings: [mapping],
    }),
    block(2),
  ] }],
  next: { task: 'truncator', letter: 't', text: 'free block 0', status: 'ready', effects: [{ cell: 'pmem0 block 0', text: 'is freed' }], isPointOfNoReturn: true },
  files: [
    { ...victim, isDax: true, isUnlinked: false, size: { now: 2 }, extents: [0, 1], entries: [
      { index: 0, pages: 1, text: 'block 0', isDirty: true, isNew: false },
      { index: 1, pages: 1, text: 'block 1', isDirty: false, isNew: true, locker: 'truncator' },
    ] },
  ],
  sentence: 'Event 14, reader: pin page 1. Block 1 is page 1 of victim, pinned by reader.',
};

export const waiting: Snapshot = {
  ...common,
  kernel: 'v4.19',
  position: 31,
  event: { task: 'truncator', letter: 't', text: 'page 1 is busy: sleep until its count is 1' },
  lost: { event: 30, task: 'truncator' },
  devices: [{ name: 'pmem0', blocks: [
    block(0, { owner: victim, index: 0 }),
    block(1, { owner: victim, index: 1, refcount: { now: 2 }, pins: [pin], transfers: [transfer], waiters: [{ task: 'truncator', isNew: true }] }),
    block(2),
  ] }],
  locks: [{ name: 'i_rwsem of victim', writer: 'truncator', readers: [], queue: [], isNew: false },
    { name: 'mmap_lock of reader', readers: ['reader'], queue: ['writer', 'truncator'], isNew: true }],
  waits: [{ isNew: true, task: 'truncator', text: 'sleeps until page 1 is idle', since: 31, holders: ['reader'] }],
  sentence: 'Event 31, truncator: page 1 is busy: sleep until its count is 1.',
};

export const freed: Snapshot = {
  ...common,
  position: 40,
  event: { task: 'truncator', letter: 't', text: 'free block 1' },
  next: { task: 'reader', letter: 'r', text: 'sleeps until nvme0 has finished', status: 'blocked', effects: [] },
  headline: 'truncator freed block 1 at event 40 while the pin that reader took at event 14 was held',
  brief: 'truncator should have waited for reader to unpin page 1',
  explanation: 'It should have waited. After event 14 nothing keeps the block.',
  story: told,
  alarms: [{ isNew: true, cell: 'pmem0 block 1', text: 'Block 1 was freed while nvme0 is still writing into it for victim.' }],
  devices: [{ name: 'pmem0', blocks: [
    block(0, { owner: victim, state: 'freed' }),
    block(1, {
      owner: victim, state: 'freed', change: 'was page 1 of victim', former: { owner: victim, index: 1, until: { event: 40, task: 'truncator' } }, refcount: { now: 2 }, pins: [pin], transfers: [transfer],
      danger: 'freed',
    }),
    block(2),
  ] }],
  files: [
    { ...victim, isDax: true, isUnlinked: false, size: { now: 0, was: 2 }, extents: [null, null], entries: [] },
    { ...other, isDax: true, isUnlinked: false, size: { now: 0 }, extents: [null, null], entries: [] },
  ],
  locks: [{ name: 'i_rwsem of victim', writer: 'truncator', readers: [], queue: [], isNew: false }],
  sentence: 'Event 40, truncator: free block 1.',
};

export const corrupting: Snapshot = {
  ...common,
  position: 52,
  event: { task: 'nvme0', letter: 'n', text: 'write word 1 of page 1' },
  alarms: [{ isNew: true, cell: 'pmem0 block 1', text: 'nvme0 is writing into block 1 for victim, but the block belongs to other.' }],
  devices: [{ name: 'pmem0', blocks: [
    block(0, { owner: other, index: 0 }),
    block(1, {
      owner: other, index: 1, change: 'was free', since: { event: 47, task: 'writer' }, former: { owner: victim, index: 1, until: { event: 40, task: 'truncator' } }, refcount: { now: 2 }, pins: [pin], transfers: [{ ...transfer, isNew: true }],
      danger: 'foreign',
    }),
    block(2),
  ] }],
  files: [
    { ...victim, isDax: true, isUnlinked: false, size: { now: 0 }, extents: [null, null], entries: [] },
    { ...other, isDax: true, isUnlinked: false, size: { now: 2 }, extents: [0, 1], entries: [] },
  ],
  sentence: 'Event 52, nvme0: write word 1 of page 1. nvme0 is writing into block 1 for victim, but the block belongs to other.',
};

/** What has happened to block 1 until then. */
export const history: History = {
  expression: 'block 1', position: 52, now: ['now nvme0 is writing into it for victim, pinned by reader'], lookedFrom: 0,
  events: [
    { event: 52, task: 'nvme0', letter: 'n', text: 'writes word 1 of page 1', said: ['wrote its data'] },
    { event: 47, task: 'writer', letter: 'w', text: 'give other one of {block 1}', said: ['gave it to other as page 1'] },
    { event: 40, task: 'truncator', letter: 't', text: 'free block 1', said: ['took it from victim'] },
    { event: 14, task: 'reader', letter: 'r', text: 'pin page 1', said: ['pinned it for reader'] },
  ],
};

/** The same race on the page cache: the device writes into memory that no file knows any more. */
export const orphaned: Snapshot = {
  ...common,
  scenario: 'the same on the page cache',
  position: 44,
  event: { task: 'truncator', letter: 't', text: 'drop page 9 from the page cache' },
  memory: [
    { ...block(8), id: 'page 8', kind: 'page', title: 'page 8', state: 'owned', owner: victim, index: 0, base: 1, refcount: { now: 2 }, mapcount: { now: 1 }, mappings: [mapping] },
    {
      ...block(9), id: 'page 9', kind: 'page', title: 'page 9', state: 'orphan', owner: victim, index: 1, base: 0, change: 'no file knows it any more',
      refcount: { now: 1, was: 2 }, pins: [pin], transfers: [{ ...transfer, status: 'queued' }],
    },
  ],
  files: common.files.map((file) => ({ ...file, isDax: false })),
  sentence: 'Event 44, truncator: drop page 9 from the page cache.',
};

/** As crowded as a capacity allows: eight files, 31 blocks. */
export const crowded: Snapshot = {
  ...common,
  scenario: 'everything at once',
  position: 57,
  event: { task: 'a_process_with_a_long_name', letter: 'a', text: 'associate page 17 with a_file_with_quite_a_long_name at index 3, which takes a while to say' },
  devices: [{ name: 'pmem0', blocks: Array.from({ length: 31 }, (_, number) => {
    const colour = number % 8 + 1;
    const owner = { name: number === 5 ? 'a_file_with_quite_a_long_name' : `file${colour}`, letter: String.fromCharCode(64 + colour), colour };
    return number % 4 === 3 ? block(number) : block(number, {
      owner, index: number % 3, refcount: { now: 3 }, mapcount: { now: 1 }, state: number % 7 === 6 ? 'freed' : 'owned',
      pins: [pin, { ...pin, holder: 'a_process_with_a_long_name', home: owner }], mappings: [mapping, { ...mapping, task: 'writer', writable: false }],
      transfers: number % 5 === 0 ? [{ ...transfer, home: owner, direction: 'out' }] : [],
    });
  }) }],
};
