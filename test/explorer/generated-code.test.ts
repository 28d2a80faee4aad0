// Generated code against the search by hand: the same states with the same numbers, the same ways, the same findings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { Search } from '../../src/explorer/search';
import { compileScenario } from '../support/model-kernel';
import { anyProgram } from '../support/random-program';
import { anySource, cellProgram } from '../support/reducible-program';
import { toyProgram } from '../support/toy-program';

const root = join(__dirname, '..', '..');
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.daxscn'));

function search(program: Program, warmUp: number, reduction = false): object {
  const done = new Search(program, { warmUp, reduction });
  while (!done.isDone) done.expand();
  const { visited, transitions, terminals, findings, failure } = done;
  return {
    transitions, terminals, findings,
    origins: Array.from({ length: visited.size }, (_, state) => [visited.parentOf(state), visited.choiceInto(state)].join()),
    failure: failure && { path: failure.path, message: failure.error.message },
  };
}

describe('generated code', () => {
  it.each([['at once', 0], ['after a few states', 5]])('finds in random programs what the search by hand finds, when it begins %s', (_, warmUp) => {
    fc.assert(fc.property(fc.oneof(anyProgram, anySource.map(cellProgram)), fc.boolean(), (program, reduction) => {
      expect(search(program, warmUp, reduction)).toEqual(search(program, Infinity, reduction));
    }), { numRuns: 60 });
  }, 60_000);

  it.each(examples)('finds in %s what the search by hand finds', (name) => {
    const program = compileScenario(readFileSync(join(root, 'examples', name), 'utf8'));
    expect(search(program, 64)).toEqual(search(program, Infinity));
  }, 60_000);

  it('keeps states with many words apart', () => {
    const counters = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`x${index}`, [0, -100, 1000]] as const));
    const count = (index: number) => ({
      text: 'count', effects: [(state: Int32Array) => { state[index] = (state[index]! + 37) % 259; if (state[index] !== 0) return index; }],
    });
    const program = toyProgram({ fields: counters, tasks: [{ name: 'p', events: Object.keys(counters).map((_, index) => count(index)) }] });
    expect(search(program, 3)).toEqual(search(program, Infinity));
    expect(search(program, 3)).toMatchObject({ origins: { length: 9 * 7 + 1 } });
  });

  it('goes on by hand when a value comes up that no execution tried before has shown', () => {
    // Only the one task with the other's help gets far; the random walks ahead of the search hardly ever do.
    const program = toyProgram({
      fields: { x: [0, 0, 4000] },
      tasks: [
        { name: 'up', events: [{ text: 'up', when: (state) => state[0]! < 3000, effects: [(state) => { state[0]! += 1; return 0; }] }] },
        { name: 'down', events: [{ text: 'down', effects: [(state) => { state[0] = 0; return 0; }] }] },
      ],
    });
    expect(search(program, 8)).toEqual(search(program, Infinity));
    expect(search(program, 8)).toMatchObject({ origins: { length: 3001 } });
  });
});
