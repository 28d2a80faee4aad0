// Between the quotes of `use "…"`: overlays, and the folders on the way to them, from the folder of the scenario.
import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver';
import { besideScenario } from '../../overlays';
import type { Workspace } from '../workspace';

/** Undefined where no path of an overlay stands. */
export function pathItems(workspace: Workspace, uri: string, position: Position): CompletionItem[] | undefined {
  const document = workspace.document(uri);
  if (!document || uri.endsWith('.daxk')) return undefined;
  const start = { line: position.line, character: 0 };
  const [, written] = /^(?:[^"]*[\s;}])?use\s*"([^"\\]*)$/.exec(document.getText({ start, end: position })) ?? [];
  if (written === undefined) return undefined;
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  const rest = /^[^"\s]*/.exec(document.getText({ start: position, end: { line: position.line + 1, character: 0 } }))![0];
  const range = { start: { line: position.line, character: position.character - (written.length - folder.length) }, end: { line: position.line, character: position.character + rest.length } };
  const names = workspace.kernel.readFolder?.(besideScenario(uri, folder === '' ? './' : folder)) ?? [];
  return names.filter((name) => /(?:\.daxk|\/)$/.test(name) && !name.startsWith('.')).map((name) => ({
    label: name, kind: name.endsWith('/') ? CompletionItemKind.Folder : CompletionItemKind.File, textEdit: { range, newText: name },
  }));
}
