// The words in which a comparison speaks of its two executions. Events are counted from 1.
import { joinNames } from '../execution/blocking';
import type { Execution } from '../execution/execution';
import { briefly, NONE } from '../explain/phrases';
import { commandOf } from '../explain/past-tense';
import { presentTense } from '../explain/present-tense';
import type { Effect } from './effects';
import type { BlockedSpan } from './waits';

/** `on v4.19`, `in the nearest passing run`, `with my-patch.daxk`, to begin a clause with. */
export function where(title: string): string {
  if (/^v\d/.test(title)) return `on ${title}`;
  if (/^(?:with|without|before|after|as)\b/.test(title)) return title;
  return title.startsWith('the ') ? `in ${title}` : `in the ${title}`;
}

/** `takes block 0 away`, to follow the name of the thread; `performs “is page 0 mapped?”` for what is no command. */
export function does(execution: Execution, index: number): string {
  const { text } = execution.eventAt(index);
  return presentTense(briefly(text)) ?? (isQuestion(text) ? `asks “${question(text)}”` : `performs “${briefly(text)}”`);
}

/** `take block 0 away`, to follow "does not". */
export function infinitive(execution: Execution, index: number): string {
  const { text } = execution.eventAt(index);
  if (commandOf(briefly(text))) return briefly(text);
  return isQuestion(text) ? `ask “${question(text)}”` : `perform “${briefly(text)}”`;
}

function isQuestion(text: string): boolean {
  return /\?(?: |$)/.test(text);
}

/** Without the values that follow it. */
function question(text: string): string {
  return text.replace(/\?(?: .*)?$/s, '?');
}

/** `nvme0 writes word 0 of page 0`: a text may begin with the name of its thread. */
export function threadDoes(execution: Execution, index: number): string {
  const { task: { name }, text } = execution.eventAt(index);
  const brief = briefly(text);
  return brief.startsWith(`${name} `) ? brief : `${name} ${does(execution, index)}`;
}

/** `event 59 of reader (unpin page 0)` */
export function eventOf(execution: Execution, index: number): string {
  const { task: { name }, text } = execution.eventAt(index);
  return `event ${index + 1} of ${name} (${briefly(text)})`;
}

/**
 * `sleeps in xfs_wait_dax_page until page 0 is idle` for "sleeps until page 0 is idle". Linux's folder `kernel` has the scheduler and the locks, which wait for
 * those who call them.
 */
export function waits({ text, frames }: BlockedSpan): string {
  const name = frames.find(({ source }) => !source.startsWith('kernel/'))?.function;
  return briefly(text).replace(/^(\S+)/, name === undefined ? '$1' : `$1 in ${name}`);
}

const CHANGES_TOLD = 2;

/** `page 1.index from 0 to 1`, of some. */
export function changesText(changes: readonly Effect[]): string {
  return joinNames(changes.slice(0, CHANGES_TOLD).map(({ path, fromText, toText }) => `${path} from ${named(fromText)} to ${named(toText)}`));
}

function named(value: string): string {
  return value === 'null' ? NONE : value;
}
