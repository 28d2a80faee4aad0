// What is not as expected, among the problems: with the two accesses that race, in the source of the kernel.
import * as vscode from 'vscode';
import { isFailed, outcomeText, versionsText } from '../../explorer/live/live-words';
import type { LiveVerdict } from '../../explorer/live/live-verdicts';
import type { FoundOutcome } from '../../explorer/live/outcome';
import { lineOfScenario } from './expect-lines';
import type { ExpectVerdicts, LiveChecks } from './live-checks';
import { locationOf } from './live-races';

export const VERDICT_SOURCE = 'DAX verdict';

export class LiveDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('daxscn-verdicts');
  readonly #subscription: vscode.Disposable;

  constructor(private readonly checks: LiveChecks) {
    this.#subscription = checks.onDidChange((scenario) => this.#tell(scenario));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  #tell(scenario: vscode.Uri): void {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === scenario.toString());
    if (document) this.#collection.set(scenario, this.checks.expectsOf(scenario).flatMap((line) => this.#ofLine(document, line)));
    else this.#collection.delete(scenario);
  }

  #ofLine(document: vscode.TextDocument, { range = lineOfScenario(document), verdicts }: ExpectVerdicts): vscode.Diagnostic[] {
    if (!range) return [];
    const groups = new Map<string, LiveVerdict[]>();
    for (const verdict of verdicts.filter(isFailed)) {
      const key = `${verdict.state === 'current'} ${outcomeText(verdict.outcome as FoundOutcome)}`;
      groups.set(key, [...groups.get(key) ?? [], verdict]);
    }
    return [...groups.values()].map((group) => this.#diagnostic(document.uri, range, group));
  }

  #diagnostic(scenario: vscode.Uri, range: vscode.Range, group: readonly LiveVerdict[]): vscode.Diagnostic {
    const [{ state, wanted, outcome }] = group as [LiveVerdict];
    const found = outcome as FoundOutcome;
    const isCurrent = state === 'current';
    const message = `${isCurrent ? '' : 'Before the last edit: '}${versionsText(group.map((verdict) => verdict.wanted.version))}: ${outcomeText(found)}, not \`${wanted.text}\`.${found.missingWait ? ` ${found.missingWait.sentence}` : ''}`;
    // What is said of an earlier text is no error of this one.
    const diagnostic = new vscode.Diagnostic(range, message, isCurrent ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Information);
    diagnostic.source = VERDICT_SOURCE;
    if (!isCurrent) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    const { places } = this.checks.verdicts.examinationOf(scenario.toString())!;
    diagnostic.relatedInformation = isCurrent ? found.accesses.flatMap((access) => {
      const location = locationOf(access, places);
      return location ? [new vscode.DiagnosticRelatedInformation(location, `event ${access.event} of ${access.task}: ${access.text} (${access.function})`)] : [];
    }) : [];
    return diagnostic;
  }
}
