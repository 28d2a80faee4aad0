// What can be done with tests: run them, once or whenever a file is saved, debug what one has found, and see what they reach.
import * as vscode from 'vscode';
import type { FileCoverage } from '../../explorer/answers/coverage';
import type { CheckedResult } from '../../explorer/check-messages';
import { inputsOf } from '../check/results-inputs';
import type { ResultsOfChecks } from '../check/results';
import { debugRun } from '../launch/debug-run';
import type { TestChecks } from './test-checks';
import { addCoverage, loadDetailedCoverage } from './test-coverage';
import type { TestOutcomes } from './test-outcomes';
import { TestRunReport } from './test-run';
import type { TestTree, VersionTest } from './test-tree';

interface Parts {
  readonly tree: TestTree;
  readonly checks: TestChecks;
  readonly outcomes: TestOutcomes;
  readonly results: ResultsOfChecks;
}

/** Shows what was reached without a test. `folder`: from which paths are told. */
export type ShowCoverage = (name: string, files: readonly FileCoverage[], folder: string) => void;

export function registerProfiles(parts: Parts): ShowCoverage {
  const { controller } = parts.tree;
  const profile = (label: string, kind: vscode.TestRunProfileKind, handler: vscode.TestRunProfile['runHandler'], isContinuous = false) =>
    controller.createRunProfile(label, kind, handler, true, undefined, isContinuous);
  profile('Check', vscode.TestRunProfileKind.Run, (request, token) => (request.continuous ? checkOnSave(parts, request, token) : checkOnce(parts, request, [], token)), true);
  profile('Debug', vscode.TestRunProfileKind.Debug, (request, token) => debug(parts, request, token));
  const coverage = profile('Check with Coverage', vscode.TestRunProfileKind.Coverage, (request, token) => checkOnce(parts, request, ['--coverage'], token));
  coverage.loadDetailedCoverage = loadDetailedCoverage;
  return (name, files, folder) => {
    const run = controller.createTestRun(new vscode.TestRunRequest([], undefined, coverage), name, false);
    addCoverage(run, files, folder);
    run.end();
  };
}

async function checkOnce(parts: Parts, request: vscode.TestRunRequest, options: readonly string[], token: vscode.CancellationToken): Promise<void> {
  await check(parts, request, await parts.tree.testsOf(request), options, token);
}

/** Gives what was found, by test. */
async function check(
  { tree, checks, outcomes }: Parts, request: vscode.TestRunRequest, tests: readonly VersionTest[], options: readonly string[], token: vscode.CancellationToken,
): Promise<ReadonlyMap<VersionTest, CheckedResult>> {
  const run = tree.controller.createTestRun(request);
  const report = new TestRunReport(run, tests, (test, result) => outcomes.shows(test, result));
  // The run can be ended by the request, and by a button of its own.
  const cancelling = new vscode.CancellationTokenSource();
  const links = [token, run.token].map((each) => each.onCancellationRequested(() => cancelling.cancel()));
  try {
    await checks.run(tests, options, {
      onMessage: (message, scenario, folder) => {
        if (message.type === 'coverage') addCoverage(run, message.files, folder);
        else if (scenario) report.take(message, scenario);
      },
      onText: (text) => report.write(text),
    }, cancelling.token);
    report.end(cancelling.token.isCancellationRequested ? undefined : 'There is no verdict: see the output of the run.');
    return report.found;
  } catch (error) {
    report.end(error instanceof Error ? error.message : String(error));
    return report.found;
  } finally {
    for (const link of links) link.dispose();
    cancelling.dispose();
  }
}

/** Whenever a scenario is saved, or an overlay that one has, until the token says so; a check that still runs then is given up. */
function checkOnSave(parts: Parts, request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
  let underway: vscode.CancellationTokenSource | undefined;
  const saving = vscode.workspace.onDidSaveTextDocument(async ({ uri, languageId }) => {
    if (languageId !== 'daxscn' && languageId !== 'daxk') return;
    const tests = await parts.tree.testsOf(request);
    const scenarios = [...new Map(tests.map(({ scenario }) => [scenario.toString(), scenario])).values()];
    const concerned = new Set<string>();
    for (const scenario of scenarios) if ((await inputsOf(scenario)).has(uri.toString())) concerned.add(scenario.toString());
    const own = tests.filter(({ scenario }) => concerned.has(scenario.toString()));
    if (own.length === 0 || token.isCancellationRequested) return;
    underway?.cancel();
    underway = new vscode.CancellationTokenSource();
    await check(parts, request, own, [], underway.token);
  });
  token.onCancellationRequested(() => {
    saving.dispose();
    underway?.cancel();
  });
}

/** Opens the execution that decides the first of the tests, after the event that should have waited; one that nothing decides from the beginning. */
async function debug(parts: Parts, request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
  const [test] = await parts.tree.testsOf(request);
  if (!test) return;
  const { scenario, kernel, expected } = test;
  const known = parts.results.store.known({ program: scenario.toString(), kernel }).results.find((result) => result.expected === expected);
  const result = known ?? (await check(parts, new vscode.TestRunRequest([test.item], undefined, request.profile), [test], [], token)).get(test);
  if (token.isCancellationRequested || !result) return;
  const { schedule, events, missingWait } = result;
  const position = missingWait?.events[0] ?? events;
  await debugRun(scenario, { kernel, ...(schedule !== null && position !== null && { schedule, events: position }) });
}
