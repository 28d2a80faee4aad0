// A timeline tells what stepping through an execution shows, at any level of detail, however its index came about.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program } from '../../../src/compiler/program';
import { buildOwnership } from '../../../src/debugger/ownership/ownership';
import { TimelineIndex } from '../../../src/debugger/timeline/timeline-index';
import { timelineOf } from '../../../src/debugger/timeline/timeline';
import { timelineRange } from '../../../src/debugger/timeline/timeline-range';
import { parseVersion } from '../../../src/language/versions';
import { briefly } from '../../../src/machine/explain/phrases';
import { Execution } from '../../../src/machine/execution/execution';
import type { Timeline, TimelineRange } from '../../../src/view/messages/timeline';
import type { Snapshot } from '../../../src/view/messages/ownership';
import { createScheduler } from '../../../src/machine/schedule/scheduler';
import { compileScenario } from '../../support/model-kernel';
import { walk } from '../../support/walks';

const examples = join(__dirname, '..', '..', '..', 'examples');
const programs = new Map<string, Program>();

function program(name: string, kernel: string): Program {
  const key = `${name} ${kernel}`;
  if (!programs.has(key)) programs.set(key, compileScenario(readFileSync(join(examples, name), 'utf8'), parseVersion(kernel)));
  return programs.get(key)!;
}

const races = [
  ['01-truncate-vs-direct-read.daxscn', 'v4.17'], ['02-truncate-vs-direct-read-page-cache.daxscn', 'v4.17'], ['03-two-pinned-pages.daxscn', 'v4.18'],
  ['06-rdma-registration.daxscn', 'v6.18'], ['07-mapped-again.daxscn', 'v6.18'], ['09-starved-truncate.daxscn', 'v6.18'],
] as const;
const anyProgram = fc.constantFrom(...races).map(([name, kernel]) => program(name, kernel));
const anyPicks = fc.array(fc.nat(1000), { minLength: 50, maxLength: 300 });
const runs = { numRuns: 25 };

/** A fair run to begin with, in which requests come to their ends, and then chance. */
function anyRun(compiled: Program, picks: readonly number[]): Execution {
  const execution = new Execution(compiled);
  const created = createScheduler(compiled, { seed: picks[0]! });
  if ('error' in created) throw new Error(created.error.message);
  while (execution.length < picks[1]! % 250) {
    const choice = created.scheduler.next(execution);
    if (!choice) break;
    execution.advance(choice);
  }
  return walk(execution, picks);
}

const whole = (index: TimelineIndex, columns = Number.MAX_SAFE_INTEGER, from = 0, to = index.execution.length): TimelineRange =>
  timelineRange(index, { from, to, columns });

/** What the spans say of one position, in the words of a snapshot. */
function seenAt({ lanes, bars }: Timeline, range: TimelineRange, position: number) {
  const isNow = ({ from, to }: { readonly from: number; readonly to: number }): boolean => from <= position && position < to;
  const cells = bars.map(({ id }, bar) => {
    const [holding, ...others] = range.ownership.filter((each) => each.bar === bar && isNow(each));
    expect(others).toEqual([]);
    if (!holding) return [];
    const { state, owner, index } = holding;
    return [{
      id, state, owner, index,
      mappings: sorted(range.mappings.filter((each) => each.bar === bar && isNow(each)).map(({ holder }) => holder)),
      pins: sorted(range.pins.filter((each) => each.bar === bar && isNow(each)).map(({ holder, home }) => `${holder} for ${home?.name}`)),
      transfers: sorted(range.transfers.filter((each) => each.bar === bar && isNow(each)).map(({ device, direction, home }) => `${device} ${direction} ${home?.name}`)),
    }];
  }).flat();
  const waits = range.waits.filter(isNow).map(({ lane, cause, holders }) => ({ task: lanes[lane]!.name, text: cause, holders: holders.map((holder) => lanes[holder]!.name) }));
  return { cells, waits };
}

function seenIn({ devices, memory, waits }: Snapshot) {
  return {
    cells: [...devices.flatMap(({ blocks }) => blocks), ...memory].map(({ id, state, owner, former, index, mappings, pins, transfers }) => ({
      id, state, owner: owner ?? (state === 'freed' ? former?.owner : undefined), index,
      mappings: sorted(mappings.map(({ task }) => task)),
      pins: sorted(pins.map(({ holder, use, home }) => `${holder}${use ? ` (${use})` : ''} for ${home?.name}`)),
      transfers: sorted(transfers.map(({ device, direction, home }) => `${device} ${direction} ${home?.name}`)),
    })),
    waits: waits.map(({ task, text, holders }) => ({ task, text: briefly(text), holders })),
  };
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** Everything about the events that does not depend on how the index came about. */
const answers = (index: TimelineIndex) => [timelineOf(index), whole(index), whole(index, 7)];

describe('a range', () => {
  test('at step 1 tells what stepping shows', () => {
    fc.assert(fc.property(anyProgram, anyPicks, (compiled, picks) => {
      const execution = anyRun(compiled, picks);
      const index = new TimelineIndex(execution);
      const [timeline, range] = [timelineOf(index), whole(index)];
      expect(range).toMatchObject({ from: 0, to: execution.length, step: 1, unread: 0 });
      for (let position = 0; position <= execution.length; position++) {
        execution.goto(position);
        // Who holds what a thread waits for is told for the end of the wait.
        const [seen, shown] = [seenAt(timeline, range, position), seenIn(buildOwnership(execution))];
        expect(seen.cells).toEqual(shown.cells);
        expect(seen.waits.map(({ task, text }) => ({ task, text }))).toEqual(shown.waits.map(({ task, text }) => ({ task, text })));
        const ending = (task: string): boolean => range.waits.some(({ lane, to }) => timeline.lanes[lane]!.name === task && to === position + 1);
        expect(seen.waits.filter(({ task }) => ending(task))).toEqual(shown.waits.filter(({ task }) => ending(task)));
      }
      expect(range.marks.map(({ lane, event, count }) => ({ lane, event, count })))
        .toEqual(execution.choices.map(({ task }, event) => ({ lane: task, event, count: 1 })));
    }), runs);
  });

  test('names who made a block what it is, and who woke a thread', () => {
    fc.assert(fc.property(anyProgram, anyPicks, (compiled, picks) => {
      const execution = anyRun(compiled, picks);
      const { ownership, waits } = whole(new TimelineIndex(execution));
      for (const { from, by } of ownership) expect(by).toBe(from === 0 ? undefined : execution.choiceAt(from - 1).task);
      for (const { to, isOpen, wokenBy, waker, lane } of waits) {
        expect(isOpen).toBe(to === execution.length + 1);
        const goesOn = !isOpen && compiled.enabled(execution.stateAt(to), lane) > 0;
        expect([wokenBy, waker]).toEqual(goesOn ? [to - 1, execution.choiceAt(to - 1).task] : [undefined, undefined]);
      }
    }), runs);
  });

  test('tells what began long before it as what it is, though it ends in the first column', () => {
    const column = 8;
    let found = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const execution = anyRun(program('01-truncate-vs-direct-read.daxscn', 'v4.17'), [seed, 249]);
      const index = new TimelineIndex(execution);
      for (const span of whole(index).ownership) {
        const from = Math.floor(span.to / column) * column;
        if (span.to - span.from < 2 * column || span.to === from || span.to >= execution.length) continue;
        const { step, ownership } = whole(index, 1, from, Math.min(execution.length, from + column));
        if (step <= 1) continue;
        expect(ownership).toContainEqual(span);
        found += 1;
      }
    }
    expect(found).toBeGreaterThan(0);
  });

  test('at any level counts every event once and covers every position', () => {
    fc.assert(fc.property(anyProgram, anyPicks, fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 60 }), (compiled, picks, one, other, columns) => {
      const execution = anyRun(compiled, picks);
      const index = new TimelineIndex(execution);
      const [from, to] = [one, other].map((number) => number % (execution.length + 1)).sort((a, b) => a - b) as [number, number];
      const range = whole(index, columns, from, to);
      const exact = whole(index, Number.MAX_SAFE_INTEGER, from, to);
      expect([range.from, range.to]).toEqual([from, to]);
      expect(Math.log2(range.step) % 1).toBe(0);
      expect(to - from).toBeLessThanOrEqual(range.step * columns);
      const marksOf = ({ marks }: TimelineRange, lane: number) => marks.filter((mark) => mark.lane === lane);
      for (const { index: lane } of compiled.tasks) {
        const [coarse, fine] = [marksOf(range, lane), marksOf(exact, lane)];
        expect(coarse.length).toBeLessThanOrEqual(columns + 1);
        expect(coarse.reduce((sum, { count }) => sum + count, 0)).toBe(fine.length);
        let next = 0;
        for (const { event, count, kind } of coarse) {
          expect(fine[next]!.event).toBe(event);
          const within = fine.slice(next, next += count);
          expect(new Set(within.map((mark) => Math.floor(mark.event / range.step))).size).toBe(1);
          expect(kind).toBe(['violation', 'retry', 'event'].find((grave) => within.some((mark) => mark.kind === grave)));
        }
      }
      timelineOf(index).bars.forEach(({ kind }, bar) => {
        const of = ({ ownership }: TimelineRange) => ownership.filter((each) => each.bar === bar);
        const [coarse, fine] = [of(range), of(exact)];
        expect(coarse.length).toBeLessThanOrEqual(2 * columns + 2);
        for (const [at, span] of coarse.entries()) {
          if (kind === 'block' && at > 0) expect(span.from).toBe(coarse[at - 1]!.to);
          if (span.state === 'mixed') expect(fine.filter(({ from: begin, to: end }) => begin < span.to && span.from < end).length).toBeGreaterThan(0);
          else expect(fine).toContainEqual(span);
        }
        for (const span of fine) if (span.to - span.from >= 2 * range.step) expect(coarse).toContainEqual(span);
        if (kind === 'block') expect([coarse[0]!.from <= from, coarse.at(-1)!.to > to]).toEqual([true, true]);
      });
      for (const wait of exact.waits) {
        expect(range.waits.some((each) => each.lane === wait.lane && each.from <= wait.from && wait.to <= each.to)).toBe(true);
      }
      expect(range.waits.length).toBeLessThanOrEqual(compiled.tasks.length * (2 * columns + 2));
    }), { numRuns: 60 });
  });
});

describe('an index', () => {
  test('that has grown and was cut is the one that is made anew', () => {
    fc.assert(fc.property(anyProgram, anyPicks, fc.nat(1000), anyPicks, (compiled, picks, back, others) => {
      const execution = walk(new Execution(compiled), picks.slice(0, picks.length / 2));
      const index = new TimelineIndex(execution);
      answers(index);
      walk(execution, picks);
      const grown = answers(index);
      expect(grown).toEqual(answers(new TimelineIndex(execution)));
      execution.goto(back % (execution.length + 1));
      walk(execution, others);
      const fresh = new TimelineIndex(execution);
      expect(answers(index)).toEqual(answers(fresh));
      for (const fork of execution.forks()) {
        execution.switchTo(fork);
        expect(answers(index)).toEqual(answers(new TimelineIndex(execution)));
      }
    }), runs);
  });

  test('says that events have been replaced', () => {
    const execution = walk(new Execution(program(...races[0])), Array.from({ length: 30 }, () => 0));
    const index = new TimelineIndex(execution, 5);
    expect(timelineOf(index).revision).toBe(5);
    execution.goto(3);
    execution.step(execution.runnable().at(-1)!);
    expect(timelineOf(index)).toMatchObject({ revision: 6, length: 4, branches: [{ position: 3, length: 27 }] });
  });

  test('reads a part at a time, nearest to the position first, and says how much is left', () => {
    const compiled = compileScenario(`scenario "long"  device pmem0 { blocks = 2 }  mount mnt { type = xfs  device = pmem0  dax }  file victim on mnt { blocks = 1 }
      process one { while (true) { ftruncate(victim, 0); fallocate(victim, 0, 1); } }  process other { while (true) { ftruncate(victim, 0); } }`, parseVersion('v6.18'));
    const execution = walk(new Execution(compiled), Array.from({ length: 30_000 }, (_, index) => index % 7));
    execution.goto(20_000);
    const parts = new TimelineIndex(execution);
    const left: number[] = [];
    for (let range = timelineRange(parts, { from: 0, to: 30_000, columns: 50 }, 2); ; range = timelineRange(parts, { from: 0, to: 30_000, columns: 50 }, 2)) {
      left.push(range.unread);
      if (left.length === 1) expect(range.ownership.every(({ from, to }) => from > 15_000 && to < 25_000)).toBe(true);
      expect(range.marks.reduce((sum, { count }) => sum + count, 0)).toBe(30_000);
      if (range.unread === 0) break;
    }
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left.length).toBe(8);
    const atOnce = new TimelineIndex(execution);
    // Spans do not end where a part does.
    const { ownership, waits } = whole(parts, 40_000);
    for (const spans of [ownership.filter(({ bar }) => bar === 0), ownership.filter(({ bar }) => bar === 1)]) {
      for (const [at, { from }] of spans.entries()) expect(from).toBe(at === 0 ? 0 : spans[at - 1]!.to);
    }
    for (const { from, lane } of waits) if (from > 0) expect(compiled.enabled(execution.stateAt(from - 1), lane)).toBeGreaterThan(0);
    for (const columns of [50, 1500, 40_000]) expect(whole(parts, columns)).toEqual(timelineRange(atOnce, { from: 0, to: 30_000, columns }, 100));
  });
});
