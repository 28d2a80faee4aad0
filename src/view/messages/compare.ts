// Two executions side by side, as they are drawn, and the messages between the extension and the compare view.
// Invariants: it is plain JSON. Event i (from 0) leads from position i to position i + 1 of its side; texts count events from 1. The rows
// are in one order for both sides: of each side the events are in the order in which they happen, but for those of `moved`, which
// stand where the left side has them.
import type { FileName } from './ownership';
import type { ViewAction } from './view-action';

export type SideName = 'left' | 'right';

/** The arguments of the request `daxscn/compare`, which is answered with a `Comparison`. */
export interface CompareQuestion {
  /** Without it what the session has recorded. */
  readonly left?: AskedSide;
  /** Without a schedule it follows the left side's, as far as its program does what the other one does. */
  readonly right: AskedSide;
}

/** An execution to compare. What is left out is as in the session. */
export interface AskedSide {
  /** The path of another scenario, for example of the text before an edit. It is read anew. */
  readonly program?: string;
  /** The source of the scenario, where it is another one than its file has. */
  readonly text?: string;
  readonly kernel?: string;
  /** Paths, in the order in which they apply; an empty list is the packaged kernel alone. */
  readonly overlays?: readonly string[];
  readonly schedule?: string;
  /** What the view calls it: "nearest passing run". */
  readonly title?: string;
}

/** What `src/debugger/compare/` makes of two executions. */
export interface Comparison {
  readonly scenario: string;
  readonly left: Side;
  readonly right: Side;
  /** What differs, in one sentence: where they part, and how each of them ends. */
  readonly sentence: string;
  /** The paragraph behind it, if there is more to say. */
  readonly explanation?: string;
  readonly lanes: readonly CompareLane[];
  readonly rows: readonly Row[];
  /** The first row in which the sides differ; none if they do not. */
  readonly parting?: number;
  /** Set if there are more events than are compared: how many of both sides were left out at their ends. */
  readonly leftOut?: number;
}

/** An execution. */
export interface Side {
  /** "v4.17", "nearest passing run", "as it was recorded": what is different about it. */
  readonly title: string;
  /** `v4.17`. */
  readonly kernel: string;
  readonly overlays: readonly string[];
  /** Leads to its end, in the form that can be pasted back. */
  readonly schedule: string;
  /** How many events it has. */
  readonly length: number;
  /** How it ends: "violates dma_lands_at_home at event 43", "holds", "hang". */
  readonly outcome: string;
  readonly isWrong: boolean;
}

/** A thread of either side, matched by name. */
export interface CompareLane {
  readonly name: string;
  readonly letter: string;
  /** 1 … 8, the number of the theme colour `daxscn.thread1` …. */
  readonly colour: number;
}

/**
 * `same`: both sides perform it here. `moved`: both perform it, the right one at another place. `different`: the same thread at the same
 * place does something else, or the same with another effect: what it says, changes or breaks is not the same. `left`, `right`: only that side performs it.
 */
export type RowKind = 'same' | 'moved' | 'different' | 'left' | 'right';

export interface Row {
  readonly kind: RowKind;
  /** Index in `lanes`. */
  readonly lane: number;
  readonly left?: RowEvent;
  readonly right?: RowEvent;
}

export interface RowEvent {
  readonly event: number;
  /** "pin_mapped_page: pin page 0". */
  readonly text: string;
  /** Of `different`: what it changes that the same event of the other side does not, "page 1.index from 0 to 1". */
  readonly effect?: string;
  readonly mark?: 'retry' | 'violation' | 'lastChance';
  /** The thread is blocked before its next event, until the event of that index (the length if nothing ends it), and what it waits for. */
  readonly wait?: { readonly until: number; readonly cause: string };
  /** Blocks and pages whose owner or state the event changed. */
  readonly blocks?: readonly BlockChange[];
}

export interface BlockChange {
  /** `block 1`. */
  readonly title: string;
  readonly state: 'owned' | 'freed' | 'free' | 'orphan';
  readonly owner?: FileName;
}

/** From the extension to the view. */
export type ToCompare =
  | { readonly kind: 'comparison'; readonly comparison: Comparison }
  /** The debugger stands there. The other side's position is the one that is next to it. */
  | { readonly kind: 'at'; readonly side: SideName; readonly position: number }
  /** The debugger stands in neither of them, or there is no session. */
  | { readonly kind: 'away' }
  /** There is nothing to compare, and why. */
  | { readonly kind: 'none'; readonly reason: string };

/** From the view to the extension. */
export type FromCompare =
  | ViewAction
  | { readonly kind: 'ready' }
  /** Asks the user what to compare with. */
  | { readonly kind: 'ask' }
  /** Debugs that side at that position. */
  | { readonly kind: 'debug'; readonly side: SideName; readonly position: number };
