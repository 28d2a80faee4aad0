import type { Position, Range } from 'vscode-languageserver';
import type { Span } from '../tree';

export function toRange([line, character, endLine, endCharacter]: Span): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

/** Where a position is in a text. */
export function offsetAt(text: string, { line, character }: Position): number {
  let start = 0;
  for (let count = 0; count < line; count++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(start + character, text.length);
}
