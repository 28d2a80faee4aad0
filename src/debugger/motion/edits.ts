// "What if": a value that somebody sets is an edit of the history, on a branch of its own. This reads it and makes it.
import { ModelError } from '../../compiler/program';
import { aType, isAssignable } from '../../language/types';
import { allowedValues, makeEdit, readValue, type Edit } from '../../machine/execution/edit';
import { findLvalue, type Lvalue } from '../../machine/execution/lvalues';
import type { Debuggee } from './debuggee';
import type { Item, Moment } from '../values/items';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from '../values/stack';
import type { Stop } from '../stops/stop';

/** The edit that gives an item the value of an expression. Throws a RequestError that says what is wrong with it, and what would be right. */
export function editOf(item: Item, text: string, moment: Moment, debuggee: Debuggee, at?: FrameReference): Edit {
  const { program, state } = moment;
  const place = item.slot === undefined ? undefined : findLvalue(program, state, item.slot);
  if (!place) throw new RequestError(`\`${item.name}\` cannot be set: only a variable, a field that can change or an element of such an array can be.`);
  const made = makeEdit(program, state, place.slot, valueOf(place, text.trim(), moment, debuggee, at));
  if ('error' in made) throw new RequestError(`${made.error}.`);
  refuseImpossible(debuggee, made.edit);
  return made.edit;
}

/** Makes the edit. A property that it breaks, or a field that is watched, is the stop. */
export function whatIf(debuggee: Debuggee, edit: Edit, task = debuggee.stop?.task ?? 0): Stop {
  debuggee.edit(edit);
  const { text } = debuggee.execution.eventAt(debuggee.position - 1);
  return debuggee.rules.after(debuggee.position) ?? { reason: 'what if', task, description: `What if: ${text}` };
}

/** An expression of the language, or a value as it is printed: the language has no form for sets and for some objects. */
function valueOf(place: Lvalue, text: string, { program, state, position }: Moment, { expressions }: Debuggee, at?: FrameReference): number {
  try {
    if (text.startsWith('{')) throw new RequestError(`\`${text}\` is no set of these objects.`);
    const expression = expressions.compile(text, at?.frame.variables);
    if (isAssignable(expression.type, place.type)) return expression.evaluate({ position, state, ...at });
    throw new RequestError(`\`${text}\` is ${aType(expression.type)}.`);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const printed = readValue(program, place.type, text);
    if (printed !== undefined) return printed;
    throw new RequestError(`${error.message} ${place.path} can be ${allowedValues(program, state, place)}.`);
  }
}

/** A state over which the model itself fails cannot be shown. */
function refuseImpossible({ execution }: Debuggee, edit: Edit): void {
  try {
    execution.check(execution.choiceFor(edit));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new RequestError(`With ${edit.text} the model cannot go on, at ${error.source}:${error.span[0] + 1}: ${error.message}.`);
  }
}
