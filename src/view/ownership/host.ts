import type { Host as CommonHost } from '../common/host';
import type { FromView, Snapshot } from '../messages/ownership';

/** Another number whenever a snapshot has another form. */
export const SAVED_FORM = 4;

/** What survives when the page is thrown away: VS Code does that whenever the view is hidden. */
export interface Saved {
  /** `SAVED_FORM`; with another the page was made by another version of the extension, and what it saved is of no use. */
  readonly form: number;
  readonly snapshot?: Snapshot;
  readonly stop?: string;
  /** Ids of the cells whose details are shown. */
  readonly open: readonly string[];
  readonly hasLegend?: boolean;
  /** Until somebody opens or closes it, it is open where there is room and nothing has gone wrong. */
  readonly isStoryOpen?: boolean;
  /** Id of the cell that the tab key goes to. */
  readonly current?: string;
}

export type Host = CommonHost<FromView, Saved>;
