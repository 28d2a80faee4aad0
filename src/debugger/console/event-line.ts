// Events as lines of the debug console. `goto` takes their numbers.
import type { Program } from '../../compiler/program';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Change, MachineEvent } from '../../machine/execution/execution';
import { isInUseSlot } from '../../machine/execution/in-use';
import type { ConsoleStyle } from './style';

const MOST_CHANGES = 6;

/** `#12 truncator: pin page 1 (page 1.refcount 1 → 2)`. Events are numbered from 1: the number is the position after the event. */
export function eventLine(program: Program, event: MachineEvent, style: ConsoleStyle): string {
  // That an object is made or freed says nothing that the text of the event does not say.
  return lineOf(event, event.changes.filter(({ slot }) => !isInUseSlot(program, slot)), style, { most: MOST_CHANGES });
}

/** The line of an event with some of its changes. Those that happen after it, on the task's way to its next event, follow a `then`. */
export function lineOf(
  { index, task, text }: MachineEvent, all: readonly Change[], style: ConsoleStyle,
  { most = all.length, said = [] }: { readonly most?: number; readonly said?: readonly string[] } = {},
): string {
  // The text of an edit is what it changes.
  const changes = task.index === EDIT_TASK ? [] : all;
  const shown = [...changes.filter(({ isAfterwards }) => !isAfterwards), ...changes.filter(({ isAfterwards }) => isAfterwards)].slice(0, most);
  const texts = (afterwards: boolean): string[] =>
    shown.filter(({ isAfterwards = false }) => isAfterwards === afterwards).map(({ path, fromText, toText }) => `${path} ${fromText} → ${style.result(toText)}`);
  const own = [...said, ...texts(false)];
  const later = texts(true);
  const parts = [...(own.length > 0 ? [own.join(', ')] : []), ...(later.length > 0 ? [`then ${later.join(', ')}`] : [])].join('; ');
  const rest = parts === '' ? '' : ` (${parts}${changes.length > most ? ', …' : ''})`;
  return `${style.number(`#${index + 1}`)} ${style.subject(task.name)}: ${text}${rest}`;
}
