// A search that was saved and restored against one that was not interrupted: the same, expansion for expansion.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { restoreSearch, saveSearch, type SavedSearch } from '../../src/explorer/checkpoint/checkpoint';
import { exploreAll, type Exploration, type ExploreOptions } from '../../src/explorer/explore';
import { Search, type SearchOptions } from '../../src/explorer/search/search';
import type { Resumption, Stage, Underway } from '../../src/explorer/underway';
import { program } from '../compiler/tiny-kernel';
import { anyAlikeProcesses, HUB } from '../support/alike-processes';
import { compileScenario } from '../support/model-kernel';
import { anyProgram } from '../support/random-program';
import { anySource, cellProgram } from '../support/reducible-program';
import { toyProgram } from '../support/toy-program';

const root = join(__dirname, '..', '..');
const example = (path: string): Program => compileScenario(readFileSync(join(root, path), 'utf8'));

const anyOptions: fc.Arbitrary<SearchOptions> = fc.record({ reduction: fc.boolean(), symmetry: fc.boolean(), byHand: fc.boolean() });
const anything = fc.oneof(
  anyProgram, anySource.map(cellProgram), anyAlikeProcesses.map(([processes, calls]) => program(processes, HUB + calls)),
);

function expand(search: Search, times = Infinity): Search {
  for (let time = 0; time < times && !search.isDone; time++) search.expand();
  return search;
}

/** All that a search knows and that it could go on differently for. */
function everything(search: Search): object {
  const { visited, waiting, transitions, terminals, expanded, findings, failure, retreats, packed: { packing } } = search;
  const { width } = visited;
  return {
    transitions, terminals, expanded, findings, retreats, width, bytes: visited.bytes, columns: packing.columns,
    states: Array.from({ length: visited.size }, (_, state) => {
      const offset = visited.offset(state);
      return [visited.parentOf(state), visited.choiceInto(state), ...visited.words(state).subarray(offset, offset + width)].join();
    }),
    waiting: Array.from({ length: waiting.length }, (_, at) => [waiting.hashes[at], waiting.parents[at], waiting.choices[at]].join()),
    failure: failure && { path: failure.path, message: failure.error.message },
  };
}

/** Saves, as text and numbers; what is returned makes a search that has just begun the saved one. */
function saved(search: Search): (restored: Search) => void {
  const { saved, blocks } = saveSearch(search);
  const text = JSON.stringify(saved);
  const numbers = [...blocks].flatMap((block) => [...block]);
  return (restored) => {
    let at = 0;
    restoreSearch(restored, JSON.parse(text) as SavedSearch, (count) => Int32Array.from(numbers.slice(at, at += count)));
    expect(at).toBe(numbers.length);
  };
}

function revived(search: Search, options: SearchOptions): Search {
  const restored = new Search(search.program, options);
  saved(search)(restored);
  return restored;
}

/** Explores with these bounds one after the other and then without any, each time from where it was interrupted. */
function exploreInPieces(random: Program, options: ExploreOptions, bounds: readonly number[]) {
  const stages: Stage[] = [];
  let resume: Resumption | undefined;
  for (const maxStates of bounds) {
    let underway: Underway | undefined;
    const { bound } = exploreAll(random, { ...options, maxStates, ...(resume && { resume }), onSearch: (told) => { underway = told; } });
    if (!underway) return { stages, exploration: undefined };
    if (bound === null) expect(underway.reduced).toBeDefined();
    const { search, stage, reduced } = underway;
    stages.push(stage);
    resume = { stage, ...(reduced && { reduced: JSON.parse(JSON.stringify(reduced)) as Exploration }), restore: saved(search) };
  }
  let left: Underway | undefined;
  const exploration = exploreAll(random, { ...options, ...(resume && { resume }), onSearch: (told) => { left = told; } });
  expect(left).toBeUndefined();
  return { stages, exploration };
}

describe('an exploration that was saved', () => {
  it('says of random programs what it says when nothing interrupts it, whichever search was under way', () => {
    const stages = new Set<Stage>();
    const options = fc.record({ reduction: fc.boolean(), symmetry: fc.boolean(), unreducedFirst: fc.constantFrom(0, 6, 30), all: fc.boolean() });
    fc.assert(fc.property(anything, options, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }), (random, how, bounds) => {
      const { stages: passed, exploration } = exploreInPieces(random, how, bounds.toSorted((a, b) => a - b));
      if (!exploration) return;
      for (const stage of passed) stages.add(stage);
      const straight = exploreAll(random, how);
      if (straight.error) expect(exploration.error?.message).toBe(straight.error.message);
      else expect(exploration).toEqual(straight);
    }), { numRuns: 150 });
    expect([...stages].sort()).toEqual(['full', 'reduced', 'unreduced']);
  }, 60_000);
});

describe('a search that was saved', () => {
  it('goes on in random programs as if nothing had happened', () => {
    let interrupted = 0;
    fc.assert(fc.property(anything, anyOptions, fc.nat(60), fc.nat(60), (random, options, first, second) => {
      const begun = expand(new Search(random, options), first);
      if (begun.failure) return;
      const again = revived(begun, options);
      expect(everything(again)).toEqual(everything(begun));
      const straight = expand(new Search(random, options), first + second);
      expect(everything(expand(again, second))).toEqual(everything(straight));
      if (straight.failure) return;
      if (!straight.isDone) interrupted++;
      expect(everything(expand(revived(again, options)))).toEqual(everything(expand(straight)));
    }), { numRuns: 80 });
    expect(interrupted).toBeGreaterThan(0);
  }, 60_000);

  it.each([
    ['examples/01-truncate-vs-direct-read.daxscn', {}],
    ['examples/01-truncate-vs-direct-read.daxscn', { reduction: true }],
    ['examples/09-starved-truncate.daxscn', {}],
    ['bench/scenarios/two-readers.daxscn', { symmetry: true, reduction: true }],
  ] as const)('goes on in %s as if nothing had happened, with %j', (path, options) => {
    const compiled = example(path);
    const most = 2000;
    const straight = everything(expand(new Search(compiled, options), most));
    for (const first of [1, 1300]) {
      expect(everything(expand(revived(expand(new Search(compiled, options), first), options), most - first))).toEqual(straight);
    }
  }, 60_000);

  it('is none where the model has failed', () => {
    const compiled = toyProgram({
      isChecked: true, fields: { x: [0, 0, 1] }, tasks: [{ name: 'p', events: [{ text: 'fail', effects: [(state) => { state[0] = 2; }] }] }],
    });
    expect(() => saveSearch(expand(new Search(compiled)))).toThrow('cannot go on');
  });
});
