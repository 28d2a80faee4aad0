import type { Host as CommonHost } from '../common/host';
import type { CellName, FromResults } from '../messages/results';

/** What survives when the page is thrown away. */
export interface Saved {
  readonly current?: CellName;
  /** Each version has a column, also where no verdict changes. */
  readonly showsAll?: boolean;
}

export type Host = CommonHost<FromResults, Saved>;
