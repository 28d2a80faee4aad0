// Events by what they say, for a search as one types. Answers `daxscn/find`.
import type { Found } from '../../view/messages/timeline';
import type { TimelineIndex } from './timeline-index';

/** An answer has no more events than this, and looks at no more. */
const MOST_FOUND = 1_000;
const MOST_LOOKED_AT = 20_000;

/** The events from `from` on whose thread and text have words that begin with these, in any order, whatever their case. */
export function findEvents({ execution, texts }: TimelineIndex, text: string, from: number): Found {
  const words = text.split(/\s+/).filter((word) => word !== '').map((word) => new RegExp(`(?<![a-z0-9])${word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`, 'i'));
  const events: number[] = [];
  if (words.length === 0) return { events };
  const names = execution.program.tasks.map(({ name }) => name);
  /** Most texts come again. */
  const known = new Map<string, boolean>();
  const isWanted = (said: string): boolean => {
    let found = known.get(said);
    if (found === undefined) known.set(said, found = words.every((word) => word.test(said)));
    return found;
  };
  let index = from;
  for (; index < Math.min(execution.length, from + MOST_LOOKED_AT) && events.length < MOST_FOUND; index++) {
    if (isWanted(`${names[execution.choiceAt(index).task] ?? ''} ${texts.of(index)}`)) events.push(index);
  }
  return { events, ...(index < execution.length && { next: index }) };
}
