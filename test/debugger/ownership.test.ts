import { LastChance } from '../../src/debugger/passing/last-chance';
import { PassingSearch } from '../../src/explorer/passing/passing-search';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ModelError } from '../../src/compiler/program';
import { pageEventsOf } from '../../src/debugger/ownership/page-events';
import { linesOf, newsOf } from '../../src/debugger/ownership/in-words';
import { Objects } from '../../src/debugger/ownership/objects';
import { buildOwnership } from '../../src/debugger/ownership/ownership';
import { exploreAll } from '../../src/explorer/explore';
import { parseVersion, KNOWN_VERSIONS } from '../../src/language/versions';
import { makeEdit } from '../../src/machine/execution/edit';
import { Execution } from '../../src/machine/execution/execution';
import { lvaluesOf } from '../../src/machine/execution/lvalues';
import { replay } from '../../src/machine/schedule/replay';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import type { Cell, Snapshot } from '../../src/view/messages/ownership';
import { compileScenario, scenarioTrees } from '../support/model-kernel';
import { walk } from '../support/walks';

const examples = join(__dirname, '..', '..', 'examples');

function program(name: string, kernel?: string) {
  return compileScenario(readFileSync(join(examples, name), 'utf8'), kernel === undefined ? undefined : parseVersion(kernel));
}

/** The pictures of a run, from the beginning to the end. */
function pictures(execution: Execution): Snapshot[] {
  return Array.from({ length: execution.length + 1 }, (_, position) => {
    execution.goto(position);
    return buildOwnership(execution);
  });
}

/** A run in which chance decides who moves. */
function run(name: string, kernel: string, seed: number): Snapshot[] {
  let state = seed;
  const picks = Array.from({ length: 400 }, () => (state = (state * 48271) % 2147483647) >>> 8);
  return pictures(walk(new Execution(program(name, kernel)), picks));
}

const blocks = ({ devices }: Snapshot) => devices.flatMap((device) => device.blocks);
const cell = (snapshot: Snapshot, title: string): Cell => [...blocks(snapshot), ...snapshot.memory].find((each) => each.title === title)!;

test('blocks that a pmd maps at once are shown as mapped, and as no longer mapped when it goes', () => {
  const compiled = compileScenario(`scenario "huge"  device pmem0 { blocks = 2 }  mount mnt { type = xfs  device = pmem0  dax }  file victim on mnt { blocks = 2 }
    process app { buf = mmap_huge(victim, 0, 2); touch(buf[0]); munmap(buf); }`, parseVersion('v6.18'));
  const story = pictures(walk(new Execution(compiled), Array.from({ length: 100 }, () => 0)));
  const mappings = story.map((each) => ['block 0', 'block 1'].map((title) => cell(each, title).mappings.map(({ task, writable }) => [task, writable])));
  expect(mappings).toContainEqual([[['app', true]], [['app', true]]]);
  expect(mappings.at(-1)).toEqual([[], []]);
});

describe('the corruption of v4.17', () => {
  const compiled = program('01-truncate-vs-direct-read.daxscn', 'v4.17');
  const found = exploreAll(compiled, { until: { verdict: 'violates', property: 'dma_lands_at_home' } });
  const { schedule } = found.counterexamples.find(({ property }) => property === 'dma_lands_at_home')!;
  const story = pictures(replay(compiled, schedule).execution);

  test('begins with a file that owns its block, and a free one', () => {
    const [first] = story;
    expect(first).toMatchObject({ scenario: 'truncate races a direct read', kernel: 'v4.17', position: 0, alarms: [], memory: [] });
    expect(first!.files).toEqual([
      { name: 'victim', letter: 'V', colour: 1, isDax: true, isUnlinked: false, size: { now: 1 }, extents: [0], entries: [] },
      { name: 'other', letter: 'O', colour: 2, isDax: true, isUnlinked: false, size: { now: 0 }, extents: [], entries: [] },
    ]);
    expect(cell(first!, 'block 0')).toMatchObject({ state: 'owned', index: 0, base: 1, refcount: { now: 1 }, owner: { name: 'victim' } });
    expect(cell(first!, 'block 1')).toMatchObject({ state: 'free' });
    expect(first!.sentence).toBe('The beginning of truncate races a direct read on v4.17.');
  });

  test('a mapping, then a pin: what the event changed is marked, and only then', () => {
    const mapped = story.findIndex((each) => cell(each, 'block 0').mappings.length > 0);
    expect(cell(story[mapped]!, 'block 0').mappings).toEqual([{ task: 'reader', writable: true, isNew: true }]);
    const pinned = story.findIndex((each) => cell(each, 'block 0').pins.length > 0);
    expect(cell(story[pinned]!, 'block 0')).toMatchObject({
      refcount: { now: 2, was: 1 },
      pins: [{ holder: 'reader', count: 1, references: 1, home: { name: 'victim' }, isNew: true }],
      mappings: [{ isNew: false }],
    });
    expect(story[pinned]!.sentence).toMatch(/^Event \d+, reader: pin page 0\. Block 0 has 2 references, is pinned by reader\.$/);
    const after = cell(story[pinned + 1]!, 'block 0');
    expect(after.refcount).toEqual({ now: 2 });
    expect(after.pins[0]!.isNew).toBe(false);
  });

  test('a block that is freed under a transfer is in danger', () => {
    const freed = story.find((each) => cell(each, 'block 0').state === 'freed')!;
    expect(cell(freed, 'block 0')).toMatchObject({ danger: 'freed', change: 'was page 0 of victim', owner: { name: 'victim' } });
    expect(freed.alarms).toMatchObject([{ cell: 'pmem0 block 0', isNew: true, text: expect.stringMatching(/^Block 0 was freed, and nvme0 is/) }]);
  });

  test('whose it was, and which event took it away', () => {
    const lost = story.findIndex((each) => cell(each, 'block 0').state === 'freed');
    const former = { owner: { name: 'victim', letter: 'V', colour: 1 }, index: 0, until: { event: lost, task: 'truncator' } };
    expect(cell(story[lost]!, 'block 0').former).toEqual(former);
    const given = story.findIndex((each) => cell(each, 'block 0').owner?.name === 'other');
    expect(cell(story.at(-1)!, 'block 0')).toMatchObject({ former, since: { event: given, task: 'writer' } });
    expect(cell(story[lost - 1]!, 'block 0').former).toBeUndefined();
    expect(linesOf(story.at(-1)!)[0]).toMatch(`pmem0 block 0: page 0 of other, was page 0 of victim until event ${lost}, truncator; 2 references`);
  });

  test('the event that breaks a property says first what should have waited for what, and why behind it', () => {
    const broken = story.filter(({ headline }) => headline !== undefined);
    expect(broken.map(({ position }) => position)).toEqual([story.findIndex((each) => cell(each, 'block 0').state === 'freed'), story.length - 1]);
    for (const { headline, explanation, sentence } of broken) {
      expect(headline).toMatch(/^truncator took blocks 0 to 1 out of the extent map of victim at event \d+ while reader, which pinned page 0 at event 22,.* truncator should have waited for that\.$/);
      expect(sentence.startsWith(`${headline} Event `)).toBe(true);
      expect(explanation).toMatch(/event 22/);
    }
  });

  test('in the end the device writes into a block of another file', () => {
    const end = story.at(-1)!;
    expect(cell(end, 'block 0')).toMatchObject({
      danger: 'foreign', owner: { name: 'other' }, transfers: [{ device: 'nvme0', direction: 'in', status: 'running', home: { name: 'victim' } }],
    });
    expect(end.alarms.map(({ text }) => text)).toEqual(['Block 0 belongs to other now, and nvme0 is still writing into it for victim.']);
    expect(end.event).toMatchObject({ task: 'nvme0', letter: 'd', text: 'writes word 0 of page 0' });
    expect(end.waits).toMatchObject([{ task: 'reader', text: 'sleeps until nvme0 has finished' }]);
    expect(end.locks).toContainEqual({ name: 'victim.i_rwsem', writer: 'truncator', readers: [], queue: [], isNew: false });
  });
});

test('without dax the device writes into an orphan page, and no block is in danger', () => {
  const { scenario } = scenarioTrees(readFileSync(join(examples, '02-truncate-vs-direct-read-page-cache.daxscn'), 'utf8'));
  const execution = new Execution(program('02-truncate-vs-direct-read-page-cache.daxscn', 'v4.17'));
  const created = createScheduler(execution.program, { schedules: scenario.schedules });
  if ('error' in created) throw new Error(created.error.message);
  for (let choice = created.scheduler.next(execution); choice; choice = created.scheduler.next(execution)) execution.advance(choice);
  const story = pictures(execution);
  for (const each of story) expect(each.alarms).toEqual([]);
  const orphaned = story.find(({ memory }) => memory.some(({ state }) => state === 'orphan'))!;
  expect(orphaned.memory).toMatchObject([{ kind: 'page', state: 'orphan', owner: { name: 'victim' }, pins: [{ holder: 'reader' }] }]);
  expect(orphaned.files[0]!.isDax).toBe(false);
});

const cases = readdirSync(examples).filter((name) => name.endsWith('.daxscn'))
  .flatMap((name) => KNOWN_VERSIONS.map((kernel) => [name, kernel] as const));

test.each(cases)('%s on %s: every picture adds up', (name, kernel) => {
  const story = run(name, kernel, 7);
  const at = (position: number, id: string): Cell | undefined => [...blocks(story[position]!), ...story[position]!.memory].find((each) => each.id === id);
  const has = (found: Cell | undefined, owner: string, index: number | undefined): boolean => found?.state !== 'freed' && found?.state !== 'orphan'
    && [{ owner: found?.owner, index: found?.index }, ...found?.sharers ?? []].some((place) => place.owner?.name === owner && place.index === index);
  for (const snapshot of story) {
    for (const { id, state, owner, index, since, former } of [...blocks(snapshot), ...snapshot.memory]) {
      // The events that gave and took it are those in which it came to be so, and ceased to.
      const where = `${id} at ${snapshot.position}`;
      if (former) expect([former.until.event - 1, former.until.event].map((position) => has(at(position, id), former.owner.name, former.index)), where).toEqual([true, false]);
      if (since && state === 'owned') expect([since.event - 1, since.event].map((position) => has(at(position, id), owner!.name, index)), where).toEqual([false, true]);
      if (since) expect(story[since.event]!.event!.task).toBe(since.task);
    }
    const since = new Map(snapshot.waits.map(({ task, since: event }) => [task, event] as const));
    for (const { name: lock, queue, writer, readers } of snapshot.locks) {
      expect(queue.map((task) => since.get(task)), lock).toEqual(queue.map((task) => since.get(task)!).sort((one, other) => one - other));
      if (queue.length > 0) expect([writer ?? [], readers].flat().length, lock).toBeGreaterThan(0);
    }
    for (const { name: file, entries } of snapshot.files) {
      for (const { index, locker } of entries) {
        expect(snapshot.locks.some((lock) => lock.name === `lock of entry ${index} of ${file}` && lock.writer === locker)).toBe(locker !== undefined);
      }
    }
    for (const { refcount, base, mapcount, pins, transfers, danger, id } of blocks(snapshot)) {
      // One less for a moment: a reference is dropped before who held it is forgotten, or the reverse.
      const held = pins.reduce((sum, pin) => sum + pin.references, base + (mapcount?.now ?? 0));
      expect(refcount.now, `${id} at ${snapshot.position}`).toBeGreaterThanOrEqual(held - 1);
      expect(transfers.length).toBeLessThanOrEqual(pins.reduce((sum, pin) => sum + pin.count, 0));
      expect(danger !== undefined).toBe(snapshot.alarms.some((alarm) => alarm.cell === id));
    }
  }
});

test.each(cases.filter(([, kernel]) => ['v4.17', 'v4.19', 'v6.18'].includes(kernel)))('%s on %s: what a thread is about to do is what it does', (name, kernel) => {
  let state = 11;
  const execution = walk(new Execution(program(name, kernel)), Array.from({ length: 200 }, () => (state = (state * 48271) % 2147483647) >>> 8));
  for (let position = 0; position < execution.length; position++) {
    execution.goto(position);
    const { task } = execution.choiceAt(position);
    const hasChoice = execution.program.enabled(execution.state, task) > 1;
    const { next } = buildOwnership(execution, { task });
    execution.goto(position + 1);
    const after = buildOwnership(execution);
    const event = after.event;
    expect(next).toMatchObject({ task: event!.task, letter: event!.letter, text: event!.text, status: 'ready' });
    const news = [...blocks(after), ...after.memory].flatMap((each) => ({ cell: each.id, text: newsOf(each) }));
    expect(next!.effects, `event ${position + 1}`).toEqual(hasChoice ? [] : news.filter(({ text }) => text !== undefined));
  }
});

test.each(cases.filter(([, kernel]) => ['v4.17', 'v4.19', 'v6.18'].includes(kernel)))('%s on %s: what a block is has its event in what has happened to it', (name, kernel) => {
  let state = 13;
  const execution = walk(new Execution(program(name, kernel)), Array.from({ length: 300 }, () => (state = (state * 48271) % 2147483647) >>> 8));
  const story = pictures(execution);
  const pageOf = (id: string): number | undefined => {
    const objects = new Objects(execution.program, execution.state);
    const block = objects.all('block_device').flatMap((device) => device.many('blocks').map((each) => [`${device.name} ${each!.name}`, each] as const)).find(([key]) => key === id)?.[1];
    return (block ? block.one('page') : objects.all('page').find((page) => page.name === id))?.id;
  };
  for (const position of [...new Set([execution.length, Math.floor(execution.length / 2)])]) {
    for (const each of [...blocks(story[position]!), ...story[position]!.memory]) {
      const { events, from } = pageEventsOf(execution, pageOf(each.id)!, position);
      expect(from).toBe(0);
      const said = (text: string): number[] => events.filter((event) => event.said.includes(text)).map(({ index }) => index + 1);
      for (const { holder } of each.pins) expect(said(`pinned it for ${holder}`), each.id).not.toEqual([]);
      for (const { task } of each.mappings) expect(said(`mapped it into ${task}`), each.id).not.toEqual([]);
      if (each.former) expect(said(`took it from ${each.former.owner.name}`), each.id).toContain(each.former.until.event);
      if (each.state === 'owned' && each.since) expect(said(`gave it to ${each.owner!.name} as page ${each.index}`), each.id).toContain(each.since.event);
      // None is told that did not happen.
      for (const event of events) {
        const [was, now] = [event.index, event.index + 1].map((at) => [...blocks(story[at]!), ...story[at]!.memory].find(({ id }) => id === each.id));
        const isPinned = (found: Cell | undefined) => found?.pins.length ?? 0;
        if (event.said.some((text) => text.startsWith('mapped it'))) expect(now!.mappings.length).toBeGreaterThan(was?.mappings.length ?? 0);
        if (event.said.some((text) => text.startsWith('unpinned it'))) expect(now?.pins).not.toEqual(was!.pins);
        if (event.said.some((text) => text.startsWith('pinned it'))) expect(isPinned(now)).toBeGreaterThan(0);
      }
    }
  }
});

test('of a long execution the latest events are looked at, and what is left out is said', () => {
  const compiled = compileScenario(`scenario "long"  device pmem0 { blocks = 2 }  mount mnt { type = xfs  device = pmem0  dax }  file victim on mnt { blocks = 1 }
    process app { repeat 400 { buf = mmap(victim, 0, 1); touch(buf[0]); munmap(buf); } }`, parseVersion('v6.1'));
  const execution = walk(new Execution(compiled), Array.from({ length: 20_000 }, () => 0));
  const page = new Objects(compiled, execution.state).all('block_device')[0]!.many('blocks')[0]!.one('page')!.id;
  const { events, from } = pageEventsOf(execution, page, execution.length);
  expect(from).toBeGreaterThan(1000);
  expect(events.every(({ index }) => index >= from)).toBe(true);
  expect(events.map(({ said }) => said).flat().sort()).toEqual(['mapped it into app', 'unmapped it from app']);
});

test('the fields of a cell can be watched', () => {
  const { execution } = replay(program('01-truncate-vs-direct-read.daxscn', 'v4.17'), 'a24');
  expect(cell(buildOwnership(execution), 'block 0')).toMatchObject({ expression: 'block 0', fields: [
    { name: 'owner', expression: 'block 0.owner' }, { name: 'state', expression: 'block 0.state' }, { name: 'references', expression: 'block 0.page.refcount' },
  ] });
});

test('where nothing moves any more, the picture says who sleeps, for what, and who could end it', () => {
  const { execution } = replay(program('07-mapped-again.daxscn', 'v6.18'), 'a26b15c21d4e2a2');
  const { headline, brief, explanation, devices, waits } = buildOwnership(execution);
  expect(brief).toBe('truncator waits for onlooker, which never lets go');
  expect(headline).toMatch(/^truncator sleeps until page 0 is idle since event 41: onlooker, which mapped page 0 .* at event 57, has ended and never lets go of it\.$/);
  expect(explanation).toBeDefined();
  expect(devices[0]!.blocks[0]!.waiters).toEqual([{ task: 'truncator', isNew: false }]);
  expect(waits.map(({ task }) => task)).toContain('truncator');
  expect(linesOf(buildOwnership(execution))[0]).toContain('; truncator waits for it');
  execution.goto(execution.length - 1);
  expect(buildOwnership(execution).headline).toBeUndefined();
});

test('who waits for a lock stands in its queue, and the entry that is locked says by whom', () => {
  const { execution } = replay(program('01-truncate-vs-direct-read.daxscn', 'v4.17'), 'a13b3');
  const { locks, waits, files } = buildOwnership(execution);
  expect(locks).toContainEqual({ name: 'victim.invalidate_lock', readers: ['reader'], queue: ['truncator'], isNew: true });
  expect(waits).toContainEqual({ task: 'truncator', text: 'waits for victim.invalidate_lock', since: 16, holders: ['reader'], isNew: true });
  expect(files[0]!.entries).toEqual([{ index: 0, pages: 1, text: 'empty', locker: 'reader', isDirty: false, isNew: false }]);
});

test('it says whether it can still go right', () => {
  const { execution } = replay(program('07-mapped-again.daxscn', 'v6.18'), 'a26b15c21d4e2a2');
  const lastChance = new LastChance(execution, new PassingSearch(execution.program));
  const asked = { task: 2, lastChance };
  execution.goto(48);
  expect(buildOwnership(execution, asked)).toMatchObject({ next: { isPointOfNoReturn: true } });
  expect(buildOwnership(execution, asked).lost).toBeUndefined();
  execution.goto(60);
  expect(buildOwnership(execution, asked)).toMatchObject({ lost: { event: 49, task: 'onlooker' } });
  expect(buildOwnership(execution, asked).next!.isPointOfNoReturn).toBeUndefined();
  // Where it is wrong by now, that comes first.
  execution.goto(70);
  const { lost, headline } = buildOwnership(execution, asked);
  expect([lost, headline === undefined]).toEqual([undefined, false]);
});

test('a thread that cannot move says why', () => {
  const { execution } = replay(program('01-truncate-vs-direct-read.daxscn', 'v4.17'), 'a24');
  const { next } = buildOwnership(execution, { task: 0 });
  expect(next).toEqual({ task: 'reader', letter: 'a', text: 'sleeps until nvme0 has finished', status: 'blocked', effects: [] });
});

describe('a "what if"', () => {
  test('is drawn as an event of no thread, and what it changed is marked', () => {
    const { execution } = replay(program('01-truncate-vs-direct-read.daxscn', 'v4.17'), 'a{victim.i_extents[0]=null}');
    const snapshot = pictures(execution).at(-1)!;
    expect(snapshot.event).toEqual({ task: 'what if', letter: '?', text: 'victim.i_extents[0] block 0 → null' });
    expect(snapshot.sentence).toMatch(/^Event 2, what if: victim\.i_extents\[0\] block 0 → null\. Block 0 is freed/);
    expect(cell(snapshot, 'block 0')).toMatchObject({ state: 'freed', change: 'was page 0 of victim' });
  });

  test('that two files have a block is drawn, and what was so before', () => {
    const { execution } = replay(program('01-truncate-vs-direct-read.daxscn', 'v4.17'), 'a{other.i_extents[1]=block 0}');
    const snapshot = pictures(execution).at(-1)!;
    expect(cell(snapshot, 'block 0')).toMatchObject({
      state: 'owned', owner: { name: 'victim' }, index: 0, sharers: [{ owner: { name: 'other' }, index: 1 }], change: 'was not shared',
    });
    expect(linesOf(snapshot)).toContain('pmem0 block 0: page 0 of victim and page 1 of other');
  });

  test.each(readdirSync(examples).filter((name) => name.endsWith('.daxscn')))('can be anything that the model can be asked about: %s', (name) => {
    const compiled = program(name);
    const execution = walk(new Execution(compiled), Array.from({ length: 30 }, (_, index) => index * 7));
    let made = 0;
    for (const [index, { slot, min, max }] of lvaluesOf(compiled, execution.state).entries()) {
      const read = makeEdit(compiled, execution.state, slot, min + (index % (max - min + 1)));
      if ('error' in read) continue;
      try {
        execution.advance(execution.choiceFor(read.edit));
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        continue;
      }
      made++;
      expect(buildOwnership(execution).event?.task).toBe('what if');
    }
    expect(made).toBeGreaterThan(20);
  });
});
