// "What if": setting a value is an edit, an event of the history on a branch of its own.
import { ModelError } from '../../compiler/program';
import { brief } from '../../language/brief';
import { aType, isAssignable } from '../../language/types';
import { allowedValues, makeEdit, readValue, type Edit } from '../../machine/execution/edit';
import { whyComputed } from '../../machine/execution/field-values';
import { findLvalue, type Lvalue } from '../../machine/execution/lvalues';
import type { Debuggee } from './debuggee';
import type { Item, Moment } from '../values/items';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from '../values/stack';
import type { Stop } from '../stops/stop';

/** The edit that gives an item the value of a text. Throws a RequestError that says what is wrong with it, and what would be valid. */
export function editOf(item: Item, text: string, moment: Moment, debuggee: Debuggee, at?: FrameReference): Edit {
  const { program, state } = moment;
  const [computed] = item.slot === undefined && item.watched?.slots.length === 0 ? item.watched.derived : [];
  if (computed) throw new RequestError(`${whyComputed(program, state, computed)}.`);
  if (item.isPast) throw new RequestError(`\`${item.name}\` cannot be set: it is what an event that has happened found. Go back to before the event, or choose a frame of the next one.`);
  const lvalue = item.slot === undefined ? undefined : findLvalue(program, state, item.slot);
  if (!lvalue) throw new RequestError(`\`${item.name}\` cannot be set: only a variable, a field that can change or an element of such an array can be.`);
  const made = makeEdit(program, state, lvalue.slot, valueOf(lvalue, text.trim(), moment, debuggee, at));
  if ('error' in made) throw new RequestError(`${made.error}.`);
  refuseImpossible(debuggee, made.edit);
  return made.edit;
}

/** Performs the edit. The stop is that of a property that it breaks or of a data breakpoint, if there is one. */
export function whatIf(debuggee: Debuggee, edit: Edit, task = debuggee.stop?.task ?? 0): Stop {
  debuggee.edit(edit);
  return debuggee.rules.after(debuggee.position) ?? { reason: 'what if', task, description: 'What if' };
}

/** The value of an expression of the language, or of a printed value: the language cannot write sets and some objects. */
function valueOf(lvalue: Lvalue, text: string, { program, state, position }: Moment, { expressions }: Debuggee, at?: FrameReference): number {
  try {
    if (text.startsWith('{')) throw new RequestError(`\`${brief(text)}\` is no set of these objects.`);
    const expression = expressions.compile(text, at?.frame.variables);
    if (isAssignable(expression.type, lvalue.type)) return expression.evaluate({ position, state, ...at });
    throw new RequestError(`\`${brief(text)}\` is ${aType(expression.type)}.`);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const printed = readValue(program, lvalue.type, text);
    if (printed !== undefined) return printed;
    throw new RequestError(`${error.message} ${lvalue.path} can be ${allowedValues(program, state, lvalue)}.`);
  }
}

/** Throws a RequestError if the model fails in the state after the edit: such a state cannot be shown. */
function refuseImpossible({ execution }: Debuggee, edit: Edit): void {
  try {
    execution.check(execution.choiceFor(edit));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new RequestError(`With ${edit.text} the model cannot go on, at ${error.source}:${error.span[0] + 1}: ${error.message}.`);
  }
}
