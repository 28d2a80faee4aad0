// What a program watches.

/** The one property that can be violated in a program. */
export interface Watched {
  readonly name: string;
  /** `safety`: an invariant or assert. `reach`, `mark`: the program violates it where an execution reaches it. */
  readonly kind: 'safety' | 'reach' | 'mark';
}

/** What it watches is to be reached, which is no fault. */
export function isReach(watched: Watched | undefined): boolean {
  return watched !== undefined && watched.kind !== 'safety';
}
