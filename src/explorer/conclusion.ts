// What a search, as far as it went, says about the program.
import { isReach } from '../compiler/watched';
import type { ModelError } from '../compiler/program';
import { unpackChoice } from '../machine/execution/choice';
import type { MissingWait } from '../machine/explain/missing-wait';
import { formatSchedule } from '../machine/schedule/schedule';
import { limitText } from '../machine/verdict/model-limit';
import type { Bound } from './search/bounds';
import { buildCounterexample, type Counterexample } from './counterexample/counterexample';
import type { LivelockResult } from './livelock/livelock';
import { concretePath } from './search/concrete-path';
import type { Finding, LimitHit, Search } from './search/search';
import { answers, type Sought } from './search/sought';
import type { PackedProgram } from './store/packed-program';
import { boundText, verdictText } from './verdict-words';

/** What exploring a program came to. All but `error` is plain data. */
export interface Exploration {
  readonly verdict: 'holds' | 'violates' | 'reaches' | 'never reaches' | 'deadlock' | 'hang' | 'livelock' | 'unknown';
  /** The property that is violated or reached; where one alone is watched that one, also if it holds. */
  readonly property: string | null;
  readonly states: number;
  readonly transitions: number;
  /** Only as many orders of events were tried as the verdict needs: there are more states than these. */
  readonly reduced?: true;
  /** Names of the tasks of each group whose permutations were left out; and why other tasks that are alike are in none, whole sentences. */
  readonly symmetry?: { readonly exchanged: readonly (readonly string[])[]; readonly refusals: readonly string[] };
  /** The verdict is definite: no bound was hit. */
  readonly complete: boolean;
  /** What ended the search early; `model`: the model had no room for some events, and everything else was searched (`reason` says for which). */
  readonly bound: Bound | 'model' | null;
  /** That of the counterexample which decided. */
  readonly schedule: string | null;
  readonly events: number | null;
  readonly reason: string | null;
  /** What should have waited for what, if something is wrong. */
  readonly missingWait: MissingWait | null;
  /** The shortest counterexample of every kind found. */
  readonly counterexamples: readonly Counterexample[];
  /** The model itself failed: there is no verdict. `schedule` leads there. */
  readonly error?: ModelError;
}

/** Without the list of counterexamples: each keeps its program, to explain itself when it is asked. */
export type SearchedExploration = Omit<Exploration, 'counterexamples'>;

/** What was found of a program. */
export interface Found {
  /** It is about the program. */
  readonly packed: PackedProgram;
  readonly findings: readonly Finding[];
  readonly states: number;
  readonly transitions: number;
  /** Packed choices that lead from the first state to that of a finding. */
  pathTo(state: number): readonly number[];
}

/** Of a search with its limits and failures. `bound`: what ended the search; then what was found counts for nothing. */
export function conclude(search: Search, sought: Sought | undefined, bound: Bound | null, livelock: LivelockResult): Exploration {
  const { packed, visited, transitions, findings } = search;
  const found: Found = { packed, findings, transitions, states: visited.size, pathTo: (state) => search.pathTo(state) };
  const counterexamples = counterexamplesOf(found, livelock);
  if (bound) return { ...undecidedYet(found, counterexamples), bound, reason: boundReason(search, bound, counterexamples) };
  if (counterexamples.length > 0) return decided(found, counterexamples, sought);
  const open = undecidedYet(found, counterexamples);
  if (livelock === 'possible') return { ...open, reason: PERHAPS_LIVELOCK };
  if (!search.failure) return search.limits.length > 0 ? { ...open, ...limitReached(search) } : nothingWrong(found);
  const { error, path } = search.failure;
  return { ...open, error, reason: error.message, schedule: formatSchedule(path.map(unpackChoice)), events: path.length };
}

/** Where everything was searched that is reachable, or until what was sought was found. */
export function concludeAll(found: Found, sought: Sought | undefined, livelock: Exclude<LivelockResult, 'possible'>): Exploration {
  const counterexamples = counterexamplesOf(found, livelock);
  return counterexamples.length > 0 ? decided(found, counterexamples, sought) : nothingWrong(found);
}

function counterexamplesOf({ packed, findings, pathTo }: Found, livelock: LivelockResult): Counterexample[] {
  // Where one property is watched, nothing else counts.
  const counting = packed.program.watched ? findings.filter(({ verdict }) => verdict === 'violates') : findings;
  const counterexamples = counting.map((finding) => buildCounterexample(packed, finding, pathTo(finding.state)));
  return typeof livelock === 'object' ? [...counterexamples, livelock] : counterexamples;
}

function undecidedYet({ states, transitions }: Found, counterexamples: readonly Counterexample[]): Exploration {
  return {
    verdict: 'unknown', states, transitions, bound: null, complete: false, counterexamples,
    property: null, schedule: null, events: null, reason: null, missingWait: null,
  };
}

function nothingWrong(found: Found): Exploration {
  const { watched } = found.packed.program;
  const base = { ...undecidedYet(found, []), complete: true, ...(watched && { property: watched.name }) };
  if (watched && isReach(watched)) return { ...base, verdict: 'never reaches', reason: `no execution reaches ${watched.name}` };
  return { ...base, verdict: 'holds' };
}

/** The conclusion where something is found: what is sought, or else what was found first. */
function decided(found: Found, counterexamples: readonly Counterexample[], sought: Sought | undefined): Exploration {
  const decisive = counterexamples.find((counterexample) => answers(counterexample, sought)) ?? counterexamples[0]!;
  return { ...undecidedYet(found, []), ...decisive, counterexamples, complete: true, ...(isReach(found.packed.program.watched) && { verdict: 'reaches' as const }) };
}

/** The conclusion where nothing is wrong as far as the model has room. */
function limitReached({ program, limits, visited, shortcuts }: Search): Pick<Exploration, 'verdict' | 'bound' | 'reason' | 'schedule' | 'events'> {
  const [{ limit, state, choice }, ...others] = limits as [LimitHit, ...LimitHit[]];
  const choices = concretePath(program, shortcuts, [...visited.pathTo(state), choice]).map(unpackChoice);
  const before = program.initial();
  for (const { task, alternative } of choices.slice(0, -1)) program.step(before, task, alternative);
  const more = others.map((other) => `; also ${other.limit.message}`).join('');
  return {
    verdict: 'unknown', bound: 'model', reason: `${limitText(program, before, choices.at(-1)!.task, limit)}${more}`,
    schedule: formatSchedule(choices), events: choices.length,
  };
}

const PERHAPS_LIVELOCK = 'without reduction it may be a livelock: some execution can go on for ever';

/** The conclusion of a search that left something out and cannot judge executions without end, and of a full one that hit a bound. */
export function undecided(open: Exploration, { bound, reason }: Exploration): Exploration {
  return { ...open, bound, reason: `${PERHAPS_LIVELOCK}; ${reason}` };
}

function boundReason(search: Search, bound: Bound, found: readonly Counterexample[]): string {
  const others = found.map(({ verdict, property, schedule }) => `${verdictText({ verdict, property })} (${schedule})`);
  const along = others.length > 0 ? `; found on the way: ${others.join(', ')}` : '';
  const rest = search.isDone ? 'while looking for livelocks' : `${search.visited.size - search.expanded} of them not expanded`;
  return `${boundText(bound)} after ${search.visited.size} states, ${rest}${along}`;
}
