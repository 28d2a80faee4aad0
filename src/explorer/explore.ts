// Every interleaving of a program, within bounds, and what that says about it.
import type { ModelError, Program } from '../compiler/program';
import { unpackChoice } from '../machine/choice';
import { formatSchedule } from '../machine/schedule';
import { buildCounterexample, type Counterexample } from './counterexample';
import { Search, type Finding } from './search';

export interface ExploreOptions {
  /** Search on until this is found. Without it, the first finding ends the search. */
  readonly until?: { readonly verdict: string; readonly property?: string };
  /** Search everything and report every finding. */
  readonly all?: boolean;
  /** Leave out orders of events that make no difference; what is found is looked for again without, to get the shortest way. */
  readonly reduction?: boolean;
  /** Keep one of the states that exchanging alike tasks makes of each other. */
  readonly symmetry?: boolean;
  readonly maxStates?: number;
  /** Needs `now`. */
  readonly maxSeconds?: number;
  /** MiB, for the set of states. */
  readonly maxMemory?: number;
  /** Milliseconds. The explorer has no clock of its own. */
  readonly now?: () => number;
  readonly isCancelled?: () => boolean;
}

export interface Progress {
  readonly states: number;
  /** States found but not yet expanded. */
  readonly frontier: number;
  readonly transitions: number;
}

export type Bound = 'states' | 'seconds' | 'memory' | 'cancelled';

export interface Exploration {
  readonly verdict: 'holds' | 'violates' | 'deadlock' | 'hang' | 'unknown';
  readonly property: string | null;
  readonly states: number;
  readonly transitions: number;
  /** Only as many orders of events were tried as the verdict needs: there are more states than these. */
  readonly reduced?: true;
  /** States that differ only in who of these is who count once. Only if asked for. */
  readonly symmetry?: { readonly exchanged: readonly (readonly string[])[]; readonly refusals: readonly string[] };
  /** The verdict is definite: no bound was hit. */
  readonly complete: boolean;
  readonly bound: Bound | null;
  readonly schedule: string | null;
  readonly events: number | null;
  readonly reason: string | null;
  /** The shortest counterexample of every kind found. */
  readonly counterexamples: readonly Counterexample[];
  /** The model itself failed: there is no verdict. `schedule` leads there. */
  readonly error?: ModelError;
}

/** Expansions between two reports, and between two looks at the clock. */
const ROUND = 512;

/** Explores; yields now and then, so that the caller can report, breathe or stop. */
export function* explore(program: Program, options: ExploreOptions = {}): Generator<Progress, Exploration, void> {
  const exploration = yield* exploreReduced(program, options);
  return options.symmetry ? { ...exploration, ...symmetryOf(program) } : exploration;
}

function symmetryOf(program: Program): Pick<Exploration, 'symmetry'> {
  const { groups, refusals } = program.symmetry?.() ?? { groups: [], refusals: [] };
  return { symmetry: { exchanged: groups.map(({ members }) => members.map(({ task }) => program.tasks[task]!.name)), refusals } };
}

function* exploreReduced(program: Program, options: ExploreOptions): Generator<Progress, Exploration, void> {
  if (!options.reduction) return yield* exploreOnce(program, options, false);
  const reduced = { ...yield* exploreOnce(program, options, true), reduced: true } as const;
  if (reduced.schedule === null) return reduced;
  const shortest = yield* exploreOnce(program, options, false);
  return shortest.complete ? shortest : reduced;
}

function* exploreOnce(program: Program, options: ExploreOptions, isReduced: boolean): Generator<Progress, Exploration, void> {
  const search = new Search(program, isReduced, options.symmetry);
  const started = options.now?.() ?? 0;
  const { until, maxStates = Infinity } = options;
  const sought = (): Finding | undefined => search.findings.find((finding) => !until || answers(finding, until));
  const isOver = (): boolean => search.isDone || (!options.all && sought() !== undefined);
  let bound: Bound | undefined;
  while (!isOver() && !bound) {
    for (let round = 0; round < ROUND && !isOver() && search.visited.size <= maxStates; round++) search.expand();
    if (!isOver()) bound = boundHit(search, options, started);
    yield progressOf(search);
  }
  return conclude(search, sought() ?? search.findings[0], bound ?? null);
}

function answers(finding: Finding, until: NonNullable<ExploreOptions['until']>): boolean {
  return finding.verdict === until.verdict && (until.property === undefined || finding.property === until.property);
}

/** Explores in one go. */
export function exploreAll(program: Program, options: ExploreOptions = {}): Exploration {
  const exploration = explore(program, options);
  for (;;) {
    const { done, value } = exploration.next();
    if (done) return value;
  }
}

function progressOf({ visited, expanded, transitions }: Search): Progress {
  return { states: visited.size, frontier: visited.size - expanded, transitions };
}

function boundHit(search: Search, options: ExploreOptions, started: number): Bound | undefined {
  if (options.isCancelled?.()) return 'cancelled';
  if (search.visited.size > (options.maxStates ?? Infinity)) return 'states';
  if (search.visited.bytes > (options.maxMemory ?? Infinity) * 2 ** 20) return 'memory';
  if (options.now && options.now() - started > (options.maxSeconds ?? Infinity) * 1000) return 'seconds';
  return undefined;
}

/** `decisive` is what the verdict tells, if anything was found. It counts for nothing when a bound was hit. */
function conclude(search: Search, decisive: Finding | undefined, bound: Bound | null): Exploration {
  const { program, visited, transitions, failure, findings } = search;
  const counterexamples = findings.map((finding) => buildCounterexample(program, finding, search.pathTo(finding.state)));
  const base = {
    states: visited.size, transitions, bound, complete: false, counterexamples,
    property: null, schedule: null, events: null, reason: null,
  };
  if (bound) return { ...base, verdict: 'unknown', reason: boundReason(search, bound, counterexamples) };
  if (decisive) return { ...base, ...counterexamples[findings.indexOf(decisive)]!, complete: true };
  if (!failure) return { ...base, verdict: 'holds', complete: true };
  const choices = failure.path.map(unpackChoice);
  return {
    ...base, verdict: 'unknown', error: failure.error, reason: failure.error.message,
    schedule: formatSchedule(choices), events: choices.length,
  };
}

function boundReason(search: Search, bound: Bound, found: readonly Counterexample[]): string {
  const limit = bound === 'cancelled' ? 'cancelled' : `the bound on ${bound} was reached`;
  const others = found.map(({ verdict, property, schedule }) => `${property ? `${verdict} ${property}` : verdict} (${schedule})`);
  const along = others.length > 0 ? `; found on the way: ${others.join(', ')}` : '';
  return `${limit} after ${search.visited.size} states, ${search.visited.size - search.expanded} of them not expanded${along}`;
}
