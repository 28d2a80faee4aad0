// What can be done about a verdict: write the `expect` that is true, pin the schedule, look at what was found.
import * as vscode from 'vscode';
import { isFailed, outcomeText, versionsText } from '../../explorer/live/live-words';
import type { LiveVerdict } from '../../explorer/live/live-verdicts';
import type { FoundOutcome } from '../../explorer/live/outcome';
import { trueExpects } from '../../explorer/live/true-expects';
import { isFault } from '../../explorer/verdict-words';
import { lineOfScenario } from './expect-lines';
import type { ExpectVerdicts, LiveChecks } from './live-checks';
import { VERDICT_SOURCE } from './live-diagnostics';
import { VERDICT_COMMANDS } from './live-hovers';

export class LiveActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly checks: LiveChecks) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range, { diagnostics }: vscode.CodeActionContext): vscode.CodeAction[] {
    return this.checks.expectsOf(document.uri).flatMap((line) => {
      const place = line.range ?? lineOfScenario(document);
      return place && place.start.line <= range.end.line && place.end.line >= range.start.line ? this.#ofLine(document, line, diagnostics.filter(({ source }) => source === VERDICT_SOURCE)) : [];
    });
  }

  #ofLine(document: vscode.TextDocument, { range, verdicts }: ExpectVerdicts, diagnostics: vscode.Diagnostic[]): vscode.CodeAction[] {
    const failed = verdicts.filter((verdict) => verdict.state === 'current' && isFailed(verdict));
    const lines = failed.length > 0 ? trueExpects(verdicts) : undefined;
    const found = verdicts.find((verdict) => verdict.state === 'current' && hasSchedule(verdict) && (failed.length === 0 || isFailed(verdict)));
    return [
      ...(lines ? [action(`Expect what is true: ${lines.join('; ')}`, diagnostics, true, (edit) => writeExpects(edit, document, range, lines))] : []),
      ...(found ? this.#about(document, found, diagnostics) : []),
    ];
  }

  #about(document: vscode.TextDocument, { wanted, outcome }: LiveVerdict, diagnostics: vscode.Diagnostic[]): vscode.CodeAction[] {
    const { schedule, verdict, ...rest } = outcome as FoundOutcome & { readonly schedule: string };
    const what = `${outcomeText({ ...rest, schedule, verdict })} on ${versionsText([wanted.version])}`;
    const pinned = this.checks.verdicts.examinationOf(document.uri.toString())?.schedule;
    const isPlaced = this.checks.verdicts.isPlaced(document.uri.toString());
    const command = (title: string, name: string): vscode.CodeAction => {
      const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      made.command = { title, command: name, arguments: [document.uri.toString(), wanted.id] };
      made.diagnostics = diagnostics;
      return made;
    };
    return [
      command(`Debug: ${what}`, VERDICT_COMMANDS.debug),
      ...(isFault(verdict) ? [command(`Compare with the nearest passing run: ${what}`, VERDICT_COMMANDS.compare)] : []),
      ...(isPlaced ? [action(`Pin the schedule: ${what}`, diagnostics, false, (edit) => pin(edit, document, schedule, pinned && new vscode.Range(...pinned)))] : []),
    ];
  }
}

function hasSchedule({ outcome }: LiveVerdict): boolean {
  return outcome !== undefined && !('problem' in outcome) && outcome.schedule !== null && outcome.schedule !== '';
}

function action(title: string, diagnostics: vscode.Diagnostic[], isPreferred: boolean, write: (edit: vscode.WorkspaceEdit) => void): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.edit = new vscode.WorkspaceEdit();
  write(made.edit);
  made.diagnostics = diagnostics;
  made.isPreferred = isPreferred;
  return made;
}

/** In place of the `expect`; behind everything else where there was none. */
function writeExpects(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, range: vscode.Range | undefined, lines: readonly string[]): void {
  if (range) edit.replace(document.uri, range, lines.join('\n'));
  else edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, `${document.getText().endsWith('\n') ? '\n' : '\n\n'}${lines.join('\n')}\n`);
}

/** A scenario has one schedule: in its place, or before the first `expect`. */
function pin(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, schedule: string, before: vscode.Range | undefined): void {
  const text = `schedule "${schedule}"`;
  if (before) return edit.replace(document.uri, before, text);
  const first = /^[ \t]*expect\b/m.exec(document.getText());
  const place = first ? document.positionAt(first.index) : document.lineAt(document.lineCount - 1).range.end;
  edit.insert(document.uri, place, first ? `${text}\n\n` : `\n${text}\n`);
}
