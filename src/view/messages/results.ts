// What checking has found, as a table: scenarios down, kernel versions across; and the messages between the extension and the view.
// Invariants: it is plain JSON. A verdict is only said of a search that is over; `unknown` of one that met a bound or was cancelled.
// Events count from 1, positions are how many events have happened.

/** What the table shows. Rows are in the order in which they were first checked. */
export interface Results {
  /** `v4.17`, oldest first: those on which something was checked or is to be. */
  readonly versions: readonly string[];
  readonly rows: readonly ResultRow[];
  /** Searches that run, if any do. */
  readonly run?: RunProgress;
  /** What became of the latest run, if that has to be said: "cancelled: 12 of 26 were not checked". */
  readonly note?: string;
}

/** A scenario. */
export interface ResultRow {
  /** The URI of the scenario. */
  readonly program: string;
  /** Its file without the ending: `01-truncate-vs-direct-read`; with as much of its folder as tells it from another row. */
  readonly name: string;
  /** What the scenario calls itself; absent until it has been read. */
  readonly title?: string;
  /** By version, as `versions` has them. */
  readonly cells: readonly ResultCell[];
  /** Why it could not be checked at all. */
  readonly problem?: string;
}

/**
 * `none`: was not asked for. `waiting`, `running`: there is no verdict yet. `refused`: it calls what the version does not have, or is wrong
 * there. `cancelled`: its search had not begun when the run was cancelled.
 */
export type CellState = 'none' | 'waiting' | 'running' | 'done' | 'refused' | 'cancelled';

export type VerdictName = 'holds' | 'violates' | 'reaches' | 'never reaches' | 'deadlock' | 'hang' | 'livelock' | 'unknown';

/** A scenario on a version. Where several things are expected of it, the verdict is that on all properties together. */
export interface ResultCell {
  readonly state: CellState;
  readonly verdict?: VerdictName;
  readonly property?: string;
  /** What ended the search before it was complete: "the bound on states was reached". */
  readonly bound?: string;
  /** Something is known not to be as the scenario expects. */
  readonly isUnexpected?: boolean;
  /** What has happened since it was checked: "the edit of my-patch.daxk". What is said was true before that. */
  readonly before?: string;
}

export interface RunProgress {
  /** `01-truncate-vs-direct-read.daxscn`, `11 scenarios`. */
  readonly title: string;
  /** How many scenarios on versions are done; `total` is not known where the scenario says on which it is to be checked. */
  readonly done: number;
  readonly total?: number;
  /** Of the searches that run at the moment, together. */
  readonly states: number;
  readonly rate: number;
  /** Cancelled, and about to end. */
  readonly isEnding?: boolean;
}

/** A scenario on a version, all of it. */
export interface CellDetail {
  readonly program: string;
  readonly name: string;
  readonly kernel: string;
  /** As in the table. */
  readonly before?: string;
  readonly state: CellState;
  /** One for each thing that is expected there. */
  readonly results: readonly ResultDetail[];
  /** Why there are none. */
  readonly problem?: string;
  /** Other counterexamples and the outcomes: being looked for, there, or not asked for. */
  readonly more: 'none' | 'running' | 'done';
}

export interface ResultDetail extends Pick<ResultCell, 'property' | 'bound'> {
  readonly verdict: VerdictName;
  /** As the scenario writes it. */
  readonly expected: string;
  readonly pass: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  /** The version that was searched, if it was another one: this one does the same in all that was executed. */
  readonly sameAs?: string;
  /** Where there is no run to tell it of: why it is not known. */
  readonly reason?: string;
  /** Runs that show it: what decided first. None where it holds. */
  readonly runs: readonly RunDetail[];
  /** Where it holds: beside the nearest version where it does not. */
  readonly comparisons: readonly ComparisonOffer[];
  /** There may be other counterexamples. */
  readonly mayHaveMore: boolean;
  readonly outcomes?: OutcomesDetail;
}

/** An execution that shows something, and what can be done with it. */
export interface RunDetail {
  /** "violates dma_lands_at_home". */
  readonly title: string;
  readonly verdict: VerdictName;
  readonly property?: string;
  /** The functions that race. */
  readonly functions: readonly string[];
  readonly schedule: string;
  readonly events: number;
  /** What should have waited for what. */
  readonly sentence?: string;
  /** The paragraph behind it. */
  readonly reason?: string;
  readonly lastChance?: string;
  readonly nearest?: string;
  readonly comparisons: readonly ComparisonOffer[];
}

/** Two executions that can be seen side by side. */
export interface ComparisonOffer {
  /** "Compare with v4.18". */
  readonly label: string;
  readonly left: OfferedSide;
  readonly right: OfferedSide;
}

export interface OfferedSide {
  readonly title: string;
  readonly kernel: string;
  /** Absent: as far as that kernel follows the schedule of the other side. */
  readonly schedule?: string;
}

/** The ways in which the runs end. */
export interface OutcomesDetail {
  readonly classes: readonly OutcomeDetail[];
  readonly isComplete: boolean;
  /** What no run does, in words. */
  readonly never: readonly string[];
}

export interface OutcomeDetail {
  readonly verdict: VerdictName;
  readonly property?: string;
  /** `truncator: ftruncate = 0`, one a thread. */
  readonly tasks: readonly string[];
  readonly endStates: number;
  readonly schedule: string;
  readonly events: number;
  readonly comparisons: readonly ComparisonOffer[];
}

/** A scenario on a version, as the view names it. */
export interface CellName {
  readonly program: string;
  readonly kernel: string;
}

/** From the extension to the view. */
export type ToResults =
  | { readonly kind: 'results'; readonly results: Results }
  /** Of the cell that the view has asked for, and again when more is known. */
  | { readonly kind: 'detail'; readonly detail: CellDetail };

/** From the view to the extension. */
export type FromResults =
  | { readonly kind: 'ready' }
  /** This cell is looked at: its detail is wanted. */
  | CellName & { readonly kind: 'select' }
  /** Looks for other counterexamples and all outcomes. */
  | CellName & { readonly kind: 'more' }
  /** Debugs the scenario on that version: at the end of a run, or from the beginning. */
  | CellName & { readonly kind: 'debug'; readonly schedule?: string; readonly events?: number }
  | CellName & { readonly kind: 'compare'; readonly offer: ComparisonOffer }
  /** Shows the scenario in an editor. */
  | { readonly kind: 'open'; readonly program: string }
  /** Checks this scenario on all versions; without one, asks what to check. */
  | { readonly kind: 'check'; readonly program?: string }
  | { readonly kind: 'cancel' };
