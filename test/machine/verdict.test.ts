import { describe, expect, it } from 'vitest';
import { replay } from '../../src/machine/schedule/replay';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { lockOrderToy, lostWakeupToy, toyProgram, type ToyEvent } from '../support/toy-program';

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
      verdict: 'deadlock', tasks: [0, 1], cycle: [0, 1],
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
