// Every interleaving of a program, within bounds, and what that says about it. Which searches are made, and in what order (`Stage`).
import type { Program } from '../compiler/program';
import { expandWithin, Limits, progressOf, type Bound, type Bounds, type Progress } from './search/bounds';
import { conclude, undecided, type Exploration } from './conclusion';
import { lookForLivelock, type LivelockResult } from './livelock/livelock';
import { Search } from './search/search';
import { answers, type Sought } from './search/sought';
import type { PackedProgram } from './store/packed-program';
import type { Resumption, Underway } from './underway';

export type { Bound, Bounds, Progress } from './search/bounds';
export type { Exploration, SearchedExploration } from './conclusion';

/** How to explore. Without any, every interleaving is searched until the first finding. */
export interface ExploreOptions extends Bounds {
  /** Search on until this is found. Without it, the first finding ends the search. */
  readonly until?: Sought;
  /** Search everything and report every finding. */
  readonly all?: boolean;
  /** Partial-order reduction: leave out orders of events that make no difference. */
  readonly reduction?: boolean;
  /** Symmetry reduction: keep one state of each orbit. */
  readonly symmetry?: boolean;
  /** With `reduction` or `symmetry`: first search without them, up to this many states, because small state spaces need no reduction. 0: do not. */
  readonly unreducedFirst?: number;
  /** What earlier searches of the program, or of others of its family, have found out of its events. Only one search at a time can use it. */
  readonly packed?: PackedProgram;
  /** Told of each search that begins, and with undefined when it has come to its end. What was told last was interrupted. */
  readonly onSearch?: (underway: Underway | undefined) => void;
  /** Goes on there instead of at the beginning. */
  readonly resume?: Resumption;
}

/** Searching so many takes about as long as working out what can be left out; and what is found then is the shortest of its kind. */
export const UNREDUCED_FIRST = 500_000;

/** What a search leaves out; nothing of it in an unreduced one. */
type Omissions = Pick<ExploreOptions, 'reduction' | 'symmetry'>;

const NOTHING: Omissions = {};

/** Explores; yields now and then, so that the caller can report, do something else or stop. A failure of the model is an `error` of the result. */
export function* explore(program: Program, options: ExploreOptions = {}): Generator<Progress, Exploration, void> {
  const limits = new Limits(options);
  const { reduction = false, unreducedFirst = UNREDUCED_FIRST, resume, onSearch } = options;
  // What a response property assumes may tell alike processes apart.
  const symmetry = options.symmetry === true && !program.response;
  let reducedOptions = options;
  if (!reduction && !symmetry) return yield* exploreOnce(program, NOTHING, options, limits, { stage: 'full' });
  if (unreducedFirst > 0 && (!resume || resume.stage === 'unreduced')) {
    const small = yield* exploreOnce(program, NOTHING, options, limits.within(unreducedFirst), { stage: 'unreduced' });
    if (small.bound !== 'states') return small;
    // With more states the first search may be all it takes: should the next one be interrupted, too, that is where to go on.
    if (limits.maxStates < unreducedFirst) reducedOptions = { ...options, onSearch: (underway) => { if (!underway) onSearch?.(underway); } };
  }

  const reduced = resume?.reduced ?? {
    ...yield* exploreOnce(program, { reduction, symmetry }, reducedOptions, limits, { stage: 'reduced' }), ...omitted(program, { reduction, symmetry }),
  };
  const isOpen = reduced.verdict === 'unknown' && reduced.bound === null && !reduced.error;
  // Permuting tasks makes no path longer or shorter.
  if (!isOpen && (reduced.schedule === null || !reduction)) return reduced;
  // The shortest path to what was found, what else there is beside a limit of the model, or whether an infinite execution starves a process: that takes all states.
  const full = yield* exploreOnce(program, NOTHING, options, limits, { stage: 'full', reduced });
  if (full.bound === null || full.bound === 'model') return full;
  return isOpen ? undecided(reduced, full) : reduced;
}

function omitted(program: Program, { reduction, symmetry }: Omissions): Pick<Exploration, 'reduced' | 'symmetry'> {
  const { groups, refusals } = symmetry ? program.analyses.symmetry() : { groups: [], refusals: [] };
  const exchanged = groups.map(({ members }) => members.map(({ task }) => program.tasks[task]!.name));
  return { ...(reduction && { reduced: true }), ...(exchanged.length + refusals.length > 0 && { symmetry: { exchanged, refusals } }) };
}

function* exploreOnce(
  program: Program, omissions: Omissions, options: ExploreOptions, limits: Limits, which: Pick<Underway, 'stage' | 'reduced'>,
): Generator<Progress, Exploration, void> {
  const { resume, onSearch } = options;
  const search = new Search(program, omissions, options.packed);
  if (resume?.stage === which.stage) resume.restore(search);
  onSearch?.({ ...which, search });
  const exploration = yield* judge(search, options, limits);
  if (!exploration.bound || exploration.bound === 'model' || search.failure) onSearch?.(undefined);
  return exploration;
}

/** Goes on with a search, and says what it has found. */
function* judge(search: Search, options: ExploreOptions, limits: Limits): Generator<Progress, Exploration, void> {
  const { watched } = search.program;
  const { all } = options;
  const until = watched ? { verdict: 'violates', property: watched.name } : options.until;
  search.isEnough = (finding) => !all && answers(finding, until);
  const isFound = (): boolean => search.findings.some(search.isEnough!);
  const bound = yield* expandWithin(search, limits, isFound);
  const asksForLivelock = search.program.response ? !isFound() : !watched && (all || until?.verdict === 'livelock' || search.findings.length === 0);
  if (bound || search.failure || !asksForLivelock) return conclude(search, until, bound, 'none');
  const found = yield* lookWithin(search, limits);
  return 'bound' in found ? conclude(search, until, found.bound, 'none') : conclude(search, until, null, found.livelock);
}

/** Looks for a livelock until it hits a bound. */
function* lookWithin(search: Search, limits: Limits): Generator<Progress, { readonly livelock: LivelockResult } | { readonly bound: Bound }, void> {
  const work = lookForLivelock(search);
  for (;;) {
    const { done, value } = work.next();
    if (done) return { livelock: value };
    const bound = limits.hit(search);
    if (bound) return { bound };
    yield progressOf(search);
  }
}

/** Explores in one go. */
export function exploreAll(program: Program, options: ExploreOptions = {}): Exploration {
  const exploration = explore(program, options);
  for (;;) {
    const { done, value } = exploration.next();
    if (done) return value;
  }
}
