// What `daxscn hunt` tells the program that started it with a channel (VS Code). Plain data.

/** Now and then how far it is, each finding at once, and how it ended. */
export type HuntMessage = HuntStep | HuntFound | HuntEnded;

/** What was tried so far. */
export interface HuntStep {
  readonly type: 'hunting';
  readonly tried: number;
  /** Not searched to the end. */
  readonly incomplete: number;
  readonly states: number;
  readonly found: number;
  /** The size at hand, and the largest: how many scenarios a size has is known when it is composed. */
  readonly sizes: { readonly now: number; readonly most: number };
}

/** A scenario that goes wrong. */
export interface HuntFound {
  readonly type: 'found';
  readonly number: number;
  /** `mmap, read_direct | ftruncate: violates no_free_under_pin` */
  readonly title: string;
  /** What should have waited for what. */
  readonly story: string;
  readonly schedule: string;
  readonly events: number;
  /** The path of the scenario; null unless findings are written to files. */
  readonly file: string | null;
}

export interface HuntEnded extends Omit<HuntStep, 'type'> {
  readonly type: 'hunted';
  /** Everything in the bounds was composed and tried. */
  readonly complete: boolean;
  /** Sizes that were not tried to their end. */
  readonly left: number;
}
