// Where in a text the cursor stands, by the tokens before it: a text that is being written seldom parses.
import type { IToken } from 'chevrotain';
import { getParser } from '../../parser';
import { withLineFeeds } from '../../source-file';
import { scenarioWords, kernelWords } from '../../syntax-errors';

/** What begins a declaration even where a brace before it was never closed. */
const DECLARATION_WORDS: ReadonlySet<string> = new Set([...scenarioWords, ...kernelWords, 'void', 'int', 'bool']);

export interface Cursor {
  readonly text: string;
  /** Where the word begins that is being written. */
  readonly start: number;
  /** Behind that word. */
  readonly end: number;
  /** The text before the word. */
  readonly before: string;
  /** What stands behind the word on its line. */
  readonly rest: string;
  /** The tokens of the declaration in which the word stands, with a blank between two, up to the word. Empty where a declaration begins. */
  readonly words: string;
  /** `words` from behind the last `{`, `}` or `;`. */
  readonly statement: string;
  /** How many braces of the declaration are open. */
  readonly depth: number;
  /** The line, from 0, in which the declaration begins. */
  readonly line: number;
  readonly isInComment: boolean;
  /** Inside quotes, but not in the braces of an expression there. */
  readonly isInText: boolean;
}

export function cursorAt(given: string, offset: number): Cursor {
  const text = withLineFeeds(given);
  const start = offset - /\w*$/.exec(text.slice(0, offset))![0].length;
  const end = offset + /^\w*/.exec(text.slice(offset))![0].length;
  const before = text.slice(0, start);
  const { tokens, depth } = declarationBefore(before);
  const words = tokens.map(({ image }) => `${image} `).join('');
  const quotes = lineOf(before).replace(/\\./g, '').split('"');
  const isQuoted = quotes.length % 2 === 0;
  return {
    text, start, end, before, words, depth,
    rest: text.slice(end, (text.indexOf('\n', end) + 1 || text.length + 1) - 1),
    statement: words.slice(Math.max(...['{ ', '} ', '; '].map((mark) => words.lastIndexOf(mark) + 2), 0)).replace(/^.*?\bor $/, ''),
    line: (tokens[0]?.startLine ?? before.split('\n').length) - 1,
    isInComment: !isQuoted && (quotes.some((part, index) => index % 2 === 0 && part.includes('//')) || before.lastIndexOf('/*') > before.lastIndexOf('*/')),
    isInText: isQuoted && !/\{[^}]*$/.test(quotes.at(-1)!),
  };
}

function lineOf(before: string): string {
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** The tokens of the declaration that a text ends in; none if it ends where the next one can begin. */
function declarationBefore(before: string): { tokens: readonly IToken[]; depth: number } {
  const all = getParser().tokenize(before);
  let [depth, first] = [0, 0];
  for (const [index, { image, startColumn }] of all.entries()) {
    if (startColumn === 1 && (depth === 0 || DECLARATION_WORDS.has(image)) && /^\w/.test(image)) [depth, first] = [0, index];
    if (image === '{') depth++;
    else if (image === '}') depth = Math.max(0, depth - 1);
    if (depth === 0 && (image === '}' || image === ';')) first = index + 1;
  }
  const isAtMargin = /(?:^|\n)$/.test(before);
  return isAtMargin && depth === 0 ? { tokens: [], depth } : { tokens: all.slice(first), depth };
}
