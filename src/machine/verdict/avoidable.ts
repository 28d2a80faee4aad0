// Whether what can still follow a state goes right. The explorer finds it out (`src/explorer/passing/`); the debugger and the texts only
// know these words.

/**
 * `yes`: an execution from there goes right to its end: nothing is violated, and nobody waits for ever. `no`: none does. `endless`: none
 * ends well, but some can go on for ever without a violation. `unknown`: the model has no room for all that can follow, or there were too
 * many states.
 */
export type Avoidable = 'yes' | 'no' | 'endless' | 'unknown';

/** Until when a counterexample could have gone right, and the nearest run that does. */
export interface PassingAnswer {
  /** Until when it could have gone right, in a sentence. */
  readonly lastChance: string;
  /** What the nearest run does that goes right, or why it is not told; undefined if none goes right. */
  readonly nearest?: string;
  /** The number of the event after which nothing goes right any more, counted from 1; null if nothing goes right, or it is not known. */
  readonly pointOfNoReturn: number | null;
  /** Of the nearest run that goes right. */
  readonly schedule: string | null;
  /** The events of the counterexample that are not at their place there, counted from 1. */
  readonly moved: readonly number[];
}
