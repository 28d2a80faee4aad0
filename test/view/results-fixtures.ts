// What checking could have found, through the store that the extension keeps it in.
import type { CheckedResult, CheckMessage } from '../../src/explorer/check-messages';
import { ResultsStore, type Run } from '../../src/extension/check/results-store';
import { KNOWN_VERSIONS } from '../../src/language/versions';
import type { CellDetail, Results } from '../../src/view/messages/results';

export interface Found { readonly results: Results; detail(program: string, kernel: string): CellDetail }

const files = ['01-truncate-vs-direct-read', '03-two-pinned-pages', '07-mapped-again', '09-starved-truncate', 'not-a-scenario', 'm-12-a-name-that-is-longer-than-there-is-room-for'] as const;
export const program = (file: typeof files[number]): string => `file:///examples/${file}.daxscn`;

const good: CheckedResult = {
  file: '', scenario: 'truncate races a direct read', kernel: '', expected: 'holds', verdict: 'holds', property: null, pass: true, states: 11_961, transitions: 23_411, seconds: 0.51, complete: true,
  bound: null, schedule: null, events: null, reason: null,
};
const sentence = 'truncator took blocks 0 to 1 out of the extent map of victim at event 40 while reader, which pinned page 0 at event 22, had yet to unpin page 0: truncator should have waited for that.';
const bad: CheckedResult = {
  ...good, expected: 'violates dma_lands_at_home', verdict: 'violates', property: 'dma_lands_at_home', schedule: 'a24b17fc5d2', events: 49, missingWait: { sentence, events: [40, 22] },
  reason: 'dma_lands_at_home is broken by event 49 of nvme0 (nvme0 writes word 0 of page 0, in dma_word): nvme0 writes block 0 for victim, but block 0 belongs to other.',
  passing: {
    lastChance: 'Last chance before event 40 of truncator (take blocks 0 to 1 out of the extent map of victim, in __xfs_bunmapi): after it no order of events goes right.',
    nearest: 'Goes right if event 40 of truncator (take blocks 0 to 1 out of the extent map of victim, in __xfs_bunmapi) comes after “unpin page 0” of reader.',
    pointOfNoReturn: 40, schedule: 'a24b15c12d4e2a2b6f', moved: [40],
  },
};
const functions = ['read_direct … pin_mapped_page', 'ftruncate … __xfs_bunmapi'];
const more: Partial<CheckedResult> = {
  counterexamples: [
    { verdict: 'violates', property: 'no_free_under_pin', functions, schedule: 'a22b16', events: 38, reason: 'no_free_under_pin is broken by event 38 of truncator.', missingWait: { sentence: sentence.replace('event 40', 'event 38'), events: [38, 22] } },
    { verdict: 'violates', property: 'dma_lands_at_home', functions, schedule: 'a24b17fc5d2', events: 49, reason: bad.reason! },
  ],
  counterexamplesComplete: true, outcomesComplete: true, neverDone: ['fallocate(other, 0, 2) of writer never succeeds'],
  outcomes: [
    { outcome: { verdict: 'holds', property: null, tasks: [
      { task: 'reader', calls: [{ call: 'read_direct(nvme0, reader.buf[0])', returned: '-EFAULT', times: 1, begun: true }], marks: {} },
      { task: 'truncator', calls: [{ call: 'ftruncate(victim, 0)', returned: '0', times: 1, begun: true }], marks: { layout_retry: 2 } },
    ] }, endStates: 2, schedule: 'c12b16fa14', events: 43 },
    { outcome: { verdict: 'violates', property: 'dma_lands_at_home', tasks: [] }, endStates: 1, schedule: 'a24b17fc5d2', events: 49 },
  ],
};

/** By file, the result from each version on. */
const histories: Record<typeof files[number], readonly (readonly [since: string, result: CheckedResult | null])[]> = {
  '01-truncate-vs-direct-read': [['v4.15', bad], ['v4.18', good]],
  '03-two-pinned-pages': [['v4.15', bad], ['v4.19', good]],
  '07-mapped-again': [['v4.15', bad], ['v4.18', good], ['v6.15', { ...good, verdict: 'hang', expected: 'holds', pass: false, schedule: 'a2', events: 2, reason: 'truncator sleeps for ever.' }]],
  '09-starved-truncate': [['v4.15', bad], ['v4.18', { ...good, expected: 'livelock', verdict: 'livelock', schedule: 'a23', events: 23, reason: 'truncator goes round.' }], ['v6.16', { ...good, expected: 'deadlock', verdict: 'deadlock', schedule: 'a2', events: 2 }]],
  'not-a-scenario': [],
  'm-12-a-name-that-is-longer-than-there-is-room-for': [['v4.15', null], ['v5.4', { ...good, verdict: 'unknown', complete: false, bound: 'states', pass: false, reason: 'the bound on states was reached after 1000 states, 12 of them not expanded' }], ['v6.2', { ...good, expected: 'reaches retry', verdict: 'reaches', property: 'retry', schedule: 'a2b', events: 3 }]],
};

function begin(store: ResultsStore): Run {
  const inputs = (file: string) => new Map([[`file:///examples/${file}.daxscn`, { hash: 'first', change: `the edit of ${file}.daxscn` }]]);
  return store.begin({ title: '6 scenarios', scenarios: files.map((file) => ({ program: program(file), file, inputs: inputs(file) })), versions: KNOWN_VERSIONS });
}

function messages(file: typeof files[number]): CheckMessage[] {
  if (file === 'not-a-scenario') return [{ type: 'refused', file, kernel: null, problem: 'not-a-scenario.daxscn:3:1: error: expected a declaration', errors: [], isOptional: false }];
  let now: CheckedResult | null = null;
  return KNOWN_VERSIONS.map((kernel) => {
    now = histories[file].find(([since]) => since === kernel)?.[1] ?? now;
    return now ? { type: 'checked', result: { ...now, file, kernel } } : { type: 'refused', file, kernel, problem: `\`fallocate\` does not exist in ${kernel}`, errors: [], isOptional: true };
  });
}

function found(store: ResultsStore): Found {
  return { results: store.table(), detail: (name, kernel) => store.detail({ program: name, kernel })! };
}

/** Everything is over; the outcomes of example 01 were looked for; another scenario was edited since. */
export const over: Found = (() => {
  const store = new ResultsStore();
  const run = begin(store);
  for (const file of files) for (const message of messages(file)) store.take(run, message);
  store.end(run, { isCancelled: false });
  const cell = { program: program(files[0]), kernel: 'v4.17' };
  store.beginMore(cell);
  store.endMore(cell, [{ ...bad, ...more }]);
  store.edited(program('03-two-pinned-pages'), 'second');
  return found(store);
})();

/** One scenario is done, and one is on its way. */
export const running: Found = (() => {
  const store = new ResultsStore();
  const run = begin(store);
  for (const message of messages(files[0])) store.take(run, message);
  for (const message of messages(files[1]).slice(0, 3)) store.take(run, message);
  store.take(run, { type: 'begun', file: files[1], kernel: 'v4.19' });
  store.take(run, { type: 'progress', running: [], states: 120_000, rate: 40_000, frontier: 1, transitions: 1, bytes: 1 });
  return found(store);
})();

/** That was cancelled. */
export const cancelled: Found = (() => {
  const store = new ResultsStore();
  const run = begin(store);
  for (const message of messages(files[0])) store.take(run, message);
  store.take(run, { type: 'checked', result: { ...good, file: files[1], kernel: 'v4.15', verdict: 'unknown', complete: false, bound: 'cancelled', pass: false, reason: 'cancelled after 1000 states' } });
  store.end(run, { isCancelled: true });
  return found(store);
})();

export const nothing: Found = found(new ResultsStore());
