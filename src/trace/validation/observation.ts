// What a recording says that an execution has to do as well. Calls of a process are counted from 0 in the order of the scenario.

/** Somewhere from one time to the other, both included. Of the clock of the recording. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export type Observed =
  | { readonly kind: 'begins'; readonly task: string; readonly call: number }
  /** `errno`: 0 for none; undefined if the recording does not tell. */
  | { readonly kind: 'returns'; readonly task: string; readonly call: number; readonly errno: number | undefined }
  /** A function, several times in a row or once. */
  | { readonly kind: 'enters'; readonly task: string; readonly function: string }
  /** It looks for a busy page: each time counts. */
  | { readonly kind: 'scans'; readonly task: string }
  /** It sleeps, or waits for a lock, in these functions, the outermost first. */
  | { readonly kind: 'sleeps'; readonly task: string; readonly functions: readonly string[] }
  /** `task` is undefined where the recording has only that somebody did. */
  | { readonly kind: 'wakes'; readonly task: string | undefined; readonly sleeper: string };

export type Observation = Observed & Interval & {
  /** When it was recorded. */
  readonly time: number;
  /** Of the recording, from 1. */
  readonly line: number;
  /** Of `wakes`: what it ends. */
  readonly sleep?: Observation;
};

/** Who acts in the model where no process does. */
export const INTERRUPT = 'interrupt';
export const WORKER = 'workqueue';
/** It looks for a busy page. */
export const SCAN = 'dax_layout_busy_page_range';

/** What was recorded, as an execution is held against it. */
export interface Recorded {
  /** In the order of time. */
  readonly observations: readonly Observation[];
  /** By process, the functions whose calls are recorded. */
  readonly functions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Functions whose own calls are not recorded. */
  readonly closed: ReadonlySet<string>;
  /** Functions of the model that can be entered without an event in them. */
  readonly silent: ReadonlySet<string>;
  /** Each scan is recorded. */
  readonly hasScans: boolean;
  /** Sleeps and wake-ups are recorded: there are none but these. */
  readonly hasWakeUps: boolean;
}
