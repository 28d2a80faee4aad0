import type { OverlayOptions } from '../input/overlays';

/** The names are those of the options. */
export interface BisectOptions extends OverlayOptions {
  /** The fault: what breaks this. */
  readonly property?: string;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory: number;
  /** Sets of changes. */
  readonly maxSets: number;
  readonly json?: boolean;
}

/** What the options are if nobody says. */
export const BISECT = { maxMemory: 2048, maxSets: 200 } as const;
