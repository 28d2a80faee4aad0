// One thing that an execution has to do, at its place between the others.

export type Milestone =
  | { readonly kind: 'begins'; readonly task: string; readonly step: number }
  /** `errno`: 0 for none. */
  | { readonly kind: 'returns'; readonly task: string; readonly step: number; readonly errno: number }
  /** A function, several times in a row or once. */
  | { readonly kind: 'enters'; readonly task: string; readonly function: string }
  /** It looks for a busy page. */
  | { readonly kind: 'scans'; readonly task: string }
  /** It sleeps, or waits for a lock, in these functions, the outermost first. */
  | { readonly kind: 'sleeps'; readonly task: string; readonly functions: readonly string[] }
  /** `task` is undefined where the recording has only that somebody did. */
  | { readonly kind: 'wakes'; readonly task: string | undefined; readonly sleeper: string };

/** Who acts in the model where no process does. */
export const INTERRUPT = 'interrupt';
export const WORKER = 'workqueue';
/** It looks for a busy page. */
export const SCAN = 'dax_layout_busy_page_range';
