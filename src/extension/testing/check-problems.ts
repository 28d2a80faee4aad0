// What checks have found wrong, among the problems: verdicts that are not as expected at their `expect`, and why there are none.
// Not by a problem matcher: VS Code reads the output of a task only as far as its terminal has drawn it when the task ends.
// Invariant: a problem is one of the texts, the overlays and the settings as they are now.
import * as vscode from 'vscode';
import type { CheckedResult } from '../../explorer/check-messages';
import { versionsText } from '../../explorer/live/live-words';
import { isFault, verdictText } from '../../explorer/verdict-words';
import { reportedFile } from '../check/reported-file';
import type { ResultsOfChecks } from '../check/results';
import type { Refusal, ScenarioProblems } from '../check/results-store';
import { documentOf, textOf } from '../common/files';
import type { VerdictSource } from '../live/verdict-source';
import type { ExpectTest } from './scenario-tests';
import { frameUri } from './test-messages';

/** Milliseconds: while checks run they tell much. */
const PAUSE = 200;

const SOURCE = 'daxscn check';

type Found = readonly [vscode.Uri, vscode.Diagnostic];

export class CheckProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('daxscn-check');
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #updates = 0;

  constructor(private readonly results: ResultsOfChecks, private readonly live: VerdictSource) {
    const later = (): void => { this.#timer ??= setTimeout(() => void this.#update(), PAUSE); };
    this.#subscriptions = [results.onDidChange(later), live.onDidChange(later), vscode.workspace.onDidOpenTextDocument(later), vscode.workspace.onDidCloseTextDocument(later)];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#collection.dispose();
  }

  async #update(): Promise<void> {
    this.#timer = undefined;
    const update = ++this.#updates;
    const found = (await Promise.all(this.results.store.problems().map((each) => this.#ofScenario(each)))).flat();
    if (update !== this.#updates) return;
    const byFile = new Map<string, { readonly uri: vscode.Uri; readonly diagnostics: vscode.Diagnostic[] }>();
    for (const [uri, diagnostic] of found) {
      const { diagnostics } = byFile.get(uri.toString()) ?? byFile.set(uri.toString(), { uri, diagnostics: [] }).get(uri.toString())!;
      // Two versions, or two scenarios with the same overlay, may be wrong in the same way.
      if (!diagnostics.some(({ message, range }) => message === diagnostic.message && range.isEqual(diagnostic.range))) diagnostics.push(diagnostic);
    }
    this.#collection.clear();
    this.#collection.set([...byFile.values()].map(({ uri, diagnostics }) => [uri, diagnostics]));
  }

  async #ofScenario({ program, failed, refusals }: ScenarioProblems): Promise<Found[]> {
    const scenario = vscode.Uri.parse(program);
    // The verdict in the background says the same, and where it races.
    const left = failed.filter(({ kernel, expected }) => !this.live.get(scenario, kernel).some((known) => known.expected === expected && known.state === 'current' && known.result));
    const { scenarioTests } = await import('./scenario-tests');
    const { tests } = scenarioTests(left.length === 0 ? '' : await textOf(scenario) ?? '');
    const groups = new Map<string, CheckedResult[]>();
    for (const result of left) {
      const key = JSON.stringify([result.expected, foundText(result)]);
      groups.set(key, [...groups.get(key) ?? [], result]);
    }
    return [...[...groups.values()].map((group): Found => [scenario, failure(group, tests, scenario)]), ...refusals.flatMap((refusal) => errors(refusal, scenario))];
  }
}

/** Of the same outcome on some versions, of which the first one is explained. */
function failure(group: readonly CheckedResult[], tests: readonly ExpectTest[], scenario: vscode.Uri): vscode.Diagnostic {
  const [result] = group as [CheckedResult];
  const { kernel, expected, missingWait, stacks = [], file } = result;
  const span = tests.find((test) => test.expected === expected && test.versions.includes(kernel))?.span ?? [0, 0, 0, 0] as const;
  const message = `${versionsText(group.map((each) => each.kernel))}: ${foundText(result)}, not \`${expected}\`.${missingWait ? ` ${missingWait.sentence}` : ''}`;
  const diagnostic = new vscode.Diagnostic(new vscode.Range(...span), message);
  diagnostic.source = SOURCE;
  diagnostic.relatedInformation = stacks.flatMap(({ event, task, text, frames: [frame] }) => (frame
    ? [new vscode.DiagnosticRelatedInformation(new vscode.Location(frameUri(frame, scenario, file), new vscode.Position(frame.line - 1, frame.column - 1)), `event ${event} of ${task}: ${text} (${frame.function})`)]
    : []));
  return diagnostic;
}

/** In an open document the language server says it. */
function errors({ file, errors: all }: Refusal, scenario: vscode.Uri): Found[] {
  return all.flatMap(({ file: path, line, column, message }) => {
    const uri = path === null ? scenario : reportedFile(path, scenario, file);
    if (documentOf(uri)) return [];
    const at = new vscode.Position((line ?? 1) - 1, (column ?? 1) - 1);
    return [[uri, Object.assign(new vscode.Diagnostic(new vscode.Range(at, at), message), { source: SOURCE })] as const];
  });
}

function foundText(result: CheckedResult): string {
  return `${verdictText(result)}${isFault(result.verdict) && result.events !== null ? ` at event ${result.events}` : ''}`;
}
