// One run of tests: it tells VS Code what becomes of each.
import * as vscode from 'vscode';
import type { CheckedResult, CheckMessage } from '../../explorer/check-messages';
import { messageOf, refusalOf } from './test-messages';
import { keyOf, type VersionTest } from './test-tree';

const MILLISECONDS = 1000;

export class TestRunReport {
  readonly #waiting: Map<string, VersionTest>;
  /** What was found, by test. */
  readonly found = new Map<VersionTest, CheckedResult>();

  constructor(readonly run: vscode.TestRun, tests: readonly VersionTest[], private readonly onFound: (test: VersionTest, result: CheckedResult) => void) {
    this.#waiting = new Map(tests.map((test) => [keyOf(test), test]));
    for (const { item } of tests) run.enqueued(item);
  }

  /** Of a scenario, as its check tells it. */
  take(message: CheckMessage, scenario: vscode.Uri): void {
    if (message.type === 'checked') this.#checked(scenario, message.result);
    if (message.type === 'begun') for (const { item } of this.#of(scenario, message.kernel)) this.run.started(item);
    if (message.type !== 'refused') return;
    for (const test of this.#of(scenario, message.kernel)) {
      this.run.errored(test.item, refusalOf(test, message.problem, message.errors));
      this.#waiting.delete(keyOf(test));
    }
  }

  /** `why`: for what was not checked though nobody cancelled it. */
  end(why: string | undefined): void {
    for (const { item } of this.#waiting.values()) {
      if (why === undefined) this.run.skipped(item);
      else this.run.errored(item, new vscode.TestMessage(why));
    }
    this.run.end();
  }

  write(text: string): void {
    this.run.appendOutput(text.replaceAll(/\r?\n/g, '\r\n'));
  }

  #checked(scenario: vscode.Uri, result: CheckedResult): void {
    const key = keyOf({ scenario, kernel: result.kernel, expected: result.expected });
    const test = this.#waiting.get(key);
    if (!test) return;
    this.#waiting.delete(key);
    this.found.set(test, result);
    this.onFound(test, result);
    reportResult(this.run, test, result);
  }

  /** Those that wait: of a version, or of all. */
  #of(scenario: vscode.Uri, kernel: string | null): VersionTest[] {
    return [...this.#waiting.values()].filter((test) => test.scenario.toString() === scenario.toString() && (kernel === null || test.kernel === kernel));
  }
}

export function reportResult(run: vscode.TestRun, test: VersionTest, result: CheckedResult): void {
  const duration = result.seconds * MILLISECONDS;
  if (result.pass) run.passed(test.item, duration);
  // A bound says nothing about the kernel.
  else if (result.verdict === 'unknown') run.errored(test.item, messageOf(test, result), duration);
  else run.failed(test.item, messageOf(test, result), duration);
}
