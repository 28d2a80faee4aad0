// Terms about the history of a value: `when(EXPR changed)` and `changed(EXPR)`. Both are functions of the position.
import { brief } from '../../language/brief';
import type { Type } from '../../language/tree';
import { BOOL } from '../../language/types';
import { RequestError } from '../protocol/request-error';

/** One of the two functions. */
export interface HistoryFunction {
  readonly name: 'when' | 'changed';
  readonly usage: string;
  readonly doc: string;
  readonly result: Type;
}

const EXAMPLE = 'when(owner(block 2) changed)';

/** Both functions, with what the console's `help` and completions say of them. */
export const historyFunctions: readonly HistoryFunction[] = [
  { name: 'when', usage: 'when(… changed)', doc: `the position after the latest event that changed it: ${EXAMPLE}`, result: { kind: 'int', min: 0, max: 2 ** 31 - 1 } },
  { name: 'changed', usage: 'changed(…)', doc: 'whether the latest event changed it', result: BOOL },
];

/** `when(owner(block 2) changed)` in a text, and the expression inside it. */
export interface HistoryTerm {
  readonly text: string;
  readonly func: HistoryFunction;
  readonly inner: string;
}

/** Deeper nesting says nothing that can be understood. */
const MOST_LEVELS = 20;

const CALL = /(?<![\w.])(when|changed)\s*\(/g;

/** The outermost terms of a text, in their order. Throws a RequestError that says what is wrong with one. */
export function historyTerms(text: string): HistoryTerm[] {
  const terms: HistoryTerm[] = [];
  let end = 0;
  for (const match of text.matchAll(CALL)) {
    if (match.index < end) continue;
    const open = match.index + match[0].length;
    const close = closing(text, open);
    if (close < 0) throw new RequestError(`The parenthesis of \`${match[1]!}(\` is never closed.`);
    end = close + 1;
    const term = text.slice(match.index, end);
    const func = historyFunctions.find(({ name }) => name === match[1])!;
    terms.push({ text: term, func, inner: innerOf(func, term, text.slice(open, close)) });
  }
  return terms;
}

function innerOf({ name }: HistoryFunction, term: string, inside: string): string {
  if (name === 'changed') return inside.trim();
  const inner = /^(.*)\bchanged\s*$/s.exec(inside)?.[1];
  if (inner === undefined) throw new RequestError(`\`${brief(term)}\` does not say what became of it: write \`when(${brief(inside.trim())} changed)\`.`);
  return inner.trim();
}

/** The index of the parenthesis that closes the one that is open at `from`, or -1. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(' && ++depth > MOST_LEVELS) throw new RequestError(`This is nested too deeply: \`when\` and \`changed\` take at most ${MOST_LEVELS} levels of parentheses.`);
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}
