// What one execution, as far as it goes, says about the program.
import { explainViolation } from './explain';
import type { Execution } from './execution';
import { stuckVerdict } from './verdict';
import { violations } from './violations';

export interface Outcome {
  readonly verdict: 'holds' | 'violates' | 'deadlock' | 'hang';
  readonly property: string | null;
  readonly reason: string | null;
}

/** The first violation on the branch, else what its last state means. `holds` speaks of this execution alone. */
export function outcomeOf(execution: Execution): Outcome {
  const { program } = execution;
  const [atOnce] = violations(program, execution.stateAt(0));
  if (atOnce) return { verdict: 'violates', property: atOnce.property, reason: `${atOnce.text}, before the first event` };
  for (let index = 0; index < execution.length; index++) {
    const event = execution.eventAt(index);
    if (!event.violation) continue;
    return { verdict: 'violates', property: event.violation.property, reason: explainViolation(execution, event) };
  }
  const stuck = stuckVerdict(program, execution.stateAt(execution.length));
  if (stuck) return { verdict: stuck.verdict, property: null, reason: stuck.reason };
  return { verdict: 'holds', property: null, reason: null };
}
