// What a search in the background has found. Plain data, which is kept from one session to the next.
import type { Bound } from '../search/bounds';
import type { Exploration } from '../explore';
import type { Anchor } from './places';

/** How far a search may go: seconds, and MiB. */
export interface Budget {
  readonly seconds: number;
  readonly memory: number;
}

/** One of the events that race, or in which tasks wait. */
export interface Access {
  readonly task: string;
  /** From 1. */
  readonly event: number;
  /** What it does, and in which function: `pin page 0`, `pin_mapped_page`. */
  readonly text: string;
  readonly function: string;
  /** The statement of the scenario in whose call it happens; absent for agents. */
  readonly statement?: Anchor;
  readonly kernel: Anchor;
}

export interface FoundOutcome extends Pick<Exploration, 'verdict' | 'property' | 'states' | 'transitions' | 'complete' | 'schedule' | 'events' | 'reason'> {
  readonly bound: Bound | 'model' | null;
  readonly missingWait: { readonly sentence: string; readonly events: readonly number[] } | null;
  readonly accesses: readonly Access[];
  readonly seconds: number;
  readonly budget: Budget;
  /** Of what its text names lines of: it is that of these lines only. */
  readonly positions?: string;
}

/** There is no verdict: the scenario does not compile for the version, or the model itself fails. */
export interface NoOutcome {
  readonly problem: string;
  readonly positions: string;
}

export type Outcome = FoundOutcome | NoOutcome;

/** Whether it still says what a search would say: of a text with these positions, and within this budget. */
export function isOutcomeOf(outcome: Outcome, positions: string, { seconds, memory }: Budget): boolean {
  if (outcome.positions !== undefined && outcome.positions !== positions) return false;
  if ('problem' in outcome || outcome.complete) return true;
  const { bound, budget } = outcome;
  // With more it may come to an end.
  return bound === 'seconds' ? budget.seconds >= seconds : bound === 'memory' ? budget.memory >= memory : bound !== 'cancelled';
}
