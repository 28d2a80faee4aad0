import type { Range } from 'vscode-languageserver';
import type { Span } from '../tree';

export function toRange([line, character, endLine, endCharacter]: Span): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
