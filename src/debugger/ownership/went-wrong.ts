// What went wrong at a position, as the picture says it before all else.
import type { Execution } from '../../machine/execution/execution';
import { explainViolation } from '../../machine/explain/explain';
import { explainStuck } from '../../machine/explain/explain-stuck';
import { missingWait } from '../../machine/explain/missing-wait';
import { missingWakeup } from '../../machine/explain/missing-wakeup';
import { stuckVerdict } from '../../machine/verdict/verdict';
import type { Snapshot } from '../../view/messages/ownership';

export type WentWrong = Pick<Snapshot, 'headline' | 'explanation'>;

/** The event that led to the position broke a property, or nothing moves any more for ever; nothing if neither is so. */
export function wentWrongAt(execution: Execution, position: number): WentWrong {
  const event = position > 0 ? execution.eventAt(position - 1) : undefined;
  const violation = event?.violation;
  if (violation) {
    return {
      headline: missingWait(execution, event.index, violation.property).sentence,
      explanation: explainViolation(execution, { ...event, violation }),
    };
  }
  const stuck = position === execution.length ? stuckVerdict(execution.program, execution.stateAt(position)) : undefined;
  return stuck ? { headline: missingWakeup(execution, stuck).sentence, explanation: explainStuck(execution, stuck) } : {};
}
