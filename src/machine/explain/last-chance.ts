// The sentences about whether it can still go right.
import { joinNames } from '../execution/blocking';
import type { Execution } from '../execution/execution';
import { eventPhrase } from './phrases';

export const LOST_AT_ONCE = 'No order of events goes right.';
/** Of a livelock. */
export const LOST_NEVER = 'It can go right from everywhere: the loop can be left at any time.';

/** `Last chance before event 49 of onlooker (…): after it no order of events goes right.` */
export function lastChanceSentence(execution: Execution, index: number): string {
  return `Last chance before ${eventPhrase(execution, index)}: after it no order of events goes right.`;
}

/** Who could move instead of the task that takes the last chance. */
export function insteadSentence(names: readonly string[]): string {
  return `It could still have gone right if ${joinNames(names, 'or')} had moved instead.`;
}
