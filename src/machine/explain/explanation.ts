// What is wrong, in two forms: the sentence that comes first and the paragraph behind it. Whoever tells of something wrong takes both from here.
import { isReach } from '../../compiler/watched';
import type { Execution, MachineEvent } from '../execution/execution';
import type { Livelock } from '../verdict/livelock';
import type { Stuck } from '../verdict/verdict';
import { explainViolation } from './explain';
import { explainStuck } from './explain-stuck';
import { missingWait, type MissingWait } from './missing-wait';
import { keptGoing, missingWakeup } from './missing-wakeup';
import { raceOf } from './race';

export interface Explanation {
  /** A paragraph. */
  readonly reason: string;
  /** What should have waited for what; null where nothing is wrong: what was looked for is reached. */
  readonly missingWait: MissingWait | null;
}

/** Of the event that carries the violation. Throws a RangeError if it breaks nothing. */
export function violationExplanation(execution: Execution, event: MachineEvent): Explanation {
  const { index, violation } = event;
  if (!violation || isReach(execution.program.watched)) return { reason: explainViolation(execution, event), missingWait: null };
  const race = raceOf(execution, index, violation.property) ?? null;
  return { reason: explainViolation(execution, event, race), missingWait: missingWait(execution, index, violation.property, race) };
}

/** Of a deadlock or hang at the end of the execution. */
export function stuckExplanation(execution: Execution, stuck: Stuck): Explanation & { readonly missingWait: MissingWait } {
  return { reason: explainStuck(execution, stuck), missingWait: missingWakeup(execution, stuck) };
}

export function livelockExplanation(execution: Execution, livelock: Livelock): Explanation & { readonly missingWait: MissingWait } {
  return { reason: livelock.reason, missingWait: keptGoing(execution, livelock) };
}
