import type { Host as CommonHost } from '../common/host';
import type { FromCompare, SideName } from '../messages/compare';

/** A cell. */
export interface Place {
  /** Of the line or of the fold. */
  readonly key: string;
  readonly side: SideName;
}

/** Where the debugger stands. */
export interface Standing {
  readonly side: SideName;
  readonly position: number;
}

/** What survives when the page is thrown away. */
export interface Saved {
  /** What it was saved of: it is no use for another comparison. */
  readonly of: string;
  readonly place?: Place;
  readonly unfolded: readonly string[];
  readonly foldsAlike: boolean;
}

export type Host = CommonHost<FromCompare, Saved>;
