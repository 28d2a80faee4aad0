import fc from 'fast-check';
import type { Program } from '../../src/compiler/program';
import { toyProgram, type ToyEvent } from './toy-program';

/** Small programs of two or three tasks over three shared fields, with waits, choices, loops and a property. */
export const anyProgram: fc.Arbitrary<Program> = (() => {
  const field = fc.nat(2);
  const event = fc.record({
    target: field, source: field, add: fc.nat(2),
    guard: fc.option(fc.record({ field, value: fc.nat(2) }), { nil: undefined }),
    isChoice: fc.boolean(), loopsBack: fc.constantFrom(false, false, false, true),
  }).map(({ target, source, add, guard, isChoice, loopsBack }): ToyEvent => ({
    text: `x${target} = x${source} + ${add}`,
    ...(guard && { when: (state) => state[guard.field] === guard.value, holders: () => [guard.value % 2] }),
    effects: [add, ...(isChoice ? [add + 1] : [])].map((amount) => (state) => {
      state[target] = (state[source]! + amount) % 3;
      if (loopsBack && state[target] === 0) return 0;
    }),
  }));
  const task = fc.array(event, { minLength: 1, maxLength: 4 });
  return fc.record({ tasks: fc.array(task, { minLength: 2, maxLength: 3 }), sum: fc.integer({ min: 3, max: 7 }) })
    .map(({ tasks, sum }) => toyProgram({
      fields: { x0: [0, 0, 2], x1: [1, 0, 2], x2: [0, -1, 2] },
      tasks: tasks.map((events, index) => ({ name: `p${index}`, events })),
      invariants: { small_sum: (state) => (state[0]! + state[1]! + state[2]! < sum ? undefined : 'the sum is too large') },
    }));
})();
