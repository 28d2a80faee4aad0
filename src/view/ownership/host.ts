import type { FromView, Snapshot } from '../messages/ownership';

/** What survives when the page is thrown away: VS Code does that whenever the view is hidden. */
export interface Saved {
  readonly snapshot?: Snapshot;
  readonly stop?: string;
  /** Ids of the cells whose details are shown. */
  readonly open: readonly string[];
  /** Id of the cell that the tab key goes to. */
  readonly current?: string;
}

/** The window that the page is in: VS Code, or a test. */
export interface Host {
  postMessage(message: FromView): void;
  getState(): Saved | undefined;
  setState(state: Saved): void;
}
