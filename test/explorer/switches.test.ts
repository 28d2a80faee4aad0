import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { countSwitches } from '../../src/explorer/counterexample/fewest-switches';
import { withFewestSwitches } from '../../src/explorer/counterexample/switches';
import { PackedProgram } from '../../src/explorer/store/packed-program';
import { runnable, type Choice } from '../../src/machine/execution/choice';
import { replay } from '../../src/machine/schedule/replay';
import { formatSchedule } from '../../src/machine/schedule/schedule';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { violations } from '../../src/machine/execution/violations';
import { anyProgram } from '../support/random-program';
import { counterToy, toyProgram, type ToyEvent } from '../support/toy-program';

/** The fewest switches of any schedule of the length that reaches the goal, by trying every one. */
function bruteForce(program: Program, length: number, isGoal: (state: State) => boolean): number {
  const fewest = (state: State, left: number, last: number | undefined): number => {
    if (left === 0) return isGoal(state) ? 0 : Infinity;
    return Math.min(Infinity, ...runnable(program, state).map(({ task, alternative }) => {
      const next = state.slice();
      program.step(next, task, alternative);
      return (last === undefined || last === task ? 0 : 1) + fewest(next, left - 1, task);
    }));
  };
  return fewest(program.initial(), length, undefined);
}

const choicesOf = (program: Program, schedule: string): readonly Choice[] => replay(program, schedule).execution.choices;

describe('a counterexample', () => {
  it('has as few switches as any of its length', () => {
    fc.assert(fc.property(anyProgram, (program) => {
      for (const { verdict, property, schedule, events } of exploreAll(program, { all: true }).counterexamples) {
        if (events > 8) continue;
        const isGoal = (state: State): boolean => property === null
          ? stuckVerdict(program, state)?.verdict === verdict
          : violations(program, state).some((violation) => violation.property === property);
        expect(countSwitches(choicesOf(program, schedule))).toBe(bruteForce(program, events, isGoal));
      }
    }), { numRuns: 200 });
  });

  it('may have other events than the first one found', () => {
    // Two ways to the goal: b alone goes three steps, or a and b in turn.
    const add = (when: (state: State) => boolean): ToyEvent => ({ text: 'add', when, effects: [(state) => { state[0]!++; }] });
    const program = toyProgram({
      fields: { sum: [0, 0, 9] },
      tasks: [
        { name: 'a', events: [add((state) => state[0] === 0), add((state) => state[0] === 2)] },
        { name: 'b', events: [add(() => true), add(() => true), add(() => true)] },
      ],
      invariants: { below_three: ([sum]) => (sum! < 3 ? undefined : 'three') },
    });
    const isGoal = ([sum]: State): boolean => sum === 3;
    const { choices, isMinimal } = withFewestSwitches(new PackedProgram(program), choicesOf(program, 'aba'), isGoal);
    expect({ schedule: formatSchedule(choices), isMinimal }).toEqual({ schedule: 'b3', isMinimal: true });
  });

  it('is rearranged as well as it goes where there are too many states, and says so', () => {
    const program = counterToy(2, 2);
    const isGoal = (state: State): boolean => violations(program, state).length > 0;
    const { schedule, events } = exploreAll(program).counterexamples[0]!;
    const { choices, isMinimal } = withFewestSwitches(new PackedProgram(program), choicesOf(program, schedule), isGoal, 5);
    expect(isMinimal).toBe(false);
    expect(choices).toHaveLength(events);
    expect(isGoal(replay(program, formatSchedule(choices)).execution.state)).toBe(true);
  });
});
