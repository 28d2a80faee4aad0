// Until when a counterexample could have gone right, and the nearest run that does, for the terminal and for JSON.
import { PassingSearch } from '../explorer/passing/passing-search';
import { replay } from '../machine/schedule/replay';
import type { PassingAnswer } from '../machine/verdict/avoidable';
import type { CheckResult } from './check-result';

/** Undefined if nothing went wrong, or before the first event. */
export function passingAnswer({ program, exploration }: CheckResult): PassingAnswer | undefined {
  const { schedule, missingWait, states, verdict } = exploration;
  if (!schedule || !missingWait) return undefined;
  const { execution } = replay(program, schedule);
  return new PassingSearch(program).answer(execution, { states, isLivelock: verdict === 'livelock' });
}
