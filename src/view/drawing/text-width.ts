import type { Measure } from './scene';

/** Widths of Helvetica's characters in thousandths of the size, from the space to the tilde (Adobe's font metrics, AFM). */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584,
  584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
  278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
  500, 334, 260, 334, 584,
];

/** Most sans-serif fonts are somewhat wider than Helvetica. */
const WIDEST = 1.16;
const BOLD = 1.08;

/** For whoever has no browser to ask: at least as wide as the text is in the usual sans-serif fonts. */
export const approximateWidth: Measure = (text, size, bold) => {
  let sum = 0;
  for (const character of text) sum += HELVETICA[(character.codePointAt(0) ?? 0) - 32] ?? 900;
  return sum / 1000 * size * WIDEST * (bold ? BOLD : 1);
};

/** The text, or as much of it as fits and `…`; undefined if less than `least` characters would be left. */
export function fit(text: string, room: number, measure: (text: string) => number, least = 4): string | undefined {
  if (measure(text) <= room) return text;
  let [low, high] = [0, text.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle).trimEnd()}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return low < least ? undefined : `${text.slice(0, low).trimEnd()}…`;
}
