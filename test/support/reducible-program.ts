import fc from 'fast-check';
import type { Footprint, Program } from '../../src/compiler/program';
import { toyProgram, type ToyEvent } from './toy-program';

const FIELDS = 5;

interface Step {
  readonly target: number;
  readonly source: number;
  readonly add: number;
  readonly guard: { readonly field: number; readonly value: number } | undefined;
  readonly isChoice: boolean;
  readonly loopsBack: boolean;
}

/** Small programs that say what their events touch. Tasks have fields of their own and share some; one property reads two. */
export const anyReducibleProgram: fc.Arbitrary<Program> = (() => {
  const field = (task: number): fc.Arbitrary<number> => fc.constantFrom(task, task, 3, 4);
  const step = (task: number): fc.Arbitrary<Step> => fc.record({
    target: field(task), source: field(task), add: fc.nat(2),
    guard: fc.option(fc.record({ field: field(task), value: fc.nat(2) }), { nil: undefined, freq: 2 }),
    isChoice: fc.constantFrom(false, false, true), loopsBack: fc.constantFrom(false, false, false, true),
  });
  const task = (index: number): fc.Arbitrary<Step[]> => fc.array(step(index), { minLength: 1, maxLength: 4 });
  return fc.record({ tasks: fc.tuple(task(0), task(1), task(2)), observed: fc.tuple(fc.nat(4), fc.nat(4)), sum: fc.integer({ min: 2, max: 4 }) })
    .map(({ tasks, observed: [one, other], sum }) => {
      const program = toyProgram({
        fields: Object.fromEntries(Array.from({ length: FIELDS }, (_, index) => [`x${index}`, [0, 0, 2] as const])),
        tasks: tasks.map((steps, index) => ({ name: `p${index}`, events: steps.map(eventOf) })),
        invariants: { small_sum: (state) => (state[one]! + state[other]! < sum ? undefined : 'the sum is too large') },
      });
      return { ...program, footprint: (index, pc) => footprintOf(tasks[index]![pc], FIELDS + index, pc), observed: () => [one, other] };
    });
})();

function eventOf({ target, source, add, guard, isChoice, loopsBack }: Step): ToyEvent {
  return {
    text: `x${target} = x${source} + ${add}`,
    ...(guard && { when: (state) => state[guard.field] === guard.value }),
    effects: [add, ...(isChoice ? [add + 1] : [])].map((amount) => (state) => {
      state[target] = (state[source]! + amount) % 3;
      if (loopsBack && state[target] === 0) return 0;
    }),
  };
}

function footprintOf(step: Step | undefined, pcSlot: number, pc: number): Footprint {
  if (!step) return { reads: [], writes: [], ends: [] };
  const { target, source, guard, loopsBack } = step;
  return {
    reads: [source, pcSlot, ...(guard ? [guard.field] : [])], writes: [target, pcSlot],
    ends: [pc + 1, ...(loopsBack ? [0] : [])],
  };
}
