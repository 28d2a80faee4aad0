// Events that are performed once for all states in which they look at the same, against events performed in every state: the same
// states with the same numbers, the same ways, the same findings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError, type Program, type State } from '../../src/compiler/program';
import { Search, type SearchOptions } from '../../src/explorer/search/search';
import { packChoice } from '../../src/machine/execution/choice';
import { compileScenario } from '../support/model-kernel';
import { anyProgram } from '../support/random-program';
import { anySource, cellProgram } from '../support/reducible-program';
import { toyProgram, type ToyEvent } from '../support/toy-program';

const root = join(__dirname, '..', '..');
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.daxscn'));

function search(program: Program, options: SearchOptions = {}): object {
  const done = new Search(program, options);
  while (!done.isDone) done.expand();
  const { visited, transitions, terminals, findings, failure } = done;
  return {
    transitions, terminals, findings,
    origins: Array.from({ length: visited.size }, (_, state) => [visited.parentOf(state), visited.choiceInto(state)].join()),
    failure: failure && { path: failure.path, message: failure.error.message },
  };
}

describe('a search that knows what events do', () => {
  it('finds in random programs what the search by hand finds', () => {
    fc.assert(fc.property(fc.oneof(anyProgram, anySource.map(cellProgram)), fc.boolean(), (program, reduction) => {
      expect(search(program, { reduction })).toEqual(search(program, { reduction, byHand: true }));
    }), { numRuns: 200 });
  }, 60_000);

  it.each(examples)('finds in %s what the search by hand finds', (name) => {
    const program = compileScenario(readFileSync(join(root, 'examples', name), 'utf8'));
    expect(search(program)).toEqual(search(program, { byHand: true }));
  }, 60_000);

  it('keeps states with many words apart', () => {
    const counters = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`x${index}`, [0, -100, 1000]] as const));
    const count = (index: number) => ({
      text: 'count', effects: [(state: Int32Array) => { state[index] = (state[index]! + 37) % 259; if (state[index] !== 0) return index; }],
    });
    const program = toyProgram({ fields: counters, tasks: [{ name: 'p', events: Object.keys(counters).map((_, index) => count(index)) }] });
    expect(search(program)).toEqual(search(program, { byHand: true }));
    expect(search(program)).toMatchObject({ origins: { length: 9 * 7 + 1 } });
  });

  it('goes on when it knows too many events and forgets them all', () => {
    const program = toyProgram({
      fields: { x: [0, 0, 99_999], y: [0, 0, 1] },
      tasks: [
        { name: 'up', events: [{ text: 'up', when: ([x]) => x! < 99_999, effects: [(state) => { state[0]! += 1; return 0; }] }] },
        { name: 'once', events: [{ text: 'once', effects: [(state) => { state[1] = 1; }] }] },
      ],
    });
    expect(search(program)).toEqual(search(program, { byHand: true }));
    expect(search(program)).toMatchObject({ transitions: 299_998, terminals: 1, origins: { length: 200_000 } });
  }, 60_000);

  it.each([{}, { byHand: true }, { reduction: true }])('says where a guard fails, with %j', (options) => {
    const step: ToyEvent = { text: 'step', effects: [(state) => { state[0]! += 1; }] };
    const guard = ([x]: State): boolean => {
      if (x === 2) throw new ModelError('the guard fails', '', [0, 0, 0, 0]);
      return x === 3;
    };
    const program = toyProgram({
      fields: { x: [0, 0, 3] },
      tasks: [{ name: 'stepper', events: [step, step, step] }, { name: 'waiter', events: [{ text: 'wait', when: guard, effects: [() => {}] }] }],
    });
    const [first, second] = [packChoice({ task: 0, alternative: 0 }), packChoice({ task: 0, alternative: 0 })];
    expect(search(program, options)).toMatchObject({ failure: { message: 'the guard fails', path: [first, second] } });
  });
});
