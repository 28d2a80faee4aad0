// The audit of the reduction: the same verdicts and the same terminal states as without, and what it rests on, state by state.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interference, LocalTransition } from '../../src/compiler/local-state';
import { ModelError, type Program, type State } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { Search } from '../../src/explorer/search/search';
import { parseVersion } from '../../src/language/versions';
import { runnable, unpackChoice } from '../../src/machine/execution/choice';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { violations } from '../../src/machine/execution/violations';
import { sample } from '../support/extent';
import { compileScenario } from '../support/model-kernel';
import { anySource, cellProgram, type Source } from '../support/reducible-program';
import { Audit } from '../support/reduction-audit';

const root = join(__dirname, '..', '..');
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.daxscn'));
const compiled = (name: string, version?: string): Program =>
  compileScenario(readFileSync(join(root, 'examples', name), 'utf8'), version === undefined ? undefined : parseVersion(version));

/** All that must not depend on the reduction. The reduced graph is a part of the full one, so equal counts are equal sets. */
function outcome(program: Program, isReduced: boolean, most = Infinity) {
  const search = new Search(program, { reduction: isReduced });
  while (!search.isDone && search.visited.size < most) search.expand();
  const found = search.findings.map(({ verdict, property }) => property ?? verdict).sort();
  for (const { verdict, property, state } of search.findings) expect(resultOf(program, search.pathTo(state))).toContain(property ?? verdict);
  if (search.failure) expect(resultOf(program, search.failure.path)).toEqual(search.failure.error.message);
  // A model that fails ends the search at once: what was found before is chance.
  for (const { limit, state, choice } of search.limits) expect(resultOf(program, [...search.pathTo(state), choice])).toEqual(limit.message);
  // Behind a limit nothing is searched, so how many ends there are before it is chance, too.
  const isLimited = search.limits.length > 0;
  const kept = search.failure ? 'the model fails' : isLimited ? { found, isLimited } : { found, terminals: search.terminals };
  return { isDone: search.isDone, states: search.visited.size, kept };
}

/** What is wrong after these choices: properties and verdicts, or how the model fails at the last. */
function resultOf(program: Program, path: readonly number[]): readonly string[] | string {
  const state = program.initial();
  let left = path.length;
  try {
    for (const { task, alternative } of path.map(unpackChoice)) {
      left--;
      expect(alternative).toBeLessThan(program.enabled(state, task));
      program.step(state, task, alternative);
    }
    const stuck = runnable(program, state).length === 0 ? stuckVerdict(program, state) : undefined;
    return [...violations(program, state).map(({ property }) => property), ...(stuck ? [stuck.verdict] : [])];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(left).toBe(0);
    return error.message;
  }
}

function audit(program: Program, most = Infinity): { full: number; reduced: number } {
  const full = outcome(program, false, most);
  if (!full.isDone) return { full: 0, reduced: 0 };
  const reduced = outcome(program, true);
  expect(reduced.kept).toEqual(full.kept);
  if (typeof full.kept !== 'string') expect(reduced.states).toBeLessThanOrEqual(full.states);
  return { full: full.states, reduced: reduced.states };
}

/** The first fault in the first states of a breadth-first search. Where the model fails it goes no further. */
function faultIn(program: Program, count: number, interference = program.analyses.interference()!): string | undefined {
  const auditor = new Audit(program, interference);
  const seen = new Set<string>();
  const states: State[] = [program.initial()];
  for (const state of states) {
    const fault = unlessItFails(() => auditor.fault(state));
    if (fault !== undefined || seen.size > count) return fault;
    for (const { task, alternative } of unlessItFails(() => runnable(program, state)) ?? []) {
      const next = state.slice();
      unlessItFails(() => {
        program.step(next, task, alternative);
        if (seen.has(String(next))) return;
        seen.add(String(next));
        states.push(next);
      });
    }
  }
  return undefined;
}

function unlessItFails<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

/** What a reduction that is a little wrong would miss. */
const KEPT: readonly (Source & { readonly name: string; readonly found: unknown })[] = [
  {
    name: 'a violation that does not last', found: ['property0'],
    processes: ['cells[0].flag = true; cells[0].flag = false;', 'cells[0].n = 2;'],
    invariants: ['for (c in all cell) if (c.flag) require (c.n != 2) "{c}";'],
  },
  {
    name: 'a violation beside a task that goes round for ever', found: ['property0'],
    processes: ['while (cells[1].n == 0) { cells[1].link = cells[0]; cells[1].link = null; }', 'cells[0].n = 2;'],
    invariants: ['require (cells[0].n != 2) "too many";'],
  },
  {
    name: 'each of two assertions, of which the first that fails is remembered', found: ['run0', 'run1'],
    processes: ['assert (cells[0].n == 1) "one";', 'assert (cells[1].n == 1) "other";'],
  },
  {
    name: 'a number that is too large only in between', found: [],
    processes: ['cells[0].sum += 25;', 'cells[0].sum += 25;', 'cells[0].sum -= 25;'],
  },
  {
    name: 'a set that is empty only in between', found: ['hang', 'property0'],
    processes: ['cells[0].users += current;', 'cells[0].users += current; cells[0].users -= current;', 'await (cells[0].users == null); cells[0].flag = true;'],
    invariants: ['require (!cells[0].flag || cells[0].users == null) "not empty any more";'],
  },
  {
    name: 'a wait that only ends in between', found: ['hang'],
    processes: ['cells[0].n = 1; cells[0].n = 0;', 'await (cells[0].n == 1);'],
  },
];

describe('the reduction', () => {
  it.each(KEPT)('keeps $name', ({ found, ...source }) => {
    const { kept } = outcome(cellProgram(source), true);
    expect(typeof kept === 'string' ? kept : kept.found).toEqual(found);
    audit(cellProgram(source));
  });

  it('changes no verdict and no terminal state of random programs', () => {
    let [full, reduced] = [0, 0];
    fc.assert(fc.property(anySource, (source) => {
      const sizes = audit(cellProgram(source), 20_000);
      full += sizes.full;
      reduced += sizes.reduced;
    }), { numRuns: Number(process.env['RUNS'] ?? 150) });
    expect(reduced).toBeLessThan(0.8 * full);
  }, 60_000);

  it('rests on what is true in random programs', () => {
    fc.assert(fc.property(anySource, (source) => { expect(faultIn(cellProgram(source), 300)).toBeUndefined(); }),
      { numRuns: Number(process.env['RUNS'] ?? 100) });
  }, 60_000);

  describe.each(sample(['v4.18', 'v4.17', 'v6.18', 'v4.19'], 2))('on %s', (version) => {
    it.each(examples)('changes no verdict and no terminal state of %s', (name) => {
      const { full, reduced } = audit(compiled(name, version));
      expect(reduced).toBeLessThan(0.2 * full);
    }, 60_000);

    it.each(examples)('rests on what is true in %s', (name) => {
      expect(faultIn(compiled(name, version), 1000)).toBeUndefined();
    }, 60_000);
  });

  it('gives the shortest counterexample all the same', () => {
    const program = compiled(examples[0]!);
    const { schedule, states } = exploreAll(program);
    expect(exploreAll(program, { reduction: true, unreducedFirst: 0 })).toMatchObject({ verdict: 'violates', schedule, states });
  });
});

describe('the audit', () => {
  const program = compiled(examples[0]!, 'v4.19');
  const altered = (change: (transition: LocalTransition) => Partial<LocalTransition>): Interference => {
    const known = program.analyses.interference()!;
    return { ...known, tasks: known.tasks.map((localStates) => localStates.map((localState) => ({
      ...localState, transitions: localState.transitions.map((transition) => ({ ...transition, ...change(transition) })),
    }))) };
  };
  const nothing = new Int32Array(32);

  it.each<[string, (transition: LocalTransition) => Partial<LocalTransition>]>([
    ['reads', () => ({ reads: nothing, tests: nothing })],
    ['writes', ({ stores }) => ({ writes: nothing, stores: stores.map((store) => ({ ...store, falsifies: nothing })) })],
    ['stores', () => ({ stores: [] })],
    ['guards that it brings about', () => ({ enables: nothing })],
    ['ends', () => ({ end: 0 })],
  ])('notices %s that are left out', (_, change) => {
    expect(faultIn(program, 3000, altered(change))).toBeDefined();
  });
});
