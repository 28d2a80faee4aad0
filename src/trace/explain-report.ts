// How the tasks of a report can have come to stand where they stood: the first composition in which they do, each unable to go on, with the shortest schedule.
import { compile } from '../compiler/compile';
import { expandWithin, Limits, type Bounds } from '../explorer/search/bounds';
import { Search } from '../explorer/search/search';
import { callsAfter } from '../hunt/calls';
import { DryRuns } from '../hunt/dry-run';
import type { Chain } from '../hunt/workload';
import { unpackChoice } from '../machine/execution/choice';
import { formatSchedule } from '../machine/schedule/schedule';
import { plainScenario, type Given, type Standing } from './report-scenario';
import type { Composer } from './reported-calls';
import { telling, type Place } from './stack-match';

export interface Attempt {
  /** The process that the report does not have. */
  readonly other?: Chain;
  readonly states: number;
  readonly standing?: Standing;
}

/** Calls of the process that the report does not have. */
const MOST_CALLS = 2;

/** Yields each attempt: first the tasks of the report alone, then each process beside them that can do what it does alone. One that has them all stand exactly there is the last. */
export function* explainReport(given: Given, composer: Composer, bounds: Bounds): Generator<Attempt, void, void> {
  const alone = attempt(given, undefined, composer, bounds);
  yield alone;
  if (alone.standing?.near === 0) return;
  const { signatures, files, kernel, version, read } = composer;
  const dryRuns = new DryRuns(kernel, version, given.ground, read);
  let chains: readonly Chain[] = [[]];
  for (let calls = 1; calls <= MOST_CALLS; calls++) {
    chains = chains.flatMap((chain) => callsAfter(chain, signatures, files).map((call) => [...chain, call])).filter((chain) => dryRuns.run(files, chain).succeeds);
    for (const chain of chains) {
      const beside = attempt(given, chain, composer, bounds);
      yield beside;
      if (beside.standing?.near === 0) return;
    }
  }
}

function attempt(given: Given, other: Chain | undefined, { kernel, version, read }: Composer, bounds: Bounds): Attempt {
  const compiled = compile(kernel, read(plainScenario(given, other)), version);
  // The model has no room for it.
  if ('errors' in compiled) return { states: 0 };
  const search = new Search(compiled.program);
  const searching = expandWithin(search, new Limits(bounds));
  while (!searching.next().done);
  const standing = standingIn(search, given);
  return { states: search.visited.size, ...(other && { other }), ...(standing && { standing }) };
}

/** The first state in which each task of the report rests at one of its places and cannot go on; of all states, one with as few as possible that are only near. */
function standingIn(search: Search, { tasks }: Given): Standing | undefined {
  const { program, visited, packed: { coder } } = search;
  const pcSlots = tasks.map((_, task) => program.tasks[task]!.pcSlot);
  let best: { readonly at: number; readonly places: readonly Place[]; readonly near: number } | undefined;
  for (let at = 0; at < visited.size && best?.near !== 0; at++) {
    const state = coder.read(visited.words(at), visited.offset(at), visited.width);
    const places = tasks.flatMap(({ match }, task) => match.places.get(state[pcSlots[task]!]!) ?? []);
    const near = places.filter(({ isExact }) => !isExact).length;
    if (places.length < tasks.length || near >= (best?.near ?? Infinity) || !tasks.every((_, task) => program.enabled(state, task) === 0)) continue;
    best = { at, places, near };
  }
  if (!best) return undefined;
  const path = search.pathTo(best.at).map(unpackChoice);
  return { schedule: formatSchedule(path), events: path.length, near: best.near, places: best.places.map(({ functions }, task) => telling(functions, program.tasks[task]!)) };
}
