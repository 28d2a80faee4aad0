// What a message proposes instead of what is written. A message says it in one of the forms of `suggest.ts`, behind what is wrong.
// Invariant: the span of a diagnostic holds the word that its message quotes first (test/language/lsp/code-actions.test.ts corrects every
// mistake of test/language/cases so).
import type { Diagnostic } from '../diagnostics';

/** A part of the text at a diagnostic, by its offsets there, and what to write instead. */
export interface Correction {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const LONGEST_LIST = 10;

/** `text`: that under the diagnostic. The first is meant most likely. */
export function correctionsOf({ message }: Diagnostic, text: string): Correction[] {
  const [, candidate] = /did you mean `([^`]+)`/.exec(message) ?? /; nearest: (\w+(?:\.\d+)?)/.exec(message) ?? /there is only `([^`]+)`/.exec(message) ?? [];
  if (candidate !== undefined) {
    const range = rangeOf(message, text, candidate);
    return range ? [{ ...range, text: candidate }] : [];
  }
  const listed = /; there are: ([\w., ]+)$/.exec(message)?.[1]?.split(', ') ?? [];
  if (listed.length > LONGEST_LIST || listed.some((name) => / /.test(name))) return [];
  return listed.flatMap((name) => {
    const range = rangeOf(message, text, name);
    return range ? [{ ...range, text: name }] : [];
  });
}

function rangeOf(message: string, text: string, candidate: string): { start: number; end: number } | undefined {
  const whole = { start: 0, end: text.length };
  if (candidate === '=') return found(text, '==');
  // Bounds in the wrong order.
  if (candidate.startsWith('[')) return found(text, /\[[^[\]]*\]/.exec(text)?.[0]);
  if (message.includes('inverted')) return whole;
  const quoted = /`([^`]+)`/.exec(message.slice(0, message.lastIndexOf(candidate)))?.[1];
  const isThere = [...message.matchAll(/`(\w+(?:\.\w+)*)`/g)].map(([, word]) => word!).find((word) => word !== candidate && found(text, word));
  return found(text, isThere ?? quoted) ?? (/^\w+(?:\.\d+)?$/.test(text) && text !== candidate ? whole : undefined);
}

/** Where a word stands in a text, if it does so once. */
function found(text: string, word: string | undefined): { start: number; end: number } | undefined {
  if (!word) return undefined;
  const places = [...text.matchAll(new RegExp(/^\w/.test(word) ? `(?<!\\w)${word.replaceAll('.', '\\.')}(?!\\w)` : word.replaceAll(/\W/g, String.raw`\$&`), 'g'))];
  return places.length === 1 ? { start: places[0]!.index, end: places[0]!.index + word.length } : undefined;
}
