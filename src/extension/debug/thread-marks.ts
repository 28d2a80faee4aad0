// What stands before, beside and over a line at which threads are.
import * as vscode from 'vscode';
import type { Cursor, CursorFrame } from '../../debugger/values/cursors';
import { THREAD_COLOURS } from '../manifest/colours';
import { toUri } from '../common/paths';

/** Of a letter, in pixels. */
const BORDER = 1;

const BLANK = '\u00a0';

/** A thread in a document. */
export interface Mark {
  readonly cursor: Cursor;
  /** From 0. */
  readonly colour: number;
  /** The thread is inside a call that this line makes. */
  readonly isCall: boolean;
  readonly line: number;
  /** The end of the line. */
  readonly range: vscode.Range;
}

/** The threads that are in a document, each at the innermost of its frames there. */
export function marksIn(cursors: readonly Cursor[], document: vscode.TextDocument): Mark[] {
  return cursors.flatMap((cursor, index) => {
    const depth = cursor.frames.findIndex((frame) => isIn(frame, document));
    const line = (cursor.frames[depth]?.line ?? 0) - 1;
    if (line < 0 || line >= document.lineCount) return [];
    const { end } = document.lineAt(line).range;
    return [{ cursor, colour: index % THREAD_COLOURS, isCall: depth > 0, line, range: new vscode.Range(end, end) }];
  });
}

function isIn({ source: { path } }: CursorFrame, document: vscode.TextDocument): boolean {
  return path !== undefined && toUri(path).toString() === document.uri.toString();
}

/**
 * The letters of the threads on one line, before its text: filled where the thread is, an outline where it is in a call. They
 * take the room of the indentation, and move the text only if that is too little.
 */
export function letters(together: readonly Mark[], { document, options: { tabSize } }: vscode.TextEditor): vscode.DecorationOptions[] {
  const { line } = together[0]!;
  const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
  const room = text.slice(0, firstNonWhitespaceCharacterIndex).replaceAll('\t', ' '.repeat(Number(tabSize))).length;
  const parts = together.map(({ cursor, colour: index, isCall }) => ({
    contentText: padded(cursor.letter), border: `${BORDER}px solid`, borderColor: colour(index),
    ...(isCall ? { color: colour(index) } : { color: new vscode.ThemeColor('editor.background'), backgroundColor: colour(index) }),
  }));
  const lacking = widthOf(parts) + 1 - room;
  // One more: VS Code's own arrow stands before the text of the stopped line.
  return row(new vscode.Range(line, 0, line, 0), parts, lacking > 0 ? { contentText: BLANK.repeat(lacking + 1) } : undefined);
}

/** Their names, and what they wait for here. */
export function names(together: readonly Mark[]): vscode.DecorationOptions[] {
  return row(together[0]!.range, together.flatMap(({ cursor, colour: index, isCall }) => [
    { contentText: padded(cursor.name), color: colour(index), fontWeight: 'bold' },
    ...(cursor.status === 'blocked' && !isCall
      ? [{ contentText: `${cursor.text}${BLANK}`, color: new vscode.ThemeColor('descriptionForeground'), fontStyle: 'italic' }] : []),
  ]));
}

type Part = vscode.ThemableDecorationAttachmentRenderOptions & { readonly contentText: string };

/**
 * Parts side by side. VS Code orders what stands at one place by names of its own, so each part is moved to where it belongs and
 * takes no room; what comes `then` does.
 */
function row(range: vscode.Range, parts: readonly Part[], then?: Part): vscode.DecorationOptions[] {
  return parts.map((part, index) => {
    const start = widthOf(parts.slice(0, index));
    const end = start + widthOf([part]);
    const borders = part.border ? 2 * BORDER : 0;
    const margin = `0 calc(${-end}ch - ${(index + 1) * borders}px) 0 calc(${start}ch + ${index * borders}px)`;
    return { range, renderOptions: { before: { ...part, margin }, ...(then && index === 0 && { after: then }) } };
  });
}

/** In characters. */
function widthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { contentText }) => sum + contentText.length, 0);
}

/** Blanks at the ends of a text would be lost. */
function padded(content: string): string {
  return `${BLANK}${content}${BLANK}`;
}

/** "**b truncator** sleeps until page 1 is idle, held by reader" */
export function sentence({ cursor: { letter, name, status, text, frames }, isCall }: Mark): vscode.MarkdownString {
  const says = new vscode.MarkdownString('**').appendText(`${letter} ${name}`).appendMarkdown('**');
  if (isCall) says.appendText(` is in ${frames[0]!.function}, called from here;`);
  return says.appendText(status === 'ready' ? ` is about to: ${text}` : ` ${text}`);
}

export function colour(index: number): vscode.ThemeColor {
  return new vscode.ThemeColor(`daxscn.thread${index + 1}`);
}
