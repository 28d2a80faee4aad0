import fc from 'fast-check';
import type { Program, State } from '../../src/compiler/program';
import { toyProgram, type ToyEvent, type ToyTask } from './toy-program';

/** Very small programs that often go on for ever: calls that loop, return, wait and choose; the last task may be an agent. */
export const anyEndlessProgram: fc.Arbitrary<Program> = (() => {
  const field = fc.nat(1);
  const event = fc.record({
    target: field, add: fc.nat(1),
    guard: fc.option(fc.record({ field, value: fc.nat(1) }), { nil: undefined, freq: 2 }),
    isChoice: fc.constantFrom(false, false, true), isCall: fc.constantFrom(true, true, true, false), returns: fc.constantFrom(true, false, false),
    back: fc.constantFrom('never', 'if 0', 'always'),
  }).map(({ target, add, guard, isChoice, isCall, returns, back }): ToyEvent => ({
    text: `x${target} += ${add}`,
    ...(guard && { when: (state) => state[guard.field] === guard.value }),
    ...(isCall && { function: 'call', returns }),
    effects: [add, ...(isChoice ? [add + 1] : [])].map((amount) => (state: State) => {
      state[target] = (state[target]! + amount) % 2;
      if (back === 'always' || (back === 'if 0' && state[target] === 0)) return 0;
    }),
  }));
  const task = (name: string, agent: boolean): fc.Arbitrary<ToyTask> =>
    fc.array(event, { minLength: 1, maxLength: 2 }).map((events) => ({ name, events, ...(agent && { agent }) }));
  return fc.boolean().chain((agent) => fc.tuple(task('one', false), task('other', agent)))
    .map((tasks) => toyProgram({ fields: { x0: [0, 0, 1], x1: [0, 0, 1] }, tasks }));
})();
