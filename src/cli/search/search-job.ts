// One search: a scenario on one version. A job and its outcome are plain data, so that another thread can do it.
import { compile } from '../../compiler/compile';
import { watchedBy } from '../../compiler/lowering/watch';
import type { Program } from '../../compiler/program';
import type { Watched } from '../../compiler/watched';
import type { CheckError } from '../../explorer/check-messages';
import { explore, type Exploration, type ExploreOptions, type Progress, type SearchedExploration } from '../../explorer/explore';
import type { FamilySearches } from '../../explorer/family-searches';
import { isModelLimit, type Diagnostic } from '../../language/diagnostics';
import type { Expect, KernelTree, ScenarioTree, Version } from '../../language/tree';
import { InputError } from '../input/input';
import { detailsOf, type Details } from './details';
import { untilOf, type ExpectedOf, type Families } from './families';

export interface SearchJob {
  readonly file: string;
  readonly tree: ScenarioTree;
  /** Undefined: the one that the scenario names. */
  readonly version: Version | undefined;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  /** All that will be searched in this thread, of this scenario: what versions have in common is done once. */
  readonly group?: readonly ExpectedOf[];
  /** Whether `Details` are wanted. */
  readonly withDetails?: boolean;
  readonly options: Pick<ExploreOptions, 'reduction' | 'symmetry' | 'maxStates' | 'maxSeconds' | 'maxMemory'>;
}

export interface Searched {
  readonly kernel: Version;
  readonly exploration: SearchedExploration;
  readonly seconds: number;
  readonly details?: Details;
  /** What was searched, unless another thread did it, or it was searched for another version. */
  readonly program?: Program;
  /** The version that was searched, if it was another one: this one does the same in all that was executed. */
  readonly sameAs?: Version;
}

/** Why there is nothing to search, complete with the position in the text. */
export interface Refused {
  readonly problem: string;
  readonly errors: readonly CheckError[];
}

export type SearchOutcome = Searched | Refused;

/** What a search needs from the thread that it runs in. */
export interface SearchHost {
  readonly kernel: KernelTree;
  /** Milliseconds. */
  now(): number;
  isCancelled(): boolean;
  /** What versions of a scenario have in common; without it, each is searched alone. */
  readonly families?: Families;
  /** Whoever saves the search, and goes on with a saved one. */
  readonly saving?: { begin(program: Program, job: SearchJob): ExploreOptions };
}

/** Compiles and searches. Yields now and then, so that the caller can report or breathe. */
export function* search(job: SearchJob, host: SearchHost): Generator<Progress, SearchOutcome, void> {
  const { tree, version = tree.kernel, expected, options } = job;
  const { kernel, now, isCancelled, families } = host;
  const watch = watchedBy(expected, tree, kernel);
  const started = now();
  const wanted = { ...options, ...untilOf(expected), now, isCancelled };
  const searches = version !== undefined ? families?.of(job, kernel, watch) : undefined;
  const found = searches ? yield* searches.explore(version!, wanted) : yield* searchAlone(job, host, watch, wanted);
  if ('errors' in found) {
    if (found.errors.every(isModelLimit)) return { kernel: version!, exploration: noRoom(found.errors), seconds: 0 };
    const { message, errors } = InputError.of(found.errors);
    return { problem: message, errors };
  }
  const { exploration, sameAs, program } = found;
  return {
    kernel: version!, exploration, seconds: sameAs === undefined ? (now() - started) / 1000 : 0, ...(program && { program }), ...(sameAs !== undefined && { sameAs }),
    ...(job.withDetails && { details: detailsOf(exploration, () => program ?? searches!.programOf(version!), kernel) }),
  };
}

function* searchAlone({ tree, version, ...job }: SearchJob, { kernel, saving }: SearchHost, watch: Watched | undefined, options: ExploreOptions): ReturnType<FamilySearches['explore']> {
  const compiled = compile(kernel, tree, version, { ...(watch && { watch }) });
  if ('errors' in compiled) return compiled;
  const { program } = compiled;
  const { counterexamples: _, ...exploration } = yield* explore(program, { ...options, ...saving?.begin(program, { tree, version, ...job }) });
  return { exploration, program };
}

/** The model has no room for the scenario: nothing is searched. */
function noRoom(errors: readonly Diagnostic[]): SearchedExploration {
  const reason = errors.map(({ message, source, span }) => `limit of the model: ${message} (${source}:${span[0] + 1})`).join('\n');
  return {
    verdict: 'unknown', property: null, states: 0, transitions: 0, complete: false, bound: 'model', schedule: null, events: null, reason, missingWait: null,
  };
}

/** For another thread: without functions, and with an error that keeps its own fields on the way. */
export function cloneable(outcome: SearchOutcome): SearchOutcome {
  if ('problem' in outcome) return outcome;
  const { program: _, exploration, ...rest } = outcome;
  return { ...rest, exploration: plainExploration(exploration) };
}

/** Without an object whose fields get lost on the way. */
export function plainExploration<Plain extends Pick<Exploration, 'error'>>(exploration: Plain): Plain {
  if (!exploration.error) return exploration;
  const { name, message, source, span } = exploration.error;
  return { ...exploration, error: { name, message, source, span } };
}
