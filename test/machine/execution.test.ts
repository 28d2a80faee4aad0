import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/compiler/program';
import { Execution } from '../../src/machine/execution/execution';
import { toyProgram, brokenToy, counterToy, lockOrderToy } from '../support/toy-program';
import { anyPicks, anyToy, walk } from '../support/walks';

const a = { task: 0, alternative: 0 };
const b = { task: 1, alternative: 0 };

describe('an execution', () => {
  it('tells what an event did', () => {
    const execution = new Execution(counterToy(2, 1, 1));
    execution.step(a);
    const event = execution.step(a);
    expect(event).toMatchObject({
      index: 1, choice: a, text: 'write counter', marks: ['written'],
      changes: [{ path: 'counter', from: 0, to: 1, fromText: '0', toText: '1' }],
      violation: { property: 'below_limit', text: 'counter is 1' },
    });
    expect(event.task.name).toBe('reader');
    expect(event.location.frames.map((frame) => frame.function)).toEqual(['store', 'reader']);
  });

  it('reports a violation once, at the event that broke the property', () => {
    const execution = walk(new Execution(counterToy(2, 2, 1)), new Array(8).fill(0));
    const broken = Array.from({ length: execution.length }, (_, index) => execution.eventAt(index).violation?.property);
    expect(broken.filter(Boolean)).toEqual(['below_limit']);
  });

  it('goes n events forward and n back to where it was', () => {
    fc.assert(fc.property(anyToy, anyPicks, anyPicks, (program, before, after) => {
      const execution = walk(new Execution(program), before);
      const position = execution.position;
      const state = execution.state.slice();
      walk(execution, after);
      while (execution.position > position) expect(execution.back()).toBe(true);
      expect(execution.state).toEqual(state);
    }));
  });

  it('gives the same transcript forwards, backwards and after going anywhere', () => {
    fc.assert(fc.property(anyToy, anyPicks, fc.array(fc.nat()), (program, picks, jumps) => {
      const execution = walk(new Execution(program), picks);
      const forwards = Array.from({ length: execution.length }, (_, index) => execution.eventAt(index));
      const fresh = new Execution(program);
      for (const { choice } of forwards) fresh.advance(choice);
      for (let index = fresh.length - 1; index >= 0; index--) expect(fresh.eventAt(index)).toEqual(forwards[index]);
      for (const jump of jumps) {
        const position = jump % (execution.length + 1);
        execution.goto(position);
        expect(execution.state).toEqual(fresh.stateAt(position));
      }
    }));
  });

  it('replays the recorded choice and forks on another one', () => {
    const execution = walk(new Execution(counterToy()), [0, 0, 0]);
    const first = [...execution.choices];
    execution.goto(1);
    execution.step(first[1]!);
    expect(execution.length).toBe(3);
    execution.goto(1);
    execution.step(b);
    expect(execution.choices).toEqual([a, b]);
    expect(execution.forks()).toMatchObject([{ at: 1, choices: first.slice(1) }]);

    execution.switchTo(execution.forks()[0]!);
    expect(execution.position).toBe(1);
    expect(execution.choices).toEqual(first);
    expect(execution.forks()).toMatchObject([{ at: 1, choices: [b] }]);
  });

  it('forgets a fork that is walked again to its end', () => {
    const execution = walk(new Execution(counterToy()), [0, 0]);
    execution.goto(0);
    execution.step(b);
    execution.goto(0);
    execution.step(a);
    expect(execution.forks()).toHaveLength(2);
    execution.step(a);
    expect(execution.forks()).toMatchObject([{ at: 0, choices: [b] }]);
  });

  it('refuses a task that cannot move and says why', () => {
    const execution = new Execution(lockOrderToy());
    execution.step(a);
    execution.step(b);
    expect(() => execution.step(a)).toThrow('reader cannot move: waits for B, held by truncator');
    expect(() => execution.step({ task: 0, alternative: 3 })).toThrow(RangeError);
    expect(() => execution.step({ task: 9, alternative: 0 })).toThrow('There is no task 9.');
    expect(execution.position).toBe(2);
  });

  it('is unharmed by an error of the model', () => {
    const execution = new Execution(brokenToy());
    execution.step(a);
    expect(() => execution.step(b)).toThrow(ModelError);
    expect([execution.position, execution.length]).toEqual([1, 1]);
  });

  it('reaches any position of a long run', () => {
    const program = toyProgram({
      fields: { count: [0, 0, 9999] },
      tasks: [{ name: 'process', events: [{ text: 'count', effects: [(state) => { state[0] = (state[0]! + 1) % 10000; return 0; }] }] }],
    });
    const execution = new Execution(program);
    for (let index = 0; index < 100_000; index++) execution.advance(a);
    for (const position of [0, 1, 255, 256, 257, 51_200, 99_999, 100_000]) {
      execution.goto(position);
      expect(execution.state[0]).toBe(position % 10000);
      if (position > 0) expect(execution.eventAt(position - 1).changes).toHaveLength(1);
    }
  });

  it('finds the latest event of any range that changed a slot, whatever it has looked at before', () => {
    const rare = (count: number): boolean => count % 300 === 7 || count % 256 === 0;
    const program = toyProgram({
      fields: { count: [0, 0, 9999], rare: [0, 0, 99] },
      tasks: [{
        name: 'process',
        events: [{ text: 'count', effects: [(state) => {
          state[0] = state[0]! + 1;
          if (rare(state[0])) state[1] = state[1]! + 1;
          return 0;
        }] }],
      }],
    });
    const execution = new Execution(program);
    for (let index = 0; index < 2000; index++) execution.advance(a);
    fc.assert(fc.property(fc.nat(2000), fc.nat(2000), fc.nat(2000), (one, other, looked) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      execution.stateAt(looked);
      let expected: number | undefined;
      for (let index = from; index < to; index++) if (rare(index + 1)) expected = index;
      expect(execution.lastChange([1], from, to)).toBe(expected);
      expect(execution.lastChange([0, 1], from, to)).toBe(from === to ? undefined : to - 1);
      expect(execution.lastChange([], from, to)).toBeUndefined();
    }), { numRuns: 300 });
  });
});
