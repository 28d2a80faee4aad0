// Which screenshots there are: examples, each where it goes wrong, in four themes and two widths, some of them beside an execution that goes
// right, in four themes, the verdicts on some, and one as an exported page.
import type { Sought } from '../../../src/explorer/search/sought';

export interface Moment {
  readonly example: string;
  readonly kernel: string;
  readonly goesWrong: Sought;
}

export const moments: readonly Moment[] = [
  { example: '01-truncate-vs-direct-read', kernel: 'v4.17', goesWrong: { verdict: 'violates', property: 'dma_lands_at_home' } },
  { example: '03-two-pinned-pages', kernel: 'v4.18', goesWrong: { verdict: 'violates', property: 'dma_lands_at_home' } },
  { example: '07-mapped-again', kernel: 'v6.18', goesWrong: { verdict: 'hang' } },
  { example: '09-starved-truncate', kernel: 'v6.18', goesWrong: { verdict: 'livelock' } },
];

/** Beside the counterexample of a moment: what it comes to on another kernel version, or the nearest run that goes right. */
export interface Pair extends Moment {
  readonly beside: { readonly kernel: string } | 'nearest passing run';
}

export const pairs: readonly Pair[] = [
  { ...moments[0]!, beside: { kernel: 'v4.19' } },
  { ...moments[1]!, beside: 'nearest passing run' },
];

/** What is checked for the picture of the verdicts, and the cell that is looked at. */
export const verdicts = {
  examples: ['01-truncate-vs-direct-read', '03-two-pinned-pages', '07-mapped-again', '08-pin-that-never-ends', '09-starved-truncate', '11-second-look'],
  example: '03-two-pinned-pages', kernel: 'v4.18', themes: ['dark', 'light'],
} as const;

/** The exported page, where its scenario goes wrong. */
export const exported = { example: '01-truncate-vs-direct-read', schemes: ['dark', 'light'] } as const;

export const themes = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;

/** Of the window, in CSS pixels. */
export const sizes = { wide: { width: 1400, height: 900 }, narrow: { width: 800, height: 900 } } as const;
export type Size = keyof typeof sizes;

/** In docs/images, as the other one. */
export const verdictsName = (theme: string): string => `workbench-verdicts-${theme}.webp`;

/** The same. */
export const pageName = (scheme: string): string => `page-${exported.example.slice(0, 2)}-${scheme}.webp`;

/** In docs/images. */
export const pairName = (example: string, theme: string): string => `workbench-${example.slice(0, 2)}-compare-${theme}.webp`;
export const screenshotName = (example: string, theme: string, size: Size): string => `workbench-${example.slice(0, 2)}-${theme}-${size}.webp`;
