// What is said of a program of which nothing is known has to be true of every program.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noAnalyses } from '../../src/compiler/analyses';
import { runnable } from '../../src/machine/execution/choice';
import { anyProgram } from '../support/random-program';

test('without analyses an event may write what it writes and end where it ends, and no tasks can be exchanged', () => {
  fc.assert(fc.property(anyProgram, fc.array(fc.nat(), { maxLength: 20 }), (program, picks) => {
    const { footprint, ends, invariantReads, interference, symmetry } = noAnalyses(program);
    const state = program.initial();
    for (const pick of picks) {
      const choices = runnable(program, state);
      if (choices.length === 0) break;
      const { task, alternative } = choices[pick % choices.length]!;
      const { pcSlot } = program.tasks[task]!;
      const pc = state[pcSlot]!;
      const { reads, writes } = footprint(task, pc);
      const before = state.slice();
      program.step(state, task, alternative);
      expect(writes).toEqual(expect.arrayContaining([...state.keys()].filter((slot) => state[slot] !== before[slot])));
      expect(reads).toEqual([...state.keys()]);
      expect(ends(task, pc)).toContain(state[pcSlot]);
    }
    expect(program.invariants.map((_, index) => invariantReads(index))).toEqual(program.invariants.map(() => [...state.keys()]));
    expect(interference()).toBeUndefined();
    expect(symmetry()).toMatchObject({ groups: [], counters: program.tasks.map(({ pcSlot }) => pcSlot) });
  }));
});
