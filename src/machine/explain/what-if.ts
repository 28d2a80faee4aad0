// What is said of everything that comes after an edit: it need not be a behaviour of the kernel.
import { joinNames } from '../execution/blocking';
import type { Execution } from '../execution/execution';

const EDITS_TOLD = 3;

/** The numbers of the edits among the first `length` events, counted from 1 as in texts. */
export function editsIn(execution: Execution, length: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < length; index++) if (execution.choiceAt(index).edit) found.push(index + 1);
  return found;
}

/** A sentence to begin with when something is said of the first events; undefined if they are the kernel's own. */
export function whatIfNote(execution: Execution, length: number): string | undefined {
  const edits = editsIn(execution, length);
  if (edits.length === 0) return undefined;
  const told = edits.slice(0, EDITS_TOLD).map((number) => `event ${number} (${execution.eventAt(number - 1).text})`);
  const more = edits.length - told.length;
  const names = joinNames([...told, ...(more > 0 ? [`${more} more`] : [])]);
  return `What if: ${names} ${edits.length === 1 ? 'was' : 'were'} made by hand, so this need not be a behaviour of the kernel.`;
}

/** The text, with the note before it if there is one. */
export function withWhatIf(execution: Execution, length: number, text: string): string {
  const note = whatIfNote(execution, length);
  return note === undefined ? text : `${note} ${text}`;
}
