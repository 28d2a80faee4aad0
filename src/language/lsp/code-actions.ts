import type { CodeAction, Diagnostic as Reported, Range } from 'vscode-languageserver';
import { UNKNOWN_CALL, type Diagnostic } from '../diagnostics';
import { SourceFile } from '../source-file';
import { correctionsOf } from './corrections';
import { toRange } from './positions';
import type { Workspace } from './workspace';

/** The server's command that shows the reference of all system calls, or, in an editor that cannot, their names. */
export const SHOW_SYSTEM_CALLS = 'daxscn.languageServer.showSystemCalls';

/** What can be done about the mistakes in a range. `reported`: the mistakes as the editor has them, to which the actions belong. */
export function codeActions(workspace: Workspace, uri: string, range: Range, reported: readonly Reported[] = []): CodeAction[] {
  const document = workspace.document(uri);
  const source = workspace.sourceOf(uri);
  if (!document) return [];
  const file = new SourceFile(source, document.getText());
  const here = (workspace.check(uri)?.diagnostics ?? []).filter((diagnostic) => diagnostic.source === source && overlaps(toRange(diagnostic.span), range));
  return here.flatMap((diagnostic) => {
    const belongs = reported.filter(({ message }) => message === diagnostic.message);
    const about = belongs.length > 0 ? { diagnostics: belongs } : {};
    return [
      ...edits(file, diagnostic).map(({ title, ...edit }, index, all): CodeAction => ({
        title, kind: 'quickfix', ...about, ...(index === 0 && all.length === 1 ? { isPreferred: true } : {}), edit: { changes: { [uri]: [edit] } },
      })),
      ...diagnostic.code === UNKNOWN_CALL ? [{ title: 'Show All System Calls', kind: 'quickfix', ...about, command: { title: 'Show All System Calls', command: SHOW_SYSTEM_CALLS } }] : [],
    ];
  });
}

function edits(file: SourceFile, diagnostic: Diagnostic): { title: string; range: Range; newText: string }[] {
  const [line, column, endLine, endColumn] = diagnostic.span;
  const [begin, end] = [file.offset(line, column), file.offset(endLine, endColumn)];
  const text = file.text.slice(begin, end);
  return correctionsOf(diagnostic, text).map((correction) => ({
    title: `Change \`${text.slice(correction.start, correction.end)}\` to \`${correction.text}\``,
    range: toRange(file.span(begin + correction.start, begin + correction.end)), newText: correction.text,
  }));
}

function overlaps(a: Range, b: Range): boolean {
  const isBefore = (one: Range['start'], other: Range['start']): boolean => one.line < other.line || (one.line === other.line && one.character < other.character);
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

/** Their names, each once, in the order of the alphabet. */
export function systemCalls(workspace: Workspace): string[] {
  return [...new Set(workspace.kernel.tree().functions.filter(({ syscall }) => syscall).map(({ name }) => name))].sort();
}
