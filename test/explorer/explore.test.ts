import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { runnable } from '../../src/machine/execution/choice';
import { replay } from '../../src/machine/schedule/replay';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { violations } from '../../src/machine/execution/violations';
import { explore, exploreAll } from '../../src/explorer/explore';
import { brokenToy, chooserToy, counterToy, lockOrderToy, lostWakeupToy } from '../support/toy-program';
import { anyProgram } from '../support/random-program';

/** The same in ten obvious lines: all states, all transitions, the distance of everything that can go wrong. */
function reference(program: Program) {
  const distances = new Map<string, number>();
  const found = new Map<string, number>();
  const queue: [State, number][] = [[program.initial(), 0]];
  let transitions = 0;
  for (const [state, distance] of queue) {
    if (distances.has(String(state))) continue;
    distances.set(String(state), distance);
    for (const { property } of violations(program, state)) if (!found.has(property)) found.set(property, distance);
    const stuck = stuckVerdict(program, state);
    if (stuck && !found.has(stuck.verdict)) found.set(stuck.verdict, distance);
    for (const { task, alternative } of runnable(program, state)) {
      transitions++;
      const next = state.slice();
      program.step(next, task, alternative);
      queue.push([next, distance + 1]);
    }
  }
  return { states: distances.size, transitions, found: Object.fromEntries(found) };
}

describe('the explorer', () => {
  it('finds what an obvious search finds, at the same distance', () => {
    fc.assert(fc.property(anyProgram, (program) => {
      const { states, transitions, counterexamples } = exploreAll(program, { all: true });
      const found = Object.fromEntries(counterexamples.map(({ verdict, property, events }) => [property ?? verdict, events]));
      expect({ states, transitions, found }).toEqual(reference(program));
    }), { numRuns: 200 });
  });

  it('gives counterexamples that replay event for event', () => {
    fc.assert(fc.property(anyProgram, (program) => {
      for (const { verdict, property, schedule, events, reason } of exploreAll(program, { all: true }).counterexamples) {
        const { execution, refusal } = replay(program, schedule);
        expect(refusal).toBeUndefined();
        expect(execution.length).toBe(events);
        expect(reason).not.toBe('');
        if (property === null) expect(stuckVerdict(program, execution.state)).toMatchObject({ verdict });
        else expect(violations(program, execution.state).map((violation) => violation.property)).toContain(property);
      }
    }));
  });

  it('finds the deadlock of two locks taken in opposite orders', () => {
    expect(exploreAll(lockOrderToy())).toMatchObject({
      verdict: 'deadlock', property: null, schedule: 'ab', events: 2, complete: true, bound: null,
      reason: expect.stringMatching(/^reader waits for B, held by truncator, which waits for A, held by reader\. /),
    });
  });

  it('finds the lost update, with as few switches as it can', () => {
    expect(exploreAll(counterToy())).toMatchObject({
      verdict: 'violates', property: 'no_lost_update', schedule: 'ab2a', events: 4, complete: true,
    });
  });

  it('finds the lost wake-up', () => {
    expect(exploreAll(lostWakeupToy())).toMatchObject({ verdict: 'hang', schedule: 'ab2a', complete: true });
  });

  it('tries every alternative', () => {
    expect(exploreAll(chooserToy())).toMatchObject({ verdict: 'violates', property: 'never_two', schedule: 'a/1b' });
  });

  it('holds when nothing goes wrong', () => {
    expect(exploreAll(counterToy(1, 3))).toEqual({
      verdict: 'holds', property: null, states: 7, transitions: 6, complete: true, bound: null,
      schedule: null, events: null, reason: null, missingWait: null, counterexamples: [],
    });
  });

  it('goes on to the property that is looked for, and tells the others on the way', () => {
    const program = counterToy(2, 2, 1);
    expect(exploreAll(program)).toMatchObject({ property: 'below_limit', events: 2 });
    const sought = exploreAll(program, { until: { verdict: 'violates', property: 'no_lost_update' } });
    expect(sought).toMatchObject({ verdict: 'violates', property: 'no_lost_update', events: 8 });
    expect(sought.counterexamples.map(({ property }) => property)).toEqual(['below_limit', 'no_lost_update']);
    expect(exploreAll(program, { until: { verdict: 'deadlock' } })).toMatchObject({ property: 'below_limit', complete: true });
  });

  it('judges the beginning too', () => {
    expect(exploreAll(counterToy(2, 1, 0))).toMatchObject({
      verdict: 'violates', property: 'below_limit', schedule: '', events: 0,
      reason: 'below_limit is broken before the first event: counter is 0',
    });
  });

  it('reports a failing model with the way there', () => {
    const { verdict, error, schedule, complete, bound } = exploreAll(brokenToy());
    expect({ verdict, schedule, complete, bound }).toEqual({ verdict: 'unknown', schedule: 'ab', complete: false, bound: null });
    expect(error).toMatchObject({ message: 'small = 2 is outside 0..1', source: 'toy.daxscn' });
  });

  describe('at a bound', () => {
    const large = () => counterToy(3, 6);
    const unknown = { verdict: 'unknown', complete: false, schedule: null };

    it('says which one it was', () => {
      expect(exploreAll(large(), { maxStates: 100 })).toMatchObject({ ...unknown, bound: 'states' });
      expect(exploreAll(large(), { maxMemory: 0.1 })).toMatchObject({ ...unknown, bound: 'memory' });
      let time = 0;
      expect(exploreAll(large(), { maxSeconds: 1, now: () => time += 600 })).toMatchObject({ ...unknown, bound: 'seconds' });
      expect(exploreAll(large(), { isCancelled: () => true })).toMatchObject({ ...unknown, bound: 'cancelled' });
    });

    it('does not take what it found on the way for the answer', () => {
      const until = { verdict: 'violates', property: 'no_lost_update' };
      const { verdict, reason } = exploreAll(counterToy(3, 6, 1), { until, maxStates: 100 });
      expect(verdict).toBe('unknown');
      expect(reason).toMatch(/^the bound on states was reached after \d+ states, .*found on the way: violates below_limit \(a2\)$/);
    });

    it('is none if the program is just as large', () => {
      expect(exploreAll(counterToy(1, 3), { maxStates: 7 })).toMatchObject({ verdict: 'holds', bound: null });
      expect(exploreAll(counterToy(1, 3), { maxStates: 6 })).toMatchObject({ verdict: 'unknown', bound: 'states' });
    });
  });

  it('reports progress', () => {
    const reports = [...explore(counterToy(3, 3), { all: true })];
    expect(reports.length).toBeGreaterThan(3);
    expect(reports[0]!.frontier).toBeGreaterThan(0);
    expect(reports.at(-1)!.frontier).toBe(0);
  });
});
