// Verdicts in words, the same in the terminal, in reports and in VS Code.
import type { Bound } from './search/bounds';

const FAULTS: readonly string[] = ['violates', 'deadlock', 'hang', 'livelock'];

/** All that a search can come to. */
export const KNOWN_VERDICTS: readonly string[] = [...FAULTS, 'holds', 'reaches', 'never reaches', 'unknown'];

/** Whether a verdict says that something goes wrong. */
export function isFault(verdict: string): boolean {
  return FAULTS.includes(verdict);
}

/** `violates dma_lands_at_home`; without a property the verdict alone. */
export function verdictText({ verdict, property }: { readonly verdict: string; readonly property?: string | null }): string {
  return property ? `${verdict} ${property}` : verdict;
}

/** Why a search ended before it was complete. `model`: there was no room for some events. */
export function boundText(bound: Bound | 'model'): string {
  if (bound === 'cancelled') return 'cancelled';
  return bound === 'model' ? 'a limit of the model was met' : `the bound on ${bound} was reached`;
}
