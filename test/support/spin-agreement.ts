// What the explorer says of a program, in the words in which Spin's verifier reports it.
import type { Program } from '../../src/compiler/program';
import { Search } from '../../src/explorer/search/search';
import { verify, type SpinResult } from './spin';

/** Larger graphs are left to the benchmark, which compares the numbers too. */
const MAX_STATES = 50_000;

/** What Spin should report; undefined if there are too many states. Its verifier counts the initial state as a transition, and each report of the process that watches. */
export function explored(program: Program, maxStates = MAX_STATES): SpinResult | undefined {
  const search = new Search(program);
  while (!search.isDone && search.visited.size <= maxStates) search.expand();
  if (!search.isDone) return undefined;
  const found = search.findings.map(({ property }) => property ?? 'invalid end state');
  const watched = search.findings.filter(({ property }) => program.invariants.some(({ name }) => name === property));
  return { states: search.visited.size, transitions: search.transitions + 1 + watched.length, found: [...new Set(found)].sort() };
}

/** What Spin reports, with every stuck state: of one that is the first to violate an invariant it sees only that, unless nobody watches. */
export async function reported(model: string, isStuck: boolean): Promise<SpinResult> {
  const defines = ['-DNOBOUNDCHECK'];
  const result = await verify(model, { defines });
  if (!isStuck || result.found.includes('invalid end state')) return result;
  const { found } = await verify(model, { defines, spin: ['-DENDS'] });
  return { ...result, found: [...new Set([...result.found, ...found])].sort() };
}
