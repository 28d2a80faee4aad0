// `daxscn check`: every interleaving of every scenario on every version that it expects something of.
import type { Program } from '../compiler/program';
import type { CheckedMessage } from '../explorer/check-messages';
import type { Exploration } from '../explorer/explore';
import { formatDiagnostic } from '../language/diagnostics';
import type { Expect, Version } from '../language/tree';
import { formatVersion } from '../language/versions';
import { checkDocument } from './check-json';
import { steps, type Note, type Step } from './check-steps';
import { checkText } from './check-text';
import { describeError } from './describe-error';
import { Status, worstStatus, type Environment } from './environment';
import { inOrder } from './in-order';
import { readVersion } from './input';
import { loadProgram, type LoadedScenario } from './load';
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
