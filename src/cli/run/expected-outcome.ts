// What a scenario expects of a version, held against one execution on it.
import { watchedBy } from '../../compiler/lowering/watch';
import { isFault, verdictText } from '../../explorer/verdict-words';
import type { Expect } from '../../language/tree';
import type { Execution } from '../../machine/execution/execution';
import { replay } from '../../machine/schedule/replay';
import { formatSchedule } from '../../machine/schedule/schedule';
import { livelockOf } from '../../machine/verdict/livelock';
import { unanswered } from '../../machine/verdict/verdict';
import { loadProgram, type LoadedScenario } from '../input/load';
import type { ExpectedOutcome, RunOutcome } from './run-printer';

export function expectedOutcome(scenario: LoadedScenario, execution: Execution, { verdict, property }: RunOutcome): ExpectedOutcome {
  const own = scenario.tree.expects.filter(({ version }) => version === execution.program.kernel);
  const faults = own.filter((expected) => isFault(expected.verdict));
  const isIt = (expected: Expect): boolean => expected.verdict === verdict && (expected.property === undefined || expected.property === property);
  const isMet = isFault(verdict) ? faults.some((expected) => isIt(expected) || (verdict !== 'violates' && breaksResponse(scenario, execution, expected))) : faults.length === 0;
  return { text: own.length === 0 ? null : own.map(verdictText).join(', '), isMet: isMet && verdict !== 'unknown' };
}

/** An execution that ends in a deadlock, a hang or a livelock violates the response property that it is expected to. Whether it does, the program that watches it says. */
function breaksResponse(scenario: LoadedScenario, execution: Execution, expected: Expect): boolean {
  const watch = expected.verdict === 'violates' ? watchedBy(expected, scenario.tree, scenario.kernel) : undefined;
  if (watch?.kind !== 'response') return false;
  const watching = loadProgram(scenario, execution.program.kernel, { watch });
  const { execution: same } = replay(watching, formatSchedule(execution.choices));
  return unanswered(watching, same.state) !== undefined || livelockOf(same) !== undefined;
}
