// What a search is for.
import type { Finding } from './search';

/** What to search for: the first finding that answers it ends the search. `verdict` as in `Exploration`. */
export interface Sought {
  readonly verdict: string;
  readonly property?: string;
}

/** Is this what was sought? Anything is, if nothing else was said. */
export function answers(finding: { readonly verdict: Finding['verdict'] | 'livelock'; readonly property?: string | null | undefined }, sought: Sought | undefined): boolean {
  return !sought || (finding.verdict === sought.verdict && (sought.property === undefined || finding.property === sought.property));
}
