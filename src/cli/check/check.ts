// `daxscn check`: every interleaving of every scenario on every version that it expects something of.
import { watchedBy } from '../../compiler/lowering/watch';
import type { CheckError, CheckMessage } from '../../explorer/check-messages';
import { meets } from '../../explorer/expectations';
import type { Bounds } from '../../explorer/explore';
import { findCounterexamples } from '../../explorer/answers/counterexamples';
import { findOutcomes } from '../../explorer/answers/outcomes';
import { formatDiagnostic } from '../../language/diagnostics';
import { formatVersion, KNOWN_VERSIONS } from '../../language/versions';
import { checkDocument, resultDocument } from './check-json';
import { counterexamplesText } from './counterexamples-text';
import type { CheckOptions } from '../search/check-options';
import type { CheckResult } from './check-result';
import { boundsOf, noteOf, steps, type Note, type Step } from '../search/check-steps';
import { checkText, summaryText } from './check-text';
import { coverageText } from '../coverage/coverage-text';
import { SuiteCoverage, writeLcov } from '../coverage/coverage';
import { Status, worstStatus, type Environment } from '../environment';
import { inOrder } from '../search/in-order';
import { checkError, readVersion } from '../input/input';
import { scenarioFiles } from '../input/scenario-files';
import { loadProgram, type LoadedScenario } from '../input/load';
import { outcomesText } from './outcomes-text';
import { ProgressLine } from '../search/search-progress';
import { junitReport, sarifReport, writeReport } from './reports';
import type { Saving } from '../search/saving';
import { tableText } from './table-text';
import type { Searched, SearchJob } from '../search/search-job';
import { searchHere, SearchThreads, type Searcher } from '../search/searchers';

export async function check(args: readonly string[], options: CheckOptions, environment: Environment): Promise<number> {
  const { kernel: kernels = [] } = options;
  const isTable = kernels.includes('all');
  const versions = [...new Set((isTable ? KNOWN_VERSIONS : kernels).map(readVersion))];
  const files = await scenarioFiles(args);
  const results: CheckResult[] = [];
  const statuses: number[] = [];
  const errors: CheckError[] = [];
  const progress = new ProgressLine(environment);
  const tell = (outcome: CheckResult | Note): void => {
    progress.clear();
    if ('note' in outcome) {
      if (!outcome.isQuiet) environment.err.write(`${outcome.note}\n`);
      statuses.push(outcome.status);
      if (outcome.status === Status.badInput) errors.push(...outcome.errors ?? []);
      return;
    }
    results.push(outcome);
    statuses.push(statusOf(outcome));
    if (!options.json && !isTable) checkText(outcome, files.length === 1, environment);
    if (!options.json && outcome.counterexamples) counterexamplesText(outcome.counterexamples, outcome.loaded, outcome.kernel, environment);
    if (!options.json && outcome.outcomes) outcomesText(outcome.outcomes, environment);
    const failure = modelError(outcome);
    if (failure) {
      environment.err.write(`${failure.text}\n`);
      errors.push(failure.error);
    }
  };
  const by = (searcher: Searcher) => async (step: Step) => {
    const outcome = await perform(step, searcher, options, environment, progress);
    // What it takes to tell the whole result is not done for nobody.
    const message = environment.channel && messageOf(step, outcome);
    if (message) environment.channel?.send(message);
    return outcome;
  };
  const threads = new SearchThreads(environment, options);
  const saving = await savingOf(options, environment);
  try {
    const todo = steps(files, versions, options, environment, threads.most + 1);
    await inOrder(saving ? [saving.one([...todo].flatMap((group) => [...group]))] : todo, by(searchHere(environment, saving)), by(threads.search), saving ? 0 : threads.most, tell);
  } finally {
    progress.clear();
    await threads.close();
  }
  const coverage = options.coverage || options.lcov !== undefined ? coverageOf(results, options, environment, progress) : undefined;
  if (coverage) environment.channel?.send({ type: 'coverage', files: coverage.files, unfinished: coverage.unfinished });
  if (options.json) environment.out.write(`${JSON.stringify(checkDocument(results, errors, coverage), null, 2)}\n`);
  if (options.junit !== undefined) writeReport(options.junit, junitReport(results, errors));
  if (options.sarif !== undefined) writeReport(options.sarif, sarifReport(results, errors));
  if (isTable && !options.json) tableText(results, environment);
  else if (!options.json) summaryText(results, environment);
  if (coverage && options.coverage && !options.json) coverageText(coverage, environment);
  if (coverage && options.lcov !== undefined) writeLcov(options.lcov, coverage);
  const saved = saving?.end();
  if (saved !== undefined) environment[options.json ? 'err' : 'out'].write(saved);
  return worstStatus(statuses);
}

/** Undefined without `--checkpoint` and `--resume`: then what it takes (hashes, files) is not even loaded. */
async function savingOf(options: CheckOptions, environment: Environment): Promise<Saving | undefined> {
  if (options.checkpoint === undefined && options.resume === undefined) return undefined;
  const { Saving } = await import('../search/saving');
  return Saving.of(options, environment);
}

function coverageOf(
  results: readonly CheckResult[], options: CheckOptions, environment: Environment, progress: ProgressLine,
): SuiteCoverage {
  const coverage = new SuiteCoverage(environment, progress, options.lcovRoot);
  const programs = new Map(results.map((result) => [`${result.kernel} ${result.file}`, result]));
  for (const { loaded, kernel, exploration } of programs.values()) {
    if (exploration.states > 0) coverage.add(loaded, kernel, limits(options, environment));
    else coverage.leaveOut(loaded, kernel, exploration);
  }
  return coverage;
}

function limits(options: CheckOptions, { now, cancellation }: Environment): Bounds {
  return { ...boundsOf(options), now, isCancelled: () => cancellation.isCancelled };
}

/** Whatever goes wrong in one search, the others go on. */
async function perform(
  step: Step, searcher: Searcher, options: CheckOptions, environment: Environment, progress: ProgressLine,
): Promise<CheckResult | Note> {
  if ('note' in step) return step;
  const { job, scenario, isOptional } = step;
  environment.channel?.send({ type: 'begun', file: job.file, kernel: kernelOf(job) });
  const running = progress.begin(job.version === undefined ? job.file : `${job.file} ${formatVersion(job.version)}`);
  try {
    const outcome = await searcher(job, running.report);
    if ('problem' in outcome) return { note: outcome.problem, status: isOptional ? Status.expected : Status.badInput, isQuiet: isOptional, errors: outcome.errors };
    const result = resultOf(scenario, job, outcome);
    // What is expected of one property is no other program.
    const { counterexamples: most } = options;
    const { verdict } = outcome.exploration;
    if (most !== undefined && ['violates', 'deadlock', 'hang'].includes(verdict)) {
      const found = findCounterexamples(result.program, most, limits(options, environment));
      Object.assign(result, { counterexamples: progress.follow(job.file, found) });
    }
    // The model has no room for any of it.
    if (outcome.exploration.states === 0) return result;
    if (!options.outcomes || watchedBy(job.expected, job.tree, scenario.kernel)) return result;
    const withHistory = loadProgram(scenario, outcome.kernel, { historyVariables: true });
    return Object.assign(result, { outcomes: progress.follow(job.file, findOutcomes(withHistory, limits(options, environment))) });
  } catch (error) {
    return noteOf(error);
  } finally {
    running.end();
  }
}

function resultOf(scenario: LoadedScenario, { file, tree, expected }: SearchJob, { kernel, exploration, seconds, program, sameAs, details }: Searched): CheckResult {
  const kept = program && new WeakRef(program);
  const watch = watchedBy(expected, tree, scenario.kernel);
  return {
    file, scenario: tree.title, kernel, expected, exploration, seconds, loaded: scenario, ...(sameAs !== undefined && { sameAs }), ...(details && { details }),
    pass: meets(exploration, expected),
    // Another thread keeps its program to itself. Few results need theirs, and a thousand programs are gigabytes.
    get program() { return kept?.deref() ?? loadProgram(scenario, kernel, { ...(watch && { watch }) }); },
  };
}

function statusOf({ exploration, pass }: CheckResult): number {
  if (exploration.error) return Status.badInput;
  if (exploration.verdict === 'unknown') return Status.unknown;
  return pass ? Status.expected : Status.different;
}

/** Undefined for a mere remark. */
function messageOf(step: Step, outcome: CheckResult | Note): CheckMessage | undefined {
  if (!('note' in outcome)) return { type: 'checked', result: resultDocument(outcome) };
  if (outcome.status !== Status.badInput && !outcome.isQuiet) return undefined;
  const about = 'job' in step ? { file: step.job.file, kernel: kernelOf(step.job) } : { file: step.file ?? null, kernel: null };
  return { type: 'refused', ...about, problem: outcome.note, errors: outcome.errors ?? [], isOptional: outcome.isQuiet ?? false };
}

function kernelOf({ version, tree }: SearchJob): string | null {
  const kernel = version ?? tree.kernel;
  return kernel === undefined ? null : formatVersion(kernel);
}

function modelError({ exploration: { error, schedule } }: CheckResult): { readonly text: string; readonly error: CheckError } | undefined {
  if (!error) return undefined;
  const { source, span } = error;
  const message = `the model fails${schedule ? ` (schedule ${schedule})` : ''}: ${error.message}`;
  return { text: formatDiagnostic({ severity: 'error', source, span, message }), error: checkError({ source, span, message }) };
}
