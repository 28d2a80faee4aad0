// Scanning of characters: what a recording has most is read without a regular expression, and without a piece of text for each column.

import type { Line } from './line';

export const TAB = 9;
export const BLANK = 32;
export const HASH = 35;
export const OPEN = 40;
export const CLOSE = 41;
export const STAR = 42;
export const MINUS = 45;
export const POINT = 46;
export const SLASH = 47;
export const COLON = 58;
export const SEMICOLON = 59;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const OPEN_SQUARE = 91;
export const CLOSE_SQUARE = 93;
export const OPEN_BRACE = 123;
export const BAR = 124;
export const CLOSE_BRACE = 125;
const ZERO = 48;
const NINE = 57;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** The first position from `at` that has no blank, at most `end`. */
export function skipBlanks(text: Line, at: number, end: number): number {
  while (at < end && text.charCodeAt(at) === BLANK) at++;
  return at;
}

/** The first position from `at` that has no digit. */
export function skipDigits(text: Line, at: number, end: number): number {
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** The end without the blanks before it. */
export function trimEnd(text: Line, start: number, end: number): number {
  while (end > start && text.charCodeAt(end - 1) <= BLANK) end--;
  return end;
}

/** The number from `start` to `end`, which has digits and at most one point, or is NaN. */
export function numberIn(text: Line, start: number, end: number): number {
  if (start >= end) return NaN;
  let value = 0;
  let scale = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      value = value * 10 + code - ZERO;
      scale *= 10;
    } else if (code === POINT && scale === 0 && at > start) scale = 1;
    else return NaN;
  }
  return scale > 1 ? value / scale : value;
}
