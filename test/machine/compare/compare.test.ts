// Properties of following and aligning.
import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseVersion } from '../../../src/language/versions';
import { align, type Alignment } from '../../../src/machine/compare/align';
import { follow } from '../../../src/machine/compare/follow';
import { longestCommon } from '../../../src/machine/compare/longest-common';
import { longestIncreasing } from '../../../src/machine/compare/longest-increasing';
import { Execution } from '../../../src/machine/execution/execution';
import { scheduleOf } from '../../../src/machine/schedule/schedule';
import { createScheduler, type Scheduler } from '../../../src/machine/schedule/scheduler';
import { files, ownRun, programOf, scenarioOf, versionsOf } from './executions';

/** Each event of each side once; those of the left in order, those of the right but for the moved. */
function expectOrder({ rows, parting }: Alignment, left: number, right: number): void {
  const lefts = rows.flatMap((row) => row.left ?? []);
  const rights = rows.flatMap((row) => row.right ?? []);
  expect(lefts).toEqual([...Array(left).keys()]);
  expect(rights.toSorted((one, other) => one - other)).toEqual([...Array(right).keys()]);
  const inPlace = rows.filter(({ kind }) => kind !== 'moved').flatMap((row) => row.right ?? []);
  expect(inPlace).toEqual(inPlace.toSorted((one, other) => one - other));
  for (const { kind, left: one, right: other } of rows) {
    expect(one !== undefined).toBe(kind !== 'right');
    expect(other !== undefined).toBe(kind !== 'left');
  }
  expect(parting ?? -1).toBe(rows.findIndex(({ kind }) => kind !== 'same'));
}

describe.each(files)('%s', (file) => {
  const tree = scenarioOf(file);
  const { bad = tree.kernel ?? tree.expects[0]!.version, good } = versionsOf(tree);
  const program = programOf(tree, bad);
  const left = ownRun(tree, program);

  it('is the same as itself', () => {
    const { rows, parting } = align(left, left);
    expect(rows.every(({ kind, left: one, right: other }) => kind === 'same' && one === other)).toBe(true);
    expect(parting).toBeUndefined();
  });

  it('is followed by itself, from any seed and from any part of it', () => {
    expect(scheduleOf(follow(program, left))).toBe(scheduleOf(left));
    for (const seed of [1, 2]) {
      const run = ownRun(tree, program, seed);
      expect(scheduleOf(follow(program, run))).toBe(scheduleOf(run));
    }
    const part = new Execution(program);
    for (const choice of left.choices.slice(0, left.length / 2)) part.advance(choice);
    expect(scheduleOf(follow(program, part))).toBe(scheduleOf(part));
  });

  it('has every event once beside what follows it on another version, and beside another schedule', () => {
    const others = [ownRun(tree, program, 3), ...good === undefined ? [] : [follow(programOf(tree, good), left)]];
    for (const right of others) {
      expectOrder(align(left, right), left.length, right.length);
      expectOrder(align(right, left), right.length, left.length);
    }
  });
});

describe('10,000 events', () => {
  const tree = scenarioOf('../test/kernel/scenarios/overlapping-reads-starve-a-truncate.daxscn');
  const program = programOf(tree, parseVersion('v6.18')!);
  const walk = (length: number, seed: number): Execution => {
    const { scheduler } = createScheduler(program, { seed }) as { scheduler: Scheduler };
    const execution = new Execution(program);
    while (execution.length < length) execution.advance(scheduler.next(execution)!);
    return execution;
  };

  test('are aligned at once, and more are cut', () => {
    const [left, right] = [walk(11_000, 1), walk(12_000, 2)];
    const begin = process.cpuUsage().user;
    const alignment = align(left, right);
    expect((process.cpuUsage().user - begin) / 1000).toBeLessThan(3_000);
    expectOrder(alignment, 10_000, 10_000);
    expect(alignment.leftOut).toBe(3_000);
  });
});

test('a longest common subsequence is as long as the table says', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 24 });
  fc.assert(fc.property(letters, letters, (xs, ys) => {
    const table = Array.from({ length: xs.length + 1 }, () => new Array<number>(ys.length + 1).fill(0));
    for (let x = xs.length - 1; x >= 0; x--) {
      for (let y = ys.length - 1; y >= 0; y--) table[x]![y] = xs[x] === ys[y] ? table[x + 1]![y + 1]! + 1 : Math.max(table[x + 1]![y]!, table[x]![y + 1]!);
    }
    const pairs = longestCommon(xs, ys);
    expect(pairs.every(([x, y]) => xs[x] === ys[y])).toBe(true);
    expect(pairs.every(([x, y], at) => at === 0 || (x > pairs[at - 1]![0] && y > pairs[at - 1]![1]))).toBe(true);
    expect(pairs.length).toBe(table[0]![0]);
  }), { numRuns: 2_000 });
});

test('a longest increasing subsequence is as long as trying says', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(40), { maxLength: 12 }), (values) => {
    const found = longestIncreasing(values);
    expect(found.every((index, at) => at === 0 || (index > found[at - 1]! && values[index]! > values[found[at - 1]!]!))).toBe(true);
    const best: number[] = [];
    for (const [index, value] of values.entries()) best[index] = 1 + Math.max(0, ...best.slice(0, index).filter((_, at) => values[at]! < value));
    expect(found.length).toBe(Math.max(0, ...best));
  }));
});
