// Checks that run, and what they have found. Whoever checks tells it here: one place has all verdicts.
import { basename, dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import type { CheckedResult } from '../../explorer/check-messages';
import { KNOWN_VERSIONS } from '../../language/versions';
import type { CellName } from '../../view/messages/results';
import { CheckProcess, checkOf } from './check-process';
import { configuredOverlays } from '../scenario/overlays';
import { inputsOf, watchInputs } from './results-inputs';
import { ResultsStore, type Inputs, type Run } from './results-store';

/** Different ways in which a scenario goes wrong that are looked for when a cell is looked at. */
const MOST_COUNTEREXAMPLES = 8;

/** For each search, in seconds: whoever looks at a cell does not wait for ever. */
const MOST_SECONDS_FOR_MORE = 20;

export class ResultsOfChecks implements vscode.Disposable {
  readonly store = new ResultsStore();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #processes = new Map<CheckProcess, Run>();
  readonly #watcher: vscode.Disposable;
  #looking: CheckProcess | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(private readonly cli: string) {
    this.#watcher = watchInputs(() => this.store.programs, (input, hash) => { if (this.store.edited(input, hash)) this.#changed.fire(); });
  }

  dispose(): void {
    for (const process of [...this.#processes.keys(), ...(this.#looking ? [this.#looking] : [])]) process.dispose();
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  get isRunning(): boolean {
    return this.#processes.size > 0;
  }

  /** Every scenario on every version. Resolves when all is over. `title` says in a few words what is checked. */
  async checkAll(scenarios: readonly vscode.Uri[], title: string): Promise<void> {
    await saveInputs(scenarios);
    const groups = new Map<string, vscode.Uri[]>();
    for (const scenario of scenarios) {
      const key = JSON.stringify(configuredOverlays(scenario));
      groups.set(key, [...(groups.get(key) ?? []), scenario]);
    }
    // One process has one list of overlays.
    for (const group of groups.values()) {
      const folder = dirname(group[0]!.fsPath);
      const files = group.map(({ fsPath }) => relative(folder, fsPath));
      const inputs = await Promise.all(group.map(inputsOf));
      const process = new CheckProcess({ cli: this.cli, folder, files, overlays: configuredOverlays(group[0]!), options: ['--kernel', 'all'] });
      await this.follow(process, group.map((scenario, at) => ({ scenario, file: files[at]!, inputs: inputs[at]! })), title, KNOWN_VERSIONS);
      if (process.isCancelled) break;
    }
  }

  /** A scenario on the versions of which it speaks. Resolves when that is over. */
  async check(scenario: vscode.Uri, title: string): Promise<void> {
    const inputs = await inputsOf(scenario);
    await this.follow(new CheckProcess(checkOf(this.cli, scenario)), [{ scenario, file: basename(scenario.fsPath), inputs }], title);
  }

  /** What was found of these is no longer told. */
  forget(scenarios: readonly vscode.Uri[]): void {
    this.store.forget(scenarios.map((scenario) => scenario.toString()));
    this.#changed.fire();
  }

  /** Takes what a process finds, until it ends. `versions`: undefined where the scenarios say it. */
  async follow(
    process: CheckProcess, scenarios: readonly { readonly scenario: vscode.Uri; readonly file: string; readonly inputs: Inputs }[], title: string, versions?: readonly string[],
  ): Promise<void> {
    const run = this.store.begin({ title, scenarios: scenarios.map(({ scenario, ...rest }) => ({ program: scenario.toString(), ...rest })), ...(versions && { versions }) });
    this.#processes.set(process, run);
    let problem = '';
    process.onProblem((text) => { problem += text; });
    process.onMessage((message) => {
      this.store.take(run, message);
      this.#changed.fire();
    });
    this.#changed.fire();
    const status = await process.ended;
    this.#processes.delete(process);
    const isFailed = status !== 0 && status !== 1 && status !== 3;
    this.store.end(run, { isCancelled: process.isCancelled, ...(isFailed && { problem: withoutColours(problem) || `the check ended with status ${status}` }) });
    this.#changed.fire();
  }

  cancel(): void {
    for (const [process, run] of this.#processes) {
      process.cancel();
      this.store.ending(run);
    }
    this.#changed.fire();
  }

  /** Other counterexamples and the outcomes of a cell; what was looked for before is given up. */
  async lookFor(cell: CellName): Promise<void> {
    if (!this.store.beginMore(cell)) return;
    this.#looking?.dispose();
    const scenario = vscode.Uri.parse(cell.program);
    const options = ['--kernel', cell.kernel, '--outcomes', '--counterexamples', String(MOST_COUNTEREXAMPLES), '--max-seconds', String(MOST_SECONDS_FOR_MORE)];
    const process = this.#looking = new CheckProcess(checkOf(this.cli, scenario, { options }));
    const results: CheckedResult[] = [];
    process.onMessage((message) => { if (message.type === 'checked') results.push(message.result); });
    this.#changed.fire();
    await process.ended;
    if (this.#looking === process) this.#looking = undefined;
    this.store.endMore(cell, process.isCancelled || results.length === 0 ? undefined : results);
    this.#changed.fire();
  }
}

/** The process reads files. */
export async function saveInputs(scenarios: readonly vscode.Uri[]): Promise<void> {
  const names = new Set(scenarios.map((scenario) => scenario.toString()));
  const isRead = ({ uri, languageId }: vscode.TextDocument): boolean => names.has(uri.toString()) || languageId === 'daxk';
  await Promise.all(vscode.workspace.textDocuments.filter((document) => document.isDirty && isRead(document)).map((document) => document.save()));
}

function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is what they begin with
  return text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').trim();
}
