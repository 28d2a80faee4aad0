// Every interleaving of a program, within bounds, and what that says about it.
import type { ModelError, Program } from '../compiler/program';
import { unpackChoice } from '../machine/choice';
import { formatSchedule } from '../machine/schedule';
import { buildCounterexample, type Counterexample } from './counterexample';
import { judgeEndless, type Endless } from './endless';
import { Search, type Finding } from './search';

export interface Bounds {
  readonly maxStates?: number;
  /** Needs `now`. */
  readonly maxSeconds?: number;
  /** MiB, for the set of states. */
  readonly maxMemory?: number;
  /** Milliseconds. The explorer has no clock of its own. */
  readonly now?: () => number;
  readonly isCancelled?: () => boolean;
}

export interface ExploreOptions extends Bounds {
  /** Search on until this is found. Without it, the first finding ends the search. */
  readonly until?: { readonly verdict: string; readonly property?: string };
  /** Search everything and report every finding. */
  readonly all?: boolean;
  /** Leave out orders of events that make no difference; what is found is looked for again without, to get the shortest way. */
  readonly reduction?: boolean;
}

export interface Progress {
  readonly states: number;
  /** States found but not yet expanded. */
  readonly frontier: number;
  readonly transitions: number;
  /** What the set of states takes. */
  readonly bytes: number;
}

export type Bound = 'states' | 'seconds' | 'memory' | 'cancelled';

export interface Exploration {
  readonly verdict: 'holds' | 'violates' | 'deadlock' | 'hang' | 'livelock' | 'unknown';
  readonly property: string | null;
  readonly states: number;
  readonly transitions: number;
  /** Only as many orders of events were tried as the verdict needs: there are more states than these. */
  readonly reduced?: true;
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

const ENDLESS = 'without reduction it may be a livelock: some execution can go on for ever';

/** Expansions between two reports, and between two looks at the clock. */
const ROUND = 512;

/** Explores; yields now and then, so that the caller can report, breathe or stop. */
export function* explore(program: Program, options: ExploreOptions = {}): Generator<Progress, Exploration, void> {
  if (!options.reduction) return yield* exploreOnce(program, options, false);
  const reduced = { ...yield* exploreOnce(program, options, true), reduced: true } as const;
  const isOpen = reduced.reason === ENDLESS;
  if (reduced.schedule === null && !isOpen) return reduced;
  const full = yield* exploreOnce(program, options, false);
  if (full.bound === null) return full;
  return isOpen ? { ...reduced, bound: full.bound, reason: `${ENDLESS}; ${full.reason}` } : reduced;
}

function* exploreOnce(program: Program, options: ExploreOptions, isReduced: boolean): Generator<Progress, Exploration, void> {
  const search = new Search(program, { reduction: isReduced });
  const { until } = options;
  const isFound = (): boolean => !options.all && search.findings.some((finding) => !until || answers(finding, until));
  const bound = yield* expandWithin(search, options, isFound);
  if (bound || search.failure || !(options.all || until?.verdict === 'livelock' || search.findings.length === 0)) {
    return conclude(search, until, bound, 'none');
  }
  const endless = yield* judgeWithin(search, options, isReduced);
  return typeof endless === 'object' && 'bound' in endless ? conclude(search, until, endless.bound, 'none') : conclude(search, until, null, endless);
}

/** Looks for livelocks until it hits a bound. */
function* judgeWithin(search: Search, options: Bounds, isReduced: boolean): Generator<Progress, Endless | { readonly bound: Bound }, void> {
  const started = options.now?.() ?? 0;
  const work = judgeEndless(search, isReduced);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    const bound = boundHit(search, options, started);
    if (bound) return { bound };
    yield progressOf(search);
  }
}

/** Searches until `isEnough`, until everything is searched or until a bound is hit, and tells which. */
export function* expandWithin(
  search: Search, options: Bounds, isEnough = (): boolean => false,
): Generator<Progress, Bound | null, void> {
  const started = options.now?.() ?? 0;
  const { maxStates = Infinity } = options;
  // The last successors come in together: a search that is done may have got too large by them.
  const isOver = (): boolean => isEnough() || (search.isDone && search.visited.size <= maxStates);
  let bound: Bound | undefined;
  while (!isOver() && !bound) {
    for (let round = 0; round < ROUND && !isOver() && search.visited.size <= maxStates; round++) search.expand();
    if (!isOver()) bound = boundHit(search, options, started);
    yield progressOf(search);
  }
  return bound ?? null;
}

function answers(finding: Pick<Finding | Counterexample, 'verdict' | 'property'>, until: NonNullable<ExploreOptions['until']>): boolean {
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
  return { states: visited.size, frontier: visited.size - expanded, transitions, bytes: visited.bytes };
}

function boundHit(search: Search, options: Bounds, started: number): Bound | undefined {
  if (options.isCancelled?.()) return 'cancelled';
  if (search.visited.size > (options.maxStates ?? Infinity)) return 'states';
  if (search.visited.bytes > (options.maxMemory ?? Infinity) * 2 ** 20) return 'memory';
  if (options.now && options.now() - started > (options.maxSeconds ?? Infinity) * 1000) return 'seconds';
  return undefined;
}

/** What was found counts for nothing when a bound was hit. */
function conclude(search: Search, until: ExploreOptions['until'], bound: Bound | null, endless: Endless): Exploration {
  const { program, visited, transitions, failure, findings } = search;
  const counterexamples = findings.map((finding) => buildCounterexample(program, finding, search.pathTo(finding.state)));
  if (typeof endless === 'object') counterexamples.push(endless);
  const base = {
    states: visited.size, transitions, bound, complete: false, counterexamples,
    property: null, schedule: null, events: null, reason: null,
  };
  if (bound) return { ...base, verdict: 'unknown', reason: boundReason(search, bound, counterexamples) };
  const decisive = counterexamples.find((found) => !until || answers(found, until)) ?? counterexamples[0];
  if (decisive) return { ...base, ...decisive, complete: true };
  if (endless === 'possible') return { ...base, verdict: 'unknown', reason: ENDLESS };
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
  const rest = search.isDone ? 'while looking for livelocks' : `${search.visited.size - search.expanded} of them not expanded`;
  return `${limit} after ${search.visited.size} states, ${rest}${along}`;
}
