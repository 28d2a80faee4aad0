// What went wrong at a position, as the picture says it before all else.
import type { Execution } from '../../machine/execution/execution';
import { stuckExplanation, violationExplanation, type Explanation } from '../../machine/explain/explanation';
import { briefOf } from '../../machine/explain/missing-wait';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { Snapshot } from '../../view/messages/ownership';

export type WentWrong = Pick<Snapshot, 'headline' | 'brief' | 'explanation'>;

/** The event that led to the position broke a property, or no task is enabled any more and some wait; nothing if neither is so. */
export function wentWrongAt(execution: Execution, position: number): WentWrong {
  const event = position > 0 ? execution.eventAt(position - 1) : undefined;
  if (event?.violation) return told(execution, violationExplanation(execution, event));
  const stuck = position === execution.length ? stuckVerdict(execution.program, execution.stateAt(position)) : undefined;
  return stuck ? told(execution, stuckExplanation(execution, stuck)) : {};
}

export function told({ program }: Execution, { reason, missingWait }: Explanation): WentWrong {
  const brief = briefOf(program, missingWait);
  return { ...(missingWait && { headline: missingWait.sentence }), ...(brief !== undefined && { brief }), explanation: reason };
}
