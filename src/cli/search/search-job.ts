// One search: a scenario on one version. A job and its outcome are plain data, so that another thread can do it.
import { compile } from '../../compiler/compile';
import { watchedBy } from '../../compiler/lowering/watch';
import type { Program } from '../../compiler/program';
import type { CheckError } from '../../explorer/check-messages';
import type { KnownResults } from '../../explorer/reuse/known-results';
import { explore, type Exploration, type ExploreOptions, type Progress } from '../../explorer/explore';
import { isModelLimit, type Diagnostic } from '../../language/diagnostics';
import type { Expect, KernelTree, ScenarioTree, Version } from '../../language/tree';
import { InputError } from '../input/input';

export interface SearchJob {
  readonly file: string;
  readonly tree: ScenarioTree;
  /** Undefined: the one that the scenario names. */
  readonly version: Version | undefined;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  readonly options: Pick<ExploreOptions, 'reduction' | 'symmetry' | 'maxStates' | 'maxSeconds' | 'maxMemory'>;
}

/** Without the list of counterexamples: each keeps its program, to explain itself when it is asked, and here nobody asks. */
export type SearchedExploration = Omit<Exploration, 'counterexamples'>;

export interface Searched {
  readonly kernel: Version;
  readonly exploration: SearchedExploration;
  readonly seconds: number;
  /** What was searched, unless another thread did it, or it was searched for another version. */
  readonly program?: Program;
  /** The version for which the same program was searched. */
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
  /** What earlier searches of the scenario have found. */
  readonly known?: KnownResults;
  /** Whoever saves the search, and goes on with a saved one. */
  readonly saving?: { begin(program: Program, job: SearchJob): ExploreOptions };
}

/** Compiles and searches. Yields now and then, so that the caller can report or breathe. */
export function* search(job: SearchJob, { kernel, now, isCancelled, known, saving }: SearchHost): Generator<Progress, SearchOutcome, void> {
  const { tree, version, expected, options } = job;
  const watch = watchedBy(expected, tree, kernel);
  const compiled = compile(kernel, tree, version, { ...(watch && { watch }) });
  if ('errors' in compiled) {
    if (compiled.errors.every(isModelLimit)) return { kernel: version ?? tree.kernel!, exploration: noRoom(compiled.errors), seconds: 0 };
    const { message, errors } = InputError.of(compiled.errors);
    return { problem: message, errors };
  }
  const { program } = compiled;
  const started = now();
  const until = expected.verdict === 'holds' ? {} : { until: expected };
  const { counterexamples: _, ...exploration } = yield* explore(program, { ...options, ...until, ...saving?.begin(program, job), ...(known && { known }), now, isCancelled });
  return { kernel: program.kernel, exploration, seconds: (now() - started) / 1000, program };
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
  const { kernel, exploration, seconds } = outcome;
  return { kernel, exploration: plainExploration(exploration), seconds };
}

/** Without an object whose fields get lost on the way. */
export function plainExploration<Plain extends Pick<Exploration, 'error'>>(exploration: Plain): Plain {
  if (!exploration.error) return exploration;
  const { name, message, source, span } = exploration.error;
  return { ...exploration, error: { name, message, source, span } };
}
