// Which screenshots there are: examples, each where it goes wrong, in four themes and two widths.
import type { Sought } from '../../../src/explorer/conclusion';

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

export const themes = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;

/** Of the window, in CSS pixels. */
export const sizes = { wide: { width: 1400, height: 900 }, narrow: { width: 800, height: 900 } } as const;
export type Size = keyof typeof sizes;

/** In docs/images. */
export const screenshotName = (example: string, theme: string, size: Size): string => `workbench-${example.slice(0, 2)}-${theme}-${size}.webp`;
