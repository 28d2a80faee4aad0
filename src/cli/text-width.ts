// How many columns a text takes on a terminal, and its lines. The tests compare with `string-width` and `wrap-ansi`, which also
// know the clusters of emoji, but take 40 ms at each start to make the tables for them.
import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** Columns, without what only colours. A cluster of emoji counts as its parts: rather too many columns than too few. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) columns += columnsOfCharacter(character);
  return columns;
}

/** Lines of at most `width` columns, broken between words where possible. The break takes the spaces around it along. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => (columnsOf(line) <= width ? [line.trim()] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): string[] {
  const rows = [''];
  for (const word of line.split(' ')) {
    const row = rows.at(-1)!;
    const longer = row === '' ? word : `${row} ${word}`;
    if (columnsOf(longer) <= width) rows[rows.length - 1] = longer;
    else if (row === '') rows.splice(-1, 1, ...cut(word, width));
    else rows.push(...cut(word, width));
  }
  return rows.map((row) => row.trimEnd());
}

/** A word in pieces that fit; most words are one. */
function cut(word: string, width: number): string[] {
  const pieces = [''];
  // eslint-disable-next-line no-control-regex
  for (const character of word.match(/\x1b\[[\d;]*m|./gsu) ?? []) {
    if (columnsOf(pieces.at(-1)! + character) > width) pieces.push('');
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}

function columnsOfCharacter(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad ? 0 : 1;
  // It makes an emoji of the character before, which then is wide.
  if (code === 0xfe0f) return 1;
  return /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Format}]/u.test(character) ? 0 : eastAsianWidth(code);
}
