// The Test Explorer shows the verdicts of every check, whoever asked for it, and no verdict of a text that has changed since.
// Invariant: what a test shows is what was found last for the text, the overlays and the settings as they are now, or is marked as outdated.
import * as vscode from 'vscode';
import type { CheckedResult } from '../../explorer/check-messages';
import type { ResultsOfChecks } from '../check/results';
import type { VerdictSource } from '../live/verdict-source';
import { reportResult } from './test-run';
import { keyOf, type TestTree, type VersionTest } from './test-tree';

/** Milliseconds: while checks run they tell much. */
const PAUSE = 200;

export class TestOutcomes implements vscode.Disposable {
  /** What each test shows, by its key. */
  readonly #shown = new Map<string, string>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly tree: TestTree, private readonly results: ResultsOfChecks, private readonly live?: VerdictSource) {
    const later = (): void => { this.#timer ??= setTimeout(() => this.#update(), PAUSE); };
    this.#subscriptions = [results.onDidChange(later), tree.onDidRead(later), ...(live ? [live.onDidChange(later)] : [])];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A run of tests shows it. */
  shows(test: VersionTest, result: CheckedResult): void {
    this.#shown.set(keyOf(test), printOf(result));
  }

  #update(): void {
    this.#timer = undefined;
    const fresh: [VersionTest, CheckedResult][] = [];
    const outdated: vscode.TestItem[] = [];
    for (const test of this.tree.allKnown()) {
      const key = keyOf(test);
      const { result, isRunning } = this.#current(test);
      if (!result) {
        if (!isRunning && this.#shown.delete(key)) outdated.push(test.item);
      } else if (this.#shown.get(key) !== printOf(result)) {
        this.#shown.set(key, printOf(result));
        fresh.push([test, result]);
      }
    }
    if (outdated.length > 0) this.tree.controller.invalidateTestResults(outdated);
    if (fresh.length > 0) this.#report(fresh);
  }

  #current({ scenario, kernel, expected }: VersionTest): { readonly isRunning: boolean; readonly result: CheckedResult | undefined } {
    const { isRunning, results } = this.results.store.known({ program: scenario.toString(), kernel });
    const live = this.live?.get(scenario, kernel).find((known) => known.expected === expected);
    const result = results.find((each) => each.expected === expected) ?? (live?.state === 'current' ? live.result : undefined);
    // What goes on by itself does not keep an old verdict.
    return { isRunning, result };
  }

  /** Nobody asked for these tests: nothing opens by itself, and the history of runs stays the user's. */
  #report(fresh: readonly [VersionTest, CheckedResult][]): void {
    const request = new vscode.TestRunRequest(fresh.map(([{ item }]) => item), undefined, undefined, false, true);
    const run = this.tree.controller.createTestRun(request, 'Verdicts of other checks', false);
    for (const [test, result] of fresh) reportResult(run, test, result);
    run.end();
  }
}

/** The same for the same finding, however it came here. */
function printOf({ verdict, property, schedule, states, seconds }: CheckedResult): string {
  return JSON.stringify([verdict, property, schedule, states, seconds]);
}
