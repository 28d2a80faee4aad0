import { describe, expect, it } from 'vitest';
import { explainViolation } from '../../src/machine/explain';
import { Execution } from '../../src/machine/execution';
import { replay } from '../../src/machine/replay';
import { stuckVerdict } from '../../src/machine/verdict';
import { counterToy, lockOrderToy, lostWakeupToy, toyProgram, type ToyEvent } from '../support/toy-program';

const end = (schedule: string, program = lockOrderToy()) => stuckVerdict(program, replay(program, schedule).execution.state);

/** Waits for ever for the given tasks. */
function waiter(name: string, ...holders: number[]) {
  const event: ToyEvent = { text: 'wait', because: `waits for ${name}`, when: () => false, holders: () => holders, effects: [() => {}] };
  return { name: `waiter_for_${name}`, events: [event] };
}

describe('the verdict of a state', () => {
  it('is nothing while somebody can move or when all have ended', () => {
    expect(end('')).toBeUndefined();
    expect(end('a4b4')).toBeUndefined();
  });

  it('is a deadlock when the waits form a cycle, which it prints', () => {
    expect(end('ab')).toEqual({
      verdict: 'deadlock', tasks: [0, 1],
      reason: 'reader waits for B, held by truncator, which waits for A, held by reader',
    });
  });

  it('names the bystanders of a cycle, and prints the shortest one', () => {
    const program = toyProgram({ fields: {}, tasks: [waiter('w', 1), waiter('x', 2), waiter('y', 3, 1), waiter('z', 1)] });
    expect(stuckVerdict(program, program.initial())?.reason).toBe(
      'waiter_for_x waits for x, held by waiter_for_y, which waits for y, held by waiter_for_x; '
      + 'waiter_for_w waits for w, held by waiter_for_x; waiter_for_z waits for z, held by waiter_for_x');
  });

  it('is a deadlock when a task waits for itself', () => {
    const program = toyProgram({ fields: {}, tasks: [waiter('x', 0)] });
    expect(stuckVerdict(program, program.initial())).toMatchObject({
      verdict: 'deadlock', reason: 'waiter_for_x waits for x, held by waiter_for_x',
    });
  });

  it('is a hang otherwise, and names the sleepers', () => {
    expect(end('ab2a', lostWakeupToy())).toEqual({
      verdict: 'hang', tasks: [0], reason: 'sleeper sleeps until somebody wakes it; nobody is left to wake it',
    });
    const program = toyProgram({ fields: {}, tasks: [waiter('x', 1), { name: 'gone', events: [] }] });
    expect(stuckVerdict(program, program.initial())?.reason).toBe(
      'waiter_for_x waits for x, held by gone (gone has reached its end); nobody is left to wake it');
  });
});

it('the reason of a violation names the rule, the event and the one it raced with', () => {
  const { execution } = replay(counterToy(2, 1, 2), 'a2b2');
  expect(explainViolation(execution, execution.eventAt(3))).toBe(
    'counter is 2: below_limit is broken by event 4 of truncator (write counter), '
    + 'after event 2 of reader (write counter) changed counter');
  expect(() => explainViolation(new Execution(counterToy()), execution.eventAt(0))).toThrow(RangeError);
});

it('the one it raced with is the latest write without which the property would hold', () => {
  const set = (slot: number, text: string): ToyEvent => ({ text, effects: [(state) => { state[slot] = 1; }] });
  const program = toyProgram({
    fields: { pinned: [0, 0, 1], freed: [0, 0, 1], other: [0, 0, 1] },
    tasks: [
      { name: 'reader', events: [set(0, 'pin')] },
      { name: 'truncator', events: [set(1, 'free')] },
      { name: 'writer', events: [set(2, 'write elsewhere')] },
    ],
    invariants: { no_free_under_pin: (state) => (state[0] === 1 && state[1] === 1 ? 'freed while pinned' : undefined) },
  });
  const { execution } = replay(program, 'acb');
  expect(explainViolation(execution, execution.eventAt(2))).toBe(
    'freed while pinned: no_free_under_pin is broken by event 3 of truncator (free), after event 1 of reader (pin) changed pinned');
});

it('or else the latest write to what the breaking event looks at', () => {
  const program = toyProgram({
    fields: { owner: [0, 0, 1], astray: [0, 0, 1], other: [0, 0, 1] },
    tasks: [
      { name: 'device', events: [{ text: 'write the block', effects: [(state) => { state[1] = state[0]!; }] }] },
      { name: 'writer', events: [{ text: 'take the block', effects: [(state) => { state[0] = 1; }] }] },
      { name: 'reader', events: [{ text: 'read elsewhere', effects: [(state) => { state[2] = 1; }] }] },
    ],
    invariants: { lands_at_home: (state) => (state[1] === 1 ? 'astray' : undefined) },
  });
  const { execution } = replay(program, 'bca');
  expect(explainViolation(execution, execution.eventAt(2))).toBe(
    'astray: lands_at_home is broken by event 3 of device (write the block), after event 1 of writer (take the block) changed owner');
});
