// The point of no return in sentences.
import type { Execution } from '../../machine/execution/execution';
import { insteadSentence, lastChanceSentence } from '../../machine/explain/last-chance';
import type { LastChance, PointOfNoReturn } from './last-chance';

/** Which event it is, by whose move it could have gone right, and how sure that is. */
export function lastChanceSentences(execution: Execution, lastChance: LastChance, { event, isExact }: PointOfNoReturn): string[] {
  const names = lastChance.instead(event).map((task) => execution.program.tasks[task]!.name);
  return [
    lastChanceSentence(execution, event),
    ...(names.length > 0 ? [insteadSentence(names)] : []),
    ...(isExact ? [] : ['It may have been lost earlier: too much could follow there to look at all of it.']),
  ];
}
