// The point of no return is found by halving; here every position is asked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LastChance } from '../../src/debugger/passing/last-chance';
import { PassingSearch } from '../../src/explorer/passing/passing-search';
import { makeEdit } from '../../src/machine/execution/edit';
import { Execution } from '../../src/machine/execution/execution';
import type { Program } from '../../src/compiler/program';
import { anyProgram } from '../support/random-program';
import { toyProgram, type ToyEvent } from '../support/toy-program';

const set = (field: number, text: string, value = 1): ToyEvent => ({ text, effects: [(state) => { state[field] = value; }] });

/** A truncate that must not come between a pin and its end. */
const truncate = () => toyProgram({
  fields: { pinned: [0, 0, 1], freed: [0, 0, 1] },
  tasks: [{ name: 'reader', events: [set(0, 'pin'), set(0, 'unpin', 0)] }, { name: 'truncator', events: [set(1, 'free')] }],
  invariants: { no_free_under_pin: ([pinned, freed]) => (pinned === 1 && freed === 1 ? 'freed while pinned' : undefined) },
});

function begun(program: Program): { execution: Execution; chance: LastChance } {
  const execution = new Execution(program);
  return { execution, chance: new LastChance(execution, new PassingSearch(program)) };
}

/** By position: whether nothing goes right any more there, for what is there or for what was violated before. */
function lost({ program, length, ...execution }: Pick<Execution, 'program' | 'length'> & { stateAt: Execution['stateAt'] }): boolean[] {
  const search = new PassingSearch(program);
  let isViolated = false;
  return Array.from({ length: length + 1 }, (_, position) => {
    const state = execution.stateAt(position);
    isViolated ||= program.violation(state) !== undefined;
    return isViolated || search.avoidable(state) === 'no';
  });
}

describe('the last chance', () => {
  it('is found where it is, in any execution of any program', () => {
    fc.assert(fc.property(anyProgram, fc.array(fc.nat(), { maxLength: 20 }), (program, picks) => {
      const { execution, chance } = begun(program);
      for (const pick of picks) {
        const choices = execution.runnable();
        if (choices.length === 0) break;
        execution.advance(choices[pick % choices.length]!);
      }
      fc.pre(!chance.isLivelock);
      const everywhere = lost({ program, length: execution.length, stateAt: (position) => execution.stateAt(position) });
      const first = everywhere.indexOf(true);
      expect(chance.find()).toEqual(first < 1 ? undefined : { event: first - 1, isExact: true });
      const open = (index: number): boolean => chance.avoidable(index) === 'yes';
      for (let index = 0; index < execution.length; index++) expect(chance.isAt(index)).toBe(index === first - 1 && open(index));
    }));
  });

  it('says by whose move it could have gone right', () => {
    const { execution, chance } = begun(truncate());
    execution.advance({ task: 0, alternative: 0 });
    expect(chance.moves(1).map(({ choice: { task }, avoidable }) => [task, avoidable])).toEqual([[0, 'yes'], [1, 'no']]);
    execution.advance({ task: 1, alternative: 0 });
    expect(chance.find()).toEqual({ event: 1, isExact: true });
    expect(chance.instead(1)).toEqual([0]);
  });

  it('is another one once the events are replaced', () => {
    const { execution, chance } = begun(truncate());
    for (const task of [0, 1]) execution.advance({ task, alternative: 0 });
    expect(chance.find()).toEqual({ event: 1, isExact: true });
    execution.goto(1);
    execution.advance({ task: 0, alternative: 0 });
    chance.truncate(1);
    expect(chance.find()).toBeUndefined();
    expect([0, 1].map((index) => chance.isAt(index))).toEqual([false, false]);
  });

  it('can be an edit, and an edit can bring it back', () => {
    const { execution, chance } = begun(truncate());
    const edit = (slot: number, value: number): void => {
      const made = makeEdit(execution.program, execution.state, slot, value);
      if (!('edit' in made)) throw new Error('the edit is refused');
      execution.advance(execution.choiceFor(made.edit));
    };
    execution.advance({ task: 0, alternative: 0 });
    execution.advance({ task: 0, alternative: 0 });
    edit(0, 1);
    expect(chance.find()).toEqual({ event: 2, isExact: true });
    edit(0, 0);
    expect(chance.find()).toBeUndefined();
  });

  it('is not asked event by event where there was too much to look at', () => {
    const { execution } = begun(truncate());
    let asked = 0;
    const search = { avoidable: () => { asked++; return 'unknown' as const; }, answer: () => { throw new Error('nobody asks'); } };
    const chance = new LastChance(execution, search);
    for (let event = 0; event < 2; event++) {
      execution.advance({ task: 0, alternative: 0 });
      expect(chance.isAt(event)).toBe(false);
    }
    expect(chance.find()).toBeUndefined();
    expect([asked, chance.unknownFrom]).toEqual([1, 0]);
  });
});
