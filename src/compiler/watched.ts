// What a program watches.

/** The one property that can be violated in a program. */
export interface Watched {
  readonly name: string;
  /**
   * `safety`: an invariant or assert. `reach`, `mark`: the program violates it where an execution reaches it. `response`: no state violates it, but executions do, by
   * what goes on in them for ever.
   */
  readonly kind: 'safety' | 'reach' | 'mark' | 'response';
}

/** What it watches is to be reached, which is no fault. */
export function isReach(watched: Watched | undefined): boolean {
  return watched?.kind === 'reach' || watched?.kind === 'mark';
}
