// How events are written in the debug console: the number leads back to the moment.
import { NOBODY } from '../machine/choice';
import type { Change, MachineEvent } from '../machine/execution';

const MOST_CHANGES = 6;
/** That an object is made or freed says nothing that the text of the event does not say. */
const COMES_AND_GOES = ' in use';

/** `#12 truncator: pin page 1 (page 1.refcount 1 → 2)`. Numbers count from 1, as positions after the event do. */
export function eventLine({ index, task, text, changes }: MachineEvent): string {
  // The text of an edit is what it changes.
  const telling = changes.filter(({ path }) => task.index !== NOBODY && !path.endsWith(COMES_AND_GOES));
  const shown = telling.slice(0, MOST_CHANGES).map(changeText);
  if (telling.length > MOST_CHANGES) shown.push('…');
  return `#${index + 1} ${task.name}: ${text}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`;
}

function changeText({ path, fromText, toText }: Change): string {
  return `${path} ${fromText} → ${toText}`;
}
