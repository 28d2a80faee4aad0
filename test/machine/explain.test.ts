import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { Execution } from '../../src/machine/execution/execution';
import { explainViolation } from '../../src/machine/explain/explain';
import { explainStuck } from '../../src/machine/explain/explain-stuck';
import { rulePhrase } from '../../src/machine/explain/phrases';
import { raceOf } from '../../src/machine/explain/race';
import { replay } from '../../src/machine/schedule/replay';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { anyProgram } from '../support/random-program';
import { counterToy, lockOrderToy, lostWakeupToy, toyProgram, type ToyEvent } from '../support/toy-program';

const set = (slot: number, text: string, value = 1): ToyEvent => ({ text, effects: [(state) => { state[slot] = value; }] });

/** Why the last event of the schedule broke what it broke. */
function explain(program: Program, schedule: string): string {
  const { execution } = replay(program, schedule);
  return explainViolation(execution, execution.eventAt(execution.length - 1));
}

function explainEnd(program: Program, schedule: string): string {
  const { execution } = replay(program, schedule);
  return explainStuck(execution, stuckVerdict(program, execution.state)!);
}

/** A page is pinned, and freed under the pin. */
const pinToy = (): Program => toyProgram({
  fields: { pinned: [0, 0, 1], freed: [0, 0, 1], other: [0, 0, 1] },
  tasks: [
    { name: 'reader', events: [set(0, 'pin')] },
    { name: 'truncator', events: [set(1, 'free')] },
    { name: 'writer', events: [set(2, 'write elsewhere')] },
  ],
  invariants: { no_free_under_pin: ([pinned, freed]) => (pinned === 1 && freed === 1 ? 'freed while pinned' : undefined) },
});

describe('the reason of a violation', () => {
  it('names the claim, who took away what it asks for, and the window between', () => {
    expect(explain(pinToy(), 'acb')).toBe(
      'no_free_under_pin is broken by event 3 of truncator: freed while pinned. '
      + 'Two accesses race in the window from event 1 to event 3. Event 1 of reader (pin) changed pinned from 0 to 1. '
      + 'While that still stood, event 3 of truncator (free) changed freed from 0 to 1.');
  });

  it('does not depend on what happened elsewhere', () => {
    for (const schedule of ['cab', 'acb', 'cab']) {
      const { execution } = replay(pinToy(), schedule);
      const race = raceOf(execution, 2, 'no_free_under_pin')!;
      expect([race.first, race.second].map(({ index }) => execution.eventAt(index).text)).toEqual(['pin', 'free']);
    }
  });

  it('tells what became of the contested object after the race', () => {
    const program = toyProgram({
      fields: { pinned: [0, 0, 1], owner: [1, 0, 2], astray: [0, 0, 1] },
      tasks: [
        { name: 'reader', events: [set(0, 'pin')] },
        { name: 'truncator', events: [set(1, 'free', 0)] },
        { name: 'writer', events: [set(1, 'take', 2)] },
        { name: 'device', events: [{ text: 'store', effects: [(state) => { state[2] = Number(state[0] === 1 && state[1] !== 1); }] }] },
      ],
      invariants: { lands_at_home: (state) => (state[2] === 1 ? `lands at ${state[1]}` : undefined) },
    });
    expect(explain(program, 'abcd')).toBe(
      'lands_at_home is broken by event 4 of device (store): lands at 2. Two accesses race in the window from event 1 to event 4. '
      + 'Event 1 of reader (pin) changed pinned from 0 to 1. While that still stood, event 2 of truncator (free) changed owner from 1 to 0. '
      + 'In the window owner went from 1 to 0 (event 2 of truncator) to 2 (event 3 of writer).');
  });

  it('tells of a look that was stale', () => {
    expect(explain(counterToy(), 'ab2a')).toBe(
      'no_lost_update is broken by event 4 of reader (write counter, in store): 2 increments made 1. '
      + 'Two accesses race in the window from event 1 to event 4. Event 1 of reader (read counter, in load) used counter. '
      + 'Before reader went on with what it knew, event 3 of truncator (write counter, in store) changed counter from 0 to 1.');
  });

  it('tells of no race where one task did it alone', () => {
    expect(explain(counterToy(1, 2, 2), 'a4')).toBe('below_limit is broken by event 4 of reader (write counter, in store): counter is 2.');
  });

  it('ends with the rule', () => {
    const program = pinToy();
    const invariants = program.invariants.map((invariant) => ({ ...invariant, doc: 'I-1. A block does not leave\nits file. And so on.' }));
    expect(explain({ ...program, invariants }, 'ab')).toMatch(/ Rule I-1: A block does not leave its file\.$/);
    expect(rulePhrase('Nobody sees v4.17 here')).toBe('The rule: Nobody sees v4.17 here.');
    expect(rulePhrase('One: two. Three.')).toBe('The rule: One: two.');
  });

  it('has two accesses of different tasks, in order, in any program', () => {
    fc.assert(fc.property(anyProgram, (program) => {
      for (const { property, schedule, events } of exploreAll(program, { all: true }).counterexamples) {
        if (property === null || events === 0) continue;
        const { execution } = replay(program, schedule);
        const race = raceOf(execution, events - 1, property);
        const tasks = new Set(execution.choices.map(({ task }) => task));
        if (!race) continue;
        expect(tasks.size).toBeGreaterThan(1);
        expect(race.first.index).toBeLessThan(race.second.index);
        expect(race.second.index).toBeLessThanOrEqual(race.end);
        expect(execution.choiceAt(race.first.index).task).not.toBe(execution.choiceAt(race.second.index).task);
      }
    }));
  });

  it('is asked only of an event that breaks something', () => {
    const { execution } = replay(counterToy(), 'a2');
    expect(() => explainViolation(new Execution(counterToy()), execution.eventAt(0))).toThrow(RangeError);
  });
});

describe('the reason of a deadlock or hang', () => {
  it('says since when each waits and since when the other has what it waits for', () => {
    expect(explainEnd(lockOrderToy(), 'ab')).toBe(
      'reader waits for B, held by truncator, which waits for A, held by reader. '
      + 'reader stands in lock since event 1 (lock A, in lock) and waits for B, held by truncator since event 2 (lock B, in lock). '
      + 'truncator stands in lock since event 2 (lock B, in lock) and waits for A, held by reader since event 1 (lock A, in lock). '
      + 'None of them lets go before it has what it waits for.');
  });

  it('names the wake-up that was lost', () => {
    expect(explainEnd(lostWakeupToy(), 'ab2a')).toBe(
      'sleeper stands in sleeper since event 4 (go to sleep) and sleeps until somebody wakes it. '
      + 'Event 3 of waker (wake) was a lost wake-up: it would have woken sleeper, but came before sleeper slept. '
      + 'Nobody is left to wake sleeper.');
  });

  const waitFor = (value: number): ToyEvent => ({
    text: 'wait', because: `waits for ${value}`, when: (state) => state[0] === value, holders: () => [1], effects: [() => {}],
  });

  it('names the last change of what is waited for, before the sleep or after it', () => {
    const program = toyProgram({
      fields: { count: [0, 0, 3], other: [0, 0, 1] },
      tasks: [{ name: 'sleeper', events: [set(1, 'go'), waitFor(3)] }, { name: 'worker', events: [set(0, 'count', 1), set(0, 'count', 2)] }],
    });
    expect(explainEnd(program, 'ab2')).toBe(
      'sleeper stands in sleeper since event 1 (go) and waits for 3, held by worker, which has reached its end. '
      + 'What it waits for changed last in event 3 of worker (count), count from 1 to 2: this did not wake sleeper. '
      + 'Nobody is left to wake sleeper.');
    expect(explainEnd(program, 'b2a')).toContain('count from 1 to 2: this was before sleeper slept.');
  });

  it('says since when the holder has it, where nothing has changed since', () => {
    const take: ToyEvent = { text: 'take', effects: [(state) => { state[0] = 2; }] };
    const program = toyProgram({
      fields: { owner: [0, 0, 2], other: [0, 0, 1] },
      tasks: [
        { name: 'sleeper', events: [{ text: 'lock', because: 'waits for the lock', when: (state) => state[0] === 0, holders: (state) => [state[0]! - 1], effects: [() => {}] }] },
        { name: 'taker', events: [set(1, 'elsewhere'), take, set(1, 'elsewhere', 0)] },
      ],
    });
    expect(explainEnd(program, 'b3')).toBe(
      'sleeper stands in sleeper from the beginning and waits for the lock, held by taker since event 2 (take), which has reached its end. '
      + 'Nobody has changed this since event 2. Nobody is left to wake sleeper.');
  });

  it('says where no other task ever changed anything', () => {
    const program = toyProgram({ fields: { count: [0, 0, 3] }, tasks: [{ name: 'sleeper', events: [waitFor(3)] }, { name: 'gone', events: [] }] });
    expect(explainEnd(program, '')).toContain('sleeper stands in sleeper from the beginning and waits for 3, held by gone, which has reached its end. '
      + 'Nobody else has ever changed what it waits for.');
  });

  it('names the bystanders of a deadlock', () => {
    const wait = (name: string, holder: number): ToyEvent => ({
      text: 'wait', because: `waits for ${name}`, when: () => false, holders: () => [holder], effects: [() => {}],
    });
    const program = toyProgram({ fields: {}, tasks: [{ name: 'x', events: [wait('X', 0)] }, { name: 'y', events: [wait('Y', 0)] }] });
    expect(explainEnd(program, '')).toBe(
      'x waits for X, held by x; y waits for Y, held by x. x stands in x from the beginning and waits for X, held by x. x waits for itself. '
      + 'y stands in y from the beginning and waits for Y, held by x.');
  });
});
