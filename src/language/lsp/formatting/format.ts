// The style of the packaged sources: four blanks a level, one empty line at most, a blank where one belongs. Line breaks, wider gaps that align
// columns, and comments are the author's. Works on tokens, since Langium's formatter wants documents of its own and syntax without comments
// between its parts.
import type { IToken } from 'chevrotain';
import type { TextEdit } from 'vscode-languageserver';
import { getParser } from '../../parser';
import { INDENT, Indentation } from './indentation';
import { spaceBetween } from './spacing';

/** Zero-based lines, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The edits that bring a text, or some lines of it, into the style. None if the text has what is no token. */
export function format(text: string, lines: Lines = { first: 0, last: Infinity }): TextEdit[] {
  const old = text.split(/\r\n|\r|\n/);
  const made = formatted(text, old);
  if (!made) return [];
  const edits: TextEdit[] = [];
  const isInside = (line: number): boolean => line >= lines.first && line <= lines.last;
  let lastWithText = old.length - 1;
  while (lastWithText > 0 && made[lastWithText] === '') lastWithText--;
  for (const [line, now] of made.entries()) {
    const before = old[line]!;
    const isExtra = now === '' && (line === 0 || made[line - 1] === '' || line > lastWithText) && line < old.length - 1;
    if (isExtra && isInside(line)) edits.push({ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, newText: '' });
    else if (now !== before && isInside(line)) edits.push({ range: { start: { line, character: 0 }, end: { line, character: before.length } }, newText: now });
  }
  const end = old.length - 1;
  if (made[end] !== '' && isInside(end)) edits.push({ range: { start: { line: end, character: old[end]!.length }, end: { line: end, character: old[end]!.length } }, newText: '\n' });
  return edits;
}

/** How far a line is indented, in columns; a tab goes to the next multiple of four. */
function widthOf(line: string): number {
  let width = 0;
  for (const character of /^[ \t]*/.exec(line)![0]) width = character === '\t' ? width - width % INDENT + INDENT : width + 1;
  return width;
}

/** Each line as it is to be; undefined if the text has what is no token. */
function formatted(text: string, old: readonly string[]): string[] | undefined {
  const { tokens, hidden, errors } = getParser().lex(text);
  if (errors.length > 0) return undefined;
  const all = [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset);
  const byLine = new Map<number, IToken[]>();
  for (const token of all) byLine.set(token.startLine! - 1, [...byLine.get(token.startLine! - 1) ?? [], token]);
  const indentation = new Indentation();
  const made = old.map((line) => line.trimEnd());
  for (const [number, line] of [...byLine].sort(([a], [b]) => a - b)) {
    const [first] = line;
    // Behind the end of a comment of several lines.
    const goesOn = old[number]!.slice(0, first!.startColumn! - 1).trim() !== '';
    const width = widthOf(old[number]!);
    const indent = goesOn ? width : indentation.place(first!, width);
    const { text: content, rest } = contentOf(line, indentation);
    const lead = goesOn ? made[number]!.slice(0, first!.startColumn! - 1) : ' '.repeat(indent);
    made[number] = `${lead}${content}`.trimEnd();
    // What a comment goes on with is moved along with its first line.
    for (const [index, part] of rest.entries()) {
      const moved = Math.max(0, widthOf(part) + indent - width);
      made[number + 1 + index] = part.trim() === '' ? '' : `${' '.repeat(moved)}${part.trim()}`;
    }
  }
  return made;
}

/** The tokens of a line with what is between them; `rest`: the further lines of a comment that ends it. */
function contentOf(line: readonly IToken[], indentation: Indentation): { text: string; rest: readonly string[] } {
  let text = '';
  let rest: readonly string[] = [];
  for (const [index, token] of line.entries()) {
    const previous = line[index - 1];
    if (previous) {
      const gap = token.startOffset - previous.startOffset - previous.image.length;
      const space = spaceBetween(previous, token, line[index - 2]);
      text += ' '.repeat(space === 'none' ? 0 : space === 'some' ? Math.max(1, gap) : gap);
    }
    const [first, ...others] = token.image.split(/\r\n|\r|\n/);
    text += first!.trimEnd();
    rest = others;
    indentation.pass(token);
  }
  return { text, rest };
}
