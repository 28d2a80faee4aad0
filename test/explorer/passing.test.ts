// Until when a counterexample could have gone right, and the nearest run that does: compared with all schedules there are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { passingText } from '../../src/explorer/passing/in-words';
import { passingOf, type Passing } from '../../src/explorer/passing/passing';
import { PackedProgram } from '../../src/explorer/store/packed-program';
import { exploreAll } from '../../src/explorer/explore';
import { runnable, type Choice } from '../../src/machine/execution/choice';
import { replay } from '../../src/machine/schedule/replay';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { anyProgram } from '../support/random-program';
import { lockOrderToy, toyProgram, type ToyEvent } from '../support/toy-program';

const bounds = { maxStates: 100_000, maxNodes: 1_000_000, mostMoved: 100 };

/** Every schedule that goes right to its end; undefined if some execution has none. */
function allPassing(program: Program): Choice[][] | undefined {
  try {
    return passingFrom(program, [], program.initial(), []);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function passingFrom(program: Program, prefix: readonly Choice[], state: State, before: readonly string[]): Choice[][] {
  if (before.includes(state.join())) throw new RangeError('it can go on for ever');
  if (program.violation(state)) return [];
  const next = runnable(program, state);
  if (next.length === 0) return stuckVerdict(program, state) ? [] : [[...prefix]];
  return next.flatMap((choice) => {
    const after = state.slice();
    program.step(after, choice.task, choice.alternative);
    return passingFrom(program, [...prefix, choice], after, [...before, state.join()]);
  });
}

/** How many events are left out of one or come in between, until all of it has been gone through. */
function moved(counterexample: readonly Choice[], run: readonly Choice[]): number {
  const same = (one: Choice, other: Choice): boolean => one.task === other.task && one.alternative === other.alternative;
  let row = counterexample.map((_, at) => at + 1);
  row.unshift(0);
  let least = row.at(-1)!;
  run.forEach((choice, index) => {
    const next = [index + 1];
    counterexample.forEach((other, at) => {
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, same(choice, other) ? row[at]! : Infinity));
    });
    row = next;
    least = Math.min(least, row.at(-1)!);
  });
  return least;
}

const choicesOf = (program: Program, schedule: string): readonly Choice[] => replay(program, schedule).execution.choices;
const textOf = (program: Program, schedule: string, passing: Passing) => passingText(replay(program, schedule).execution, passing);
const set = (field: number, text: string, value = 1): ToyEvent => ({ text, effects: [(state) => { state[field] = value; }] });

describe('what should have happened', () => {
  it('is exact, in any program', () => {
    fc.assert(fc.property(anyProgram, (program) => {
      const passing = allPassing(program);
      fc.pre(passing !== undefined);
      for (const { schedule, events } of exploreAll(program, { all: true }).counterexamples) {
        if (events === 0) continue;
        const { execution } = replay(program, schedule);
        const { choices } = execution;
        const found = passingOf(new PackedProgram(program), choices, bounds);
        const own = choices.slice(0, found.events);
        const isOpen = (length: number): boolean => passing.some((run) => own.slice(0, length).every(({ task, alternative }, at) => run[at]?.task === task && run[at].alternative === alternative));
        expect(found.avoidable).toBe(passing.length > 0 ? 'yes' : 'no');
        if (passing.length === 0) continue;
        expect(isOpen(found.pointOfNoReturn!)).toBe(true);
        expect(isOpen(found.pointOfNoReturn! + 1)).toBe(false);
        if (typeof found.nearest !== 'object') throw new Error('the nearest run was not found');
        const { choices: run, left, inserted } = found.nearest;
        expect(passing.some((other) => JSON.stringify(other) === JSON.stringify(run))).toBe(true);
        expect(passingText(execution, found).nearest).toMatch(/^Goes right if .*\.$/);
        expect(left.length + inserted.length).toBe(Math.min(...passing.map((other) => moved(own, other))));
      }
    }));
  });

  it('is told in words', () => {
    const program = toyProgram({
      fields: { pinned: [0, 0, 1], freed: [0, 0, 1] },
      tasks: [{ name: 'reader', events: [set(0, 'pin'), set(0, 'unpin', 0)] }, { name: 'truncator', events: [set(1, 'free, at last')] }],
      invariants: { no_free_under_pin: ([pinned, freed]) => (pinned === 1 && freed === 1 ? 'freed while pinned' : undefined) },
    });
    expect(textOf(program, 'ab', passingOf(new PackedProgram(program), choicesOf(program, 'ab'), bounds))).toEqual({
      lastChance: 'Last chance before event 2 of truncator (free, at last): after it no order of events goes right.',
      nearest: 'Goes right if event 2 of truncator (free, at last) comes after “unpin” of reader.',
    });
  });

  it('is a run without the circle, for a deadlock', () => {
    const program = lockOrderToy();
    const found = passingOf(new PackedProgram(program), choicesOf(program, 'ab'), bounds);
    expect(textOf(program, 'ab', found)).toEqual({
      lastChance: 'Last chance before event 2 of truncator (lock B, in lock): after it no order of events goes right.',
      nearest: 'Goes right if event 2 of truncator (lock B, in lock) comes after “unlock B” of reader.',
    });
  });

  it('of a livelock that can be left at any time no event takes the last chance', () => {
    const poller = { name: 'poller', events: [{ text: 'poll', effects: [() => 0, () => 1] }] };
    const program = toyProgram({ fields: {}, tasks: [poller, { name: 'other', events: [{ text: 'do nothing', effects: [() => 1] }] }] });
    const choices = [{ task: 1, alternative: 0 }, { task: 0, alternative: 0 }];
    const found = passingOf(new PackedProgram(program), choices, { ...bounds, isLivelock: true });
    expect([found.avoidable, found.pointOfNoReturn]).toEqual(['yes', undefined]);
    expect(textOf(program, 'ba', found)).toEqual({ lastChance: 'It can go right from everywhere: the loop can be left at any time.' });
  });

  const endless = toyProgram({
    fields: { lost: [0, 0, 1] },
    tasks: [{ name: 'breaker', events: [set(0, 'break')] }, { name: 'ticker', agent: true, events: [{ text: 'tick', effects: [() => 0] }] }],
    invariants: { never: ([lost]) => (lost === 1 ? 'lost' : undefined) },
  });
  const alone = toyProgram({
    fields: { lost: [0, 0, 1] }, tasks: [{ name: 'breaker', events: [set(0, 'break')] }], invariants: { never: ([lost]) => (lost === 1 ? 'lost' : undefined) },
  });

  it.each([
    [endless, 'No order of events comes to a good end; executions that go right go on for ever.'],
    [alone, 'No order of events goes right.'],
  ])('may be nothing: case %#', (program, lastChance) => {
    expect(textOf(program, 'a', passingOf(new PackedProgram(program), choicesOf(program, 'a'), bounds))).toEqual({ lastChance });
  });

  it('is not told where there is too much to look at', () => {
    const program = lockOrderToy();
    expect(passingOf(new PackedProgram(program), choicesOf(program, 'ab'), { ...bounds, maxStates: 1 })).toMatchObject({ avoidable: 'unknown', nearest: 'unknown' });
    expect(passingOf(new PackedProgram(program), choicesOf(program, 'ab'), { ...bounds, mostMoved: 0 })).toMatchObject({ avoidable: 'yes', nearest: 'none' });
  });
});
