// Where each `expect` stands, also between an edit and the examination of the new text.
import * as vscode from 'vscode';
import { writtenKernel, writtenTitle } from '../../language/written-header';
import type { Wanted } from '../../explorer/live/examination';

export interface ExpectLine {
  /** Absent for what the scenario says nothing of. */
  readonly range: vscode.Range | undefined;
  /** `Wanted.id`. */
  readonly ids: readonly string[];
}

export function linesOf(wanted: readonly Wanted[]): ExpectLine[] {
  const bySpan = new Map<string, { readonly range: vscode.Range | undefined; readonly ids: string[] }>();
  for (const { id, span } of wanted) {
    const key = span?.join() ?? '';
    if (!bySpan.has(key)) bySpan.set(key, { range: span && new vscode.Range(...span), ids: [] });
    bySpan.get(key)!.ids.push(id);
  }
  return [...bySpan.values()].sort((one, other) => (one.range?.start.line ?? -1) - (other.range?.start.line ?? -1));
}

/** By whole lines: a verdict stands at the end of its line. */
export function movedBy(line: ExpectLine, { range: changed, text }: vscode.TextDocumentContentChangeEvent): ExpectLine {
  const { range } = line;
  if (!range || changed.end.isAfter(range.start)) return line;
  const added = text.split('\n').length - 1 - (changed.end.line - changed.start.line);
  return added === 0 ? line : { ...line, range: new vscode.Range(range.start.translate(added), range.end.translate(added)) };
}

/** Where something is said of a scenario that expects nothing: at its kernel version, or at its title. */
export function lineOfScenario(document: vscode.TextDocument): vscode.Range | undefined {
  const found = writtenKernel(document.getText()) ?? writtenTitle(document.getText());
  return found && new vscode.Range(document.positionAt(found.start), document.positionAt(found.start + found.text.length));
}
