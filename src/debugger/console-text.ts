// How events are written in the debug console: the number leads back to the moment.
import type { Change, MachineEvent } from '../machine/execution';
import type { ConsoleStyle } from './console-style';

const MOST_CHANGES = 6;
/** That an object is made or freed says nothing that the text of the event does not say. */
const COMES_AND_GOES = ' in use';

/** `#12 truncator: pin page 1 (page 1.refcount 1 → 2)`. Numbers count from 1, as positions after the event do. */
export function eventLine(event: MachineEvent, style: ConsoleStyle): string {
  const { changes } = event;
  const telling = changes.filter(({ path }) => !path.endsWith(COMES_AND_GOES));
  const shown = telling.slice(0, MOST_CHANGES).map((change) => changeText(change, style));
  if (telling.length > MOST_CHANGES) shown.push('…');
  return `${headOf(event, style)}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}`;
}

/** The event, and what it did to one field. */
export function changeLine(event: MachineEvent, change: Change, style: ConsoleStyle): string {
  return `${headOf(event, style)} (${changeText(change, style)})`;
}

function headOf({ index, task, text }: MachineEvent, style: ConsoleStyle): string {
  return `${style.number(`#${index + 1}`)} ${style.subject(task.name)}: ${text}`;
}

function changeText({ path, fromText, toText }: Change, style: ConsoleStyle): string {
  return `${path} ${fromText} → ${style.result(toText)}`;
}
