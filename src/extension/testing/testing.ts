// The Test Explorer: every `expect` of every scenario of the workspace is a test. What is not as expected is among the problems as well.
import * as vscode from 'vscode';
import type { ResultsOfChecks } from '../check/results';
import type { VerdictSource } from '../live/verdict-source';
import { CheckProblems } from './check-problems';
import { TestChecks } from './test-checks';
import { TestOutcomes } from './test-outcomes';
import { registerProfiles, type ShowCoverage } from './test-profiles';
import { TestTree } from './test-tree';

/** `live`: verdicts that nobody asked for. Gives what shows coverage that is of no test. */
export function registerTesting(context: vscode.ExtensionContext, cli: string, results: ResultsOfChecks, live: VerdictSource): ShowCoverage {
  const controller = vscode.tests.createTestController('daxscn', 'DAX Scenarios');
  const tree = new TestTree(controller);
  const outcomes = new TestOutcomes(tree, results, live);
  const showCoverage = registerProfiles({ tree, outcomes, results, checks: new TestChecks(cli, results, tree) });
  context.subscriptions.push(controller, tree, outcomes, new CheckProblems(results, live));
  return showCoverage;
}
