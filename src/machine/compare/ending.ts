// How an execution ends, in a few words.
import type { Execution } from '../execution/execution';
import { outcomeOf, type Outcome } from '../explain/outcome';

export interface Ending {
  /** `unfinished`: something can still move, and nothing is wrong. */
  readonly verdict: Outcome['verdict'] | 'unfinished';
  /** `violates dma_lands_at_home at event 43`, `holds`, `hang`. */
  readonly text: string;
  readonly isWrong: boolean;
  /** The event that broke the property. */
  readonly event?: number;
  readonly outcome: Outcome;
}

export function endingOf(execution: Execution): Ending {
  const outcome = outcomeOf(execution);
  const { verdict, property } = outcome;
  if (verdict === 'violates') {
    const event = brokenAt(execution, property!);
    return { verdict, text: event === undefined ? `violates ${property!} before the first event` : `violates ${property!} at event ${event + 1}`, isWrong: true, outcome, ...(event !== undefined && { event }) };
  }
  if (verdict !== 'holds') return { verdict, text: verdict, isWrong: true, outcome };
  const { program, length } = execution;
  const isOver = program.tasks.every(({ index }) => program.enabled(execution.stateAt(length), index) === 0);
  return isOver ? { verdict, text: 'holds', isWrong: false, outcome } : { verdict: 'unfinished', text: `not over after ${length} events`, isWrong: false, outcome };
}

/** The last event if it broke the property, since it is that of which a counterexample is one; else the first that did. */
function brokenAt(execution: Execution, property: string): number | undefined {
  const { length } = execution;
  const breaks = (index: number): boolean => execution.annotationsOf(index).breaks !== undefined && execution.eventAt(index).violation?.property === property;
  if (length > 0 && breaks(length - 1)) return length - 1;
  for (let index = 0; index < length; index++) if (breaks(index)) return index;
  return undefined;
}
