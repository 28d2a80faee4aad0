/** How high the parts of a picture are, in pixels. */
export interface Sizes {
  readonly font: number;
  /** A line of words above the picture. */
  readonly callout: number;
  readonly lane: number;
  readonly mark: number;
  /** The tracks of a bar, from top to bottom. */
  readonly mappings: number;
  readonly pins: number;
  readonly bar: number;
  readonly transfer: number;
  readonly gap: number;
}

const roomy: Sizes = { font: 12, callout: 17, lane: 24, mark: 16, mappings: 13, pins: 14, bar: 22, transfer: 13, gap: 8 };
const compact: Sizes = { font: 11, callout: 17, lane: 18, mark: 12, mappings: 11, pins: 12, bar: 17, transfer: 11, gap: 5 };
const tight: Sizes = { font: 11, callout: 16, lane: 15, mark: 11, mappings: 11, pins: 12, bar: 15, transfer: 10, gap: 3 };
const dense: Sizes = { font: 10, callout: 14, lane: 13, mark: 9, mappings: 10, pins: 11, bar: 14, transfer: 9, gap: 2 };

/** How a picture is arranged: how high its parts are, and where the names of its rows stand. */
export interface Arrangement {
  readonly sizes: Sizes;
  /** `above` the rows they take height, `beside` them width. */
  readonly names: 'above' | 'beside';
}

const beside = (sizes: Sizes): Arrangement => ({ sizes, names: 'beside' });

/** The roomiest first. The last two are for what does not fit as a whole. */
export const wideArrangements: readonly Arrangement[] = [roomy, compact, tight, dense].map(beside);
export const narrowArrangements: readonly Arrangement[] = [...[roomy, compact].map((sizes): Arrangement => ({ sizes, names: 'above' })), ...wideArrangements];
