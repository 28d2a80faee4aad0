// The words in which texts speak of events, values and changes. Events are counted from 1 in texts.
import type { Program, Task } from '../../compiler/program';
import type { Type } from '../../language/tree';
import { EDIT_TASK } from '../execution/choice';
import type { Execution } from '../execution/execution';
import { pastTense } from './past-tense';

/** `event 12 of writer (store word 1, in dma_word)` for index 11; without the name if the text is `about` that task anyway. */
export function eventPhrase(execution: Execution, index: number, about?: number): string {
  const { task } = execution.eventAt(index);
  const whose = task.index === about ? '' : whosePhrase(task);
  return `event ${index + 1}${whose} (${textPhrase(execution, index)})`;
}

/** ` of writer`; no task performs an edit. */
export function whosePhrase({ index, name }: Task): string {
  return index === EDIT_TASK ? `, ${name}` : ` of ${name}`;
}

function textPhrase(execution: Execution, index: number): string {
  const { task, text, location } = execution.eventAt(index);
  const { function: name } = location.frames[0]!;
  return name === task.name || name === task.routine ? text : `${text}, in ${name}`;
}

/** `truncator took block 0 away at event 12`; without the name if the text is `about` that task anyway. */
export function pastPhrase(execution: Execution, index: number, about?: number): string {
  const { task, text } = execution.eventAt(index);
  const past = task.index === EDIT_TASK ? undefined : pastTense(briefly(text));
  const said = past === undefined ? `performed event ${index + 1} (${text})` : `${past} at event ${index + 1}`;
  return task.index === about ? said : `${task.name} ${said}`;
}

/** `take block 0 away (event 12)`, to follow "to". */
export function nextPhrase(execution: Execution, index: number): string {
  const text = briefly(execution.eventAt(index).text);
  return pastTense(text) === undefined ? `perform event ${index + 1} (${text})` : `${text} (event ${index + 1})`;
}

/** A text without the values that it ends with: `unpin page 0` for `unpin page 0, 1 of 2 references`. */
export function briefly(text: string): string {
  return /^(?:[^,:{(]|\{[^}]*\}|\([^)]*\)|[,:](?! ))*/.exec(text)![0];
}

/** `block 0.owner from victim to none`: what an event did to a field. */
export function changePhrase(execution: Execution, index: number, slot: number): string {
  const { path } = execution.program.slots[slot]!;
  return `${path} from ${valueAt(execution, index, slot)} to ${valueAt(execution, index + 1, slot)}`;
}

/** A reference to nothing: `null` is a word for programmers. */
export const NONE = 'none';

/** The value of a field at a position. */
export function valueAt(execution: Execution, position: number, slot: number): string {
  const { program } = execution;
  return formatted(program, execution.stateAt(position)[slot]!, program.slots[slot]!.type);
}

export function formatted(program: Program, value: number | bigint, type: Type): string {
  return type.kind === 'object' && value === 0 ? NONE : program.format(value, type);
}

/** The first sentence of a documentation comment, with the number of the rule before it: `Rule I-1: A block does not …`. */
export function rulePhrase(doc: string): string {
  const text = doc.replaceAll(/\s+/g, ' ').trim();
  const [, number, rest] = /^(?:([A-Z]+-\d+)\. )?(.*)$/.exec(text)!;
  const [sentence] = /^.*?[.!?](?= |$)/.exec(rest!) ?? [rest];
  return `${number === undefined ? 'The rule' : `Rule ${number}`}: ${sentence!}${/[.!?]$/.test(sentence!) ? '' : '.'}`;
}

/** With a capital letter, to begin a sentence with. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
