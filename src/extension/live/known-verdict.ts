// A verdict in the background, as others are told of it.
import { meets } from '../../explorer/expectations';
import type { CheckedResult } from '../../explorer/check-messages';
import type { LiveVerdict } from '../../explorer/live/live-verdicts';
import type { FoundOutcome } from '../../explorer/live/outcome';
import type { KnownVerdict } from './verdict-source';

const BEFORE = 'before the last edit';

/** `mistake`: why the text as it is cannot be examined. */
export function knownVerdict({ wanted, state, outcome, found }: LiveVerdict, file: string, scenario: string, mistake: string | undefined): KnownVerdict {
  const problem = mistake ?? (outcome && 'problem' in outcome ? outcome.problem : undefined);
  const result = outcome && !('problem' in outcome) ? resultOf(wanted, outcome, file, scenario) : undefined;
  return {
    state, version: wanted.version, expected: wanted.text,
    ...(result && { result, found: found! }), ...(result && state !== 'current' && { before: BEFORE }), ...(problem !== undefined && { problem }),
  };
}

function resultOf({ version: kernel, expected, text }: LiveVerdict['wanted'], outcome: FoundOutcome, file: string, scenario: string): CheckedResult {
  const { verdict, property, states, transitions, complete, bound, schedule, events, reason, missingWait, seconds } = outcome;
  return {
    file, scenario, kernel, expected: text, pass: meets({ verdict, property }, expected), verdict, property, states, transitions, seconds, complete, bound, schedule, events, reason,
    ...(missingWait && { missingWait }),
  };
}
