// What should have waited for what, on toys that each miss one thing. The sentences of the examples are golden: test/cli/explanations/.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { missingWait } from '../../src/machine/explain/missing-wait';
import { outcomeOf } from '../../src/machine/explain/outcome';
import { replay } from '../../src/machine/schedule/replay';
import { anyProgram } from '../support/random-program';
import { counterToy, lockOrderToy, lostWakeupToy, toyProgram, type ToyEvent, type ToyTask } from '../support/toy-program';

function sentence(program: Program, schedule: string): string {
  const { execution, refusal } = replay(program, schedule);
  expect(refusal).toBeUndefined();
  return outcomeOf(execution).missingWait!.sentence;
}

const set = (field: number, text: string, value = 1): ToyEvent => ({ text, effects: [(state) => { state[field] = value; }] });
const freedUnderPin = ([pinned, freed]: State): string | undefined => (pinned === 1 && freed === 1 ? 'freed while pinned' : undefined);

/** A page is pinned and freed; `reader` and `others` can do more than that. */
const pinToy = (reader: readonly ToyEvent[], others: readonly ToyTask[] = []): Program => toyProgram({
  fields: { pinned: [0, 0, 1], freed: [0, 0, 1], other: [0, 0, 1] },
  tasks: [
    { name: 'reader', events: [set(0, 'pin page 0'), ...reader] },
    { name: 'truncator', events: [set(1, 'free block 0, which was busy')] },
    ...others,
  ],
  invariants: { no_free_under_pin: freedUnderPin },
});

describe('the wait that is missing', () => {
  it('is one for the event that ends what the first task did', () => {
    expect(sentence(pinToy([set(2, 'look'), set(0, 'unpin page 0', 0)]), 'ab')).toBe(
      'truncator freed block 0 at event 2 while reader, which pinned page 0 at event 1, had yet to unpin page 0: truncator should have waited for that.');
  });

  it('names who else ends it', () => {
    expect(sentence(pinToy([], [{ name: 'device', events: [set(0, 'finish', 0)] }]), 'ab')).toBe(
      'truncator freed block 0 at event 2 after reader pinned page 0 at event 1 and before device could finish: truncator should have waited for that.');
  });

  it('would never have ended if nobody undoes it', () => {
    expect(sentence(pinToy([]), 'ab')).toBe(
      'truncator freed block 0 at event 2 after reader pinned page 0 at event 1, which nobody would ever have undone: no wait would have ended.');
  });

  it('would have been a deadlock if what ends it waits for who has to wait', () => {
    const unpin: ToyEvent = { ...set(0, 'unpin page 0', 0), when: (state) => state[2] === 0, because: 'waits for the lock', holders: () => [1] };
    const program = toyProgram({
      fields: { pinned: [0, 0, 1], freed: [0, 0, 1], lock: [0, 0, 1] },
      tasks: [
        { name: 'reader', events: [set(0, 'pin page 0'), unpin] },
        { name: 'truncator', events: [set(2, 'take the lock'), set(1, 'free block 0'), set(2, 'drop the lock', 0)] },
      ],
      invariants: { no_free_under_pin: freedUnderPin },
    });
    expect(sentence(program, 'abb')).toBe(
      'truncator freed block 0 at event 3 after reader pinned page 0 at event 1. '
      + 'A wait at that point would have been a deadlock: reader waits for the lock, held by truncator.');
  });

  it('is the other task\'s, if that came in the middle of a call', () => {
    const program = toyProgram({
      fields: { mapped: [0, 0, 1], freed: [0, 0, 1], other: [0, 0, 1] },
      tasks: [
        { name: 'mapper', events: [set(0, 'map page 0')] },
        { name: 'puncher', events: [{ ...set(2, 'unmap all'), function: 'punch' }, { ...set(1, 'free block 0'), function: 'punch' }, { ...set(2, 'look', 0), function: 'done' }] },
      ],
      invariants: { no_mapping_of_free: freedUnderPin },
    });
    expect(sentence(program, 'bab')).toBe(
      'mapper mapped page 0 at event 2 while puncher was in punch, which it began with event 1 and which was still to free block 0 (event 3): '
      + 'mapper should have waited until that call was over.');
  });

  it('is a second look, where a task went on with what it knew', () => {
    expect(sentence(counterToy(), 'ab2a')).toBe(
      'truncator wrote counter at event 3, which changed counter, while reader still relied on what it had seen there at event 1: '
      + 'reader should have looked again before event 4, or truncator should have waited for it.');
  });

  it('is none, where one task did it alone', () => {
    expect(sentence(counterToy(1, 2, 2), 'a4')).toBe('reader wrote counter at event 4, and no other thread had a part in it: no wait is missing.');
  });

  it('names events of the execution, in any program', () => {
    fc.assert(fc.property(anyProgram, (program) => {
      for (const { property, schedule, events } of exploreAll(program, { all: true }).counterexamples) {
        if (property === null || events === 0) continue;
        const { execution } = replay(program, schedule);
        const missing = missingWait(execution, events - 1, property);
        expect(missing.events.length).toBeGreaterThan(0);
        for (const index of missing.events) expect(missing.sentence).toMatch(new RegExp(`[Ee]vent ${index + 1}\\b`));
      }
    }));
  });
});

describe('who should have woken whom', () => {
  it('names the wake-up that was lost', () => {
    expect(sentence(lostWakeupToy(), 'ab2a')).toBe(
      'sleeper sleeps until somebody wakes it since event 4: event 3 of waker (wake) would have woken it, but came too early. '
      + 'sleeper should have looked again before it slept, or been woken later.');
  });

  it('names the circle', () => {
    expect(sentence(lockOrderToy(), 'ab')).toBe(
      'reader waits for B since event 1, truncator waits for A since event 2: each has what the one before it waits for, and none can go first.');
  });

  const waitFor = (value: number, holders: readonly number[] = []): ToyEvent => ({
    text: 'wait', because: `waits for ${value}`, when: (state) => state[0] === value, holders: () => holders, effects: [() => {}],
  });
  const waiting = (last: ToyEvent, other: readonly ToyEvent[]): Program => toyProgram({
    fields: { count: [0, 0, 3] }, tasks: [{ name: 'sleeper', events: [{ text: 'begin', effects: [() => {}] }, last] }, { name: 'other', events: other }],
  });

  it.each([
    [waiting(waitFor(2), [set(0, 'set it to 1')]), 'ab', 'sleeper waits for 2 since event 1: other set it to 1 at event 2 and should have woken sleeper, but did not.'],
    [waiting(waitFor(2), [set(0, 'set it to 1')]), 'ba', 'sleeper waits for 2 since event 2: other was the last to change what it waits for, when it set it to 1 at event 1, and nobody is left to wake sleeper.'],
    [waiting(waitFor(2), []), 'a', 'sleeper waits for 2 since event 1: no other thread has ever changed what it waits for, and nobody is left to wake sleeper.'],
    [waiting(waitFor(2, [1]), [set(0, 'set it to 1')]), 'ab', 'sleeper waits for 2 since event 1: other has ended and never lets go of it.'],
  ])('case %#', (program, schedule, expected) => {
    expect(sentence(program, schedule)).toBe(expected);
  });
});
