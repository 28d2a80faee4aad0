// How events are written in the debug console: the number leads back to the moment.
import type { Change, MachineEvent } from '../machine/execution';

const MOST_CHANGES = 6;
/** That an object is made or freed says nothing that the text of the event does not say. */
const COMES_AND_GOES = ' in use';

/** `#12 truncator: pin page 1 (page 1.refcount 1 → 2)`. Numbers count from 1, as positions after the event do. */
export function eventLine(event: MachineEvent): string {
  const telling = event.changes.filter(({ path }) => !path.endsWith(COMES_AND_GOES));
  const shown = telling.slice(0, MOST_CHANGES).map(changeText);
  if (telling.length > MOST_CHANGES) shown.push('…');
  return lineOf(event, shown);
}

/** The event, with what is to be said of it. */
export function lineOf({ index, task, text }: MachineEvent, said: readonly string[]): string {
  return `#${index + 1} ${task.name}: ${text}${said.length > 0 ? ` (${said.join(', ')})` : ''}`;
}

export function changeText({ path, fromText, toText }: Change): string {
  return `${path} ${fromText} → ${toText}`;
}
