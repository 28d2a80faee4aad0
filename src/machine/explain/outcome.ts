// What one execution, as far as it goes, says about the program.
import type { Execution } from '../execution/execution';
import { livelockExplanation, stuckExplanation, violationExplanation, type Explanation } from './explanation';
import type { MissingWait } from './missing-wait';
import { livelockOf } from '../verdict/livelock';
import { stuckVerdict } from '../verdict/verdict';
import { brokenBy, violations } from '../execution/violations';
import { whatIfNote, withWhatIf } from './what-if';

/**
 * `property`: the name of the one that is violated, else null. `reason`: a paragraph in English; null if there is nothing to say.
 * `missingWait`: what should have waited for what; null if nothing is wrong, or nothing had happened yet.
 */
export interface Outcome {
  readonly verdict: 'holds' | 'violates' | 'deadlock' | 'hang' | 'livelock';
  readonly property: string | null;
  readonly reason: string | null;
  readonly missingWait: MissingWait | null;
}

/**
 * What the end of the branch shows, since a counterexample ends with what it is one of; else the first violation on the
 * way. If the last event breaks several properties, `preferred` is the one to tell. `holds` speaks of this execution alone.
 * The reason begins with what was changed by hand.
 */
export function outcomeOf(execution: Execution, preferred?: string): Outcome {
  const { length } = execution;
  const atEnd = length > 0 ? violationBy(execution, length - 1, preferred) : undefined;
  if (atEnd) return atEnd;
  const stuck = stuckVerdict(execution.program, execution.stateAt(length));
  if (stuck) return { verdict: stuck.verdict, property: null, ...noted(execution, length, stuckExplanation(execution, stuck)) };
  const livelock = livelockOf(execution);
  if (livelock) return { verdict: 'livelock', property: null, ...noted(execution, length, livelockExplanation(execution, livelock)) };

  const [atOnce] = violations(execution.program, execution.stateAt(0));
  if (atOnce) return { verdict: 'violates', property: atOnce.property, reason: `${atOnce.property} is broken before the first event: ${atOnce.text}`, missingWait: null };
  for (let index = 0; index < length; index++) {
    const onTheWay = violationBy(execution, index);
    if (onTheWay) return onTheWay;
  }
  return { verdict: 'holds', property: null, reason: whatIfNote(execution, length) ?? null, missingWait: null };
}

function violationBy(execution: Execution, index: number, preferred?: string): Outcome | undefined {
  const broken = brokenBy(execution.program, execution.stateAt(index), execution.stateAt(index + 1), execution.choiceAt(index));
  const violation = broken.find(({ property }) => property === preferred) ?? broken[0];
  if (!violation) return undefined;
  const explanation = violationExplanation(execution, { ...execution.eventAt(index), violation });
  return { verdict: 'violates', property: violation.property, ...noted(execution, index + 1, explanation) };
}

function noted(execution: Execution, length: number, { reason, missingWait }: Explanation): Explanation {
  return { reason: withWhatIf(execution, length, reason), missingWait };
}
