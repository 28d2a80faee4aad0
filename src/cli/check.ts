// `daxscn check`: every interleaving of every scenario on every version that it expects something of.
import type { Program } from '../compiler/program';
import type { CheckedMessage } from '../explorer/check-messages';
import type { Exploration } from '../explorer/explore';
import { formatDiagnostic } from '../language/diagnostics';
import type { Expect, Version } from '../language/tree';
import { formatVersion } from '../language/versions';
import { checkDocument } from './check-json';
import { checkText } from './check-text';
import { describeError } from './describe-error';
import { Status, worstStatus, type Environment } from './environment';
import { inOrder } from './in-order';
import { readVersion } from './input';
import { loadProgram, loadScenario, type LoadedScenario } from './load';
import { ProgressLine } from './progress';
import type { Searched, SearchJob } from './search-job';
import { searchHere, SearchThreads, type Searcher } from './searchers';

export interface CheckOptions {
  readonly kernel?: string;
  readonly json?: boolean;
  readonly workers?: number;
  readonly reduction?: boolean;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory: number;
}

export interface CheckResult {
  readonly file: string;
  readonly scenario: string;
  readonly kernel: Version;
  readonly program: Program;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  readonly exploration: Exploration;
  readonly seconds: number;
  readonly pass: boolean;
}

/** What is to do: a search, or only to say something in its turn. */
type Step = SearchStep | Note;

interface SearchStep {
  readonly scenario: LoadedScenario;
  readonly job: SearchJob;
}

interface Note {
  readonly note: string;
  readonly status: number;
}

export async function check(files: readonly string[], options: CheckOptions, environment: Environment): Promise<number> {
  const version = options.kernel === undefined ? undefined : readVersion(options.kernel);
  const results: CheckResult[] = [];
  const statuses: number[] = [];
  const progress = new ProgressLine(environment);
  const tell = (outcome: CheckResult | Note): void => {
    progress.clear();
    if ('note' in outcome) {
      environment.err.write(`${outcome.note}\n`);
      statuses.push(outcome.status);
      return;
    }
    results.push(outcome);
    statuses.push(statusOf(outcome));
    if (!options.json) checkText(outcome, files.length === 1, environment);
    reportModelError(outcome, environment);
    environment.channel?.send(messageOf(outcome));
  };
  const by = (searcher: Searcher) => (step: Step) => perform(step, searcher, progress);
  const threads = new SearchThreads(environment, options);
  try {
    const todo = steps(files, version, options, environment);
    await inOrder(todo, by(searchHere(environment)), by(threads.search), threads.most, tell);
  } finally {
    progress.clear();
    await threads.close();
  }
  if (options.json) environment.out.write(`${JSON.stringify(checkDocument(results), null, 2)}\n`);
  return worstStatus(statuses);
}

/** One bad file, or one version that it does not compile for, does not keep the others from being checked. */
function* steps(files: readonly string[], only: Version | undefined, options: CheckOptions, environment: Environment): Generator<Step> {
  const { reduction, maxStates, maxSeconds, maxMemory } = options;
  const bounds = {
    maxMemory,
    ...(reduction && { reduction }),
    ...(maxStates !== undefined && { maxStates }),
    ...(maxSeconds !== undefined && { maxSeconds }),
  };
  for (const file of files) {
    const { notes, scenario } = load(file, environment);
    yield* notes;
    for (const { version, expected } of scenario ? expectations(scenario, only) : []) {
      if (environment.cancellation.isCancelled) {
        yield { note: 'cancelled: what had not begun is left out', status: Status.unknown };
        return;
      }
      yield { scenario: scenario!, job: { file, tree: scenario!.tree, version, expected, options: bounds } };
    }
  }
}

/** Reads a file. What is to be said about it waits for its turn. */
function load(file: string, environment: Environment): { readonly notes: readonly Note[]; readonly scenario?: LoadedScenario } {
  const notes: Note[] = [];
  const err = { ...environment.err, write: (text: string) => notes.push({ note: text.trimEnd(), status: Status.expected }) };
  try {
    return { notes, scenario: loadScenario(file, { ...environment, err }) };
  } catch (error) {
    return { notes: [...notes, { note: describeError(error), status: Status.badInput }] };
  }
}

interface Expectation {
  readonly version: Version | undefined;
  readonly expected: CheckResult['expected'];
}

/** What the scenario expects; of a version that it does not mention, that everything holds. */
function expectations({ tree }: LoadedScenario, only: Version | undefined): Expectation[] {
  const said = tree.expects.filter(({ version }) => only === undefined || version === only)
    .map((expected) => ({ version: expected.version, expected }));
  return said.length > 0 ? said : [{ version: only ?? tree.kernel, expected: { verdict: 'holds' } }];
}

/** Whatever goes wrong in one search, the others go on. */
async function perform(step: Step, searcher: Searcher, progress: ProgressLine): Promise<CheckResult | Note> {
  if ('note' in step) return step;
  const { job, scenario } = step;
  const running = progress.begin(job.version === undefined ? job.file : `${job.file} ${formatVersion(job.version)}`);
  try {
    const outcome = await searcher(job, running.report);
    return 'problem' in outcome ? { note: outcome.problem, status: Status.badInput } : resultOf(scenario, job, outcome);
  } catch (error) {
    return { note: describeError(error), status: Status.badInput };
  } finally {
    running.end();
  }
}

function resultOf(scenario: LoadedScenario, { file, tree, expected }: SearchJob, { kernel, exploration, seconds, program }: Searched): CheckResult {
  let compiled = program;
  return {
    file, scenario: tree.title, kernel, expected, exploration, seconds,
    pass: exploration.verdict === expected.verdict && (expected.property === undefined || exploration.property === expected.property),
    // Another thread keeps its program to itself, and few results need one.
    get program() { return compiled ??= loadProgram(scenario, kernel); },
  };
}

function statusOf({ exploration, pass }: CheckResult): number {
  if (exploration.error) return Status.badInput;
  if (exploration.verdict === 'unknown') return Status.unknown;
  return pass ? Status.expected : Status.different;
}

function messageOf({ file, kernel, exploration: { verdict, property, schedule }, pass }: CheckResult): CheckedMessage {
  return { type: 'checked', file, kernel: formatVersion(kernel), verdict, property, schedule, pass };
}

function reportModelError({ exploration: { error, schedule } }: CheckResult, { err }: Environment): void {
  if (!error) return;
  const way = schedule ? ` (schedule ${schedule})` : '';
  const message = `the model fails${way}: ${error.message}`;
  err.write(`${formatDiagnostic({ severity: 'error', source: error.source, span: error.span, message })}\n`);
}
