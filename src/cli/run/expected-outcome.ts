// What a scenario expects of a version, held against one execution on it.
import { isFault, verdictText } from '../../explorer/verdict-words';
import type { ScenarioTree, Version } from '../../language/tree';
import type { ExpectedOutcome, RunOutcome } from './run-printer';

export function expectedOutcome({ expects }: Pick<ScenarioTree, 'expects'>, kernel: Version, { verdict, property }: RunOutcome): ExpectedOutcome {
  const own = expects.filter(({ version }) => version === kernel);
  const faults = own.filter((expected) => isFault(expected.verdict));
  const isMet = isFault(verdict) ? faults.some((expected) => expected.verdict === verdict && (expected.property === undefined || expected.property === property)) : faults.length === 0;
  return { text: own.length === 0 ? null : own.map(verdictText).join(', '), isMet: isMet && verdict !== 'unknown' };
}
