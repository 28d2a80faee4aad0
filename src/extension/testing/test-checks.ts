// Checks that tests ask for: one process for all scenarios that have the same overlays and of which the same versions are asked. The verdicts view
// has what they find as well.
import { dirname, relative } from 'node:path';
import type * as vscode from 'vscode';
import type { CheckMessage } from '../../explorer/check-messages';
import { CheckProcess } from '../check/check-process';
import { saveInputs, type ResultsOfChecks } from '../check/results';
import { inputsOf } from '../check/results-inputs';
import { configuredOverlays } from '../scenario/overlays';
import type { TestTree, VersionTest } from './test-tree';

/** Of the panel that shows the output of tests, which has a list beside it. */
const COLUMNS = 72;

/** A process, and what it is asked. */
interface Batch {
  readonly folder: string;
  readonly overlays: readonly string[];
  /** Undefined: those of which the scenarios speak. */
  readonly versions: readonly string[] | undefined;
  readonly scenarios: readonly vscode.Uri[];
}

export interface CheckListener {
  onMessage(message: Exclude<CheckMessage, { type: 'progress' }>, scenario: vscode.Uri | undefined, folder: string): void;
  onText(text: string): void;
}

export class TestChecks {
  constructor(private readonly cli: string, private readonly results: ResultsOfChecks, private readonly tree: TestTree) {}

  /** Checks what the tests are about. Resolves when all is over, also when it was cancelled. */
  async run(tests: readonly VersionTest[], options: readonly string[], listener: CheckListener, token: vscode.CancellationToken): Promise<void> {
    const batches = this.#batches(tests);
    await saveInputs(batches.flatMap(({ scenarios }) => scenarios));
    for (const batch of batches) {
      if (token.isCancellationRequested) return;
      await this.#check(batch, options, listener, token);
    }
  }

  async #check({ folder, overlays, versions, scenarios }: Batch, options: readonly string[], { onMessage, onText }: CheckListener, token: vscode.CancellationToken): Promise<void> {
    const named = await Promise.all(scenarios.map(async (scenario) => ({ scenario, file: relative(folder, scenario.fsPath), inputs: await inputsOf(scenario) })));
    const kernels = (versions ?? []).flatMap((version) => ['--kernel', version]);
    const process = new CheckProcess({ cli: this.cli, folder, files: named.map(({ file }) => file), overlays, options: [...kernels, ...options], columns: COLUMNS });
    const cancelling = token.onCancellationRequested(() => process.cancel());
    process.onText(onText);
    process.onMessage((message) => {
      if (message.type === 'progress') return;
      const file = message.type === 'coverage' ? undefined : message.type === 'checked' ? message.result.file : message.file;
      onMessage(message, named.find((each) => each.file === file)?.scenario, folder);
    });
    const title = named.length === 1 ? named[0]!.file : `${named.length} scenarios`;
    await this.results.follow(process, named, title, versions);
    cancelling.dispose();
  }

  #batches(tests: readonly VersionTest[]): Batch[] {
    const batches = new Map<string, Omit<Batch, 'folder' | 'scenarios'> & { readonly scenarios: vscode.Uri[] }>();
    const scenarios = new Map(tests.map(({ scenario }) => [scenario.toString(), scenario]));
    for (const [name, scenario] of scenarios) {
      const own = tests.filter((test) => test.scenario.toString() === name);
      const asked = new Set(own.map(({ kernel }) => kernel));
      const isAll = this.tree.knownTests(scenario).every(({ kernel }) => asked.has(kernel));
      const versions = isAll ? undefined : [...asked];
      const overlays = configuredOverlays(scenario);
      const key = JSON.stringify([overlays, versions ?? null]);
      const batch = batches.get(key) ?? { overlays, versions, scenarios: [] };
      batches.set(key, batch);
      batch.scenarios.push(scenario);
    }
    return [...batches.values()].map((batch) => ({ ...batch, folder: dirname(batch.scenarios[0]!.fsPath) }));
  }
}
