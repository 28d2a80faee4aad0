// Until when a counterexample could have gone right, and the nearest run that does, for the terminal and for JSON.
import { PassingSearch } from '../../explorer/passing/passing-search';
import { replay } from '../../machine/schedule/replay';
import type { PassingAnswer } from '../../machine/verdict/avoidable';
import type { CheckResult } from './check-result';
import type { SearchedExploration } from '../../explorer/explore';

/** An answer may be asked for several times: for the terminal, the document, the channel, and for versions with the same program. */
const known = new WeakMap<SearchedExploration, PassingAnswer | undefined>();

/** Undefined if nothing went wrong, or before the first event. */
export function passingAnswer(result: CheckResult): PassingAnswer | undefined {
  const { exploration } = result;
  if (!known.has(exploration)) known.set(exploration, answerOf(result));
  return known.get(exploration);
}

function answerOf(result: CheckResult): PassingAnswer | undefined {
  const { schedule, missingWait, states, verdict } = result.exploration;
  if (!schedule || !missingWait) return undefined;
  const { program } = result;
  const { execution } = replay(program, schedule);
  return new PassingSearch(program).answer(execution, { states, isLivelock: verdict === 'livelock' || program.response !== undefined });
}
