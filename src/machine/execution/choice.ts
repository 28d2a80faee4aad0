// What can be decided in a state: which task performs its event and, where that is a `choose`, which alternative it takes.
import type { Program, State } from '../../compiler/program';
import type { Edit } from './edit';

/** What happens next in a state. */
export interface Choice {
  /** The index of the task in the program, or `EDIT_TASK`. */
  readonly task: number;
  /** Of a `choose`, from 0; of other events 0. */
  readonly alternative: number;
  /** What is changed by hand. Then no task moves, and `alternative` is the number of the edit in its execution. */
  readonly edit?: Edit;
}

/** A choice made several times in a row; an edit is alone. */
export interface ChoiceRun {
  readonly choice: Choice;
  readonly count: number;
}

/** The `Choice.task` of an edit. */
export const EDIT_TASK = -1;

const ALTERNATIVE_BITS = 12;
const ALTERNATIVE_MASK = (1 << ALTERNATIVE_BITS) - 1;

/** A choice as one small integer: negative for an edit. Up to 4096 alternatives fit. */
export function packChoice(choice: Choice): number {
  return choice.task === EDIT_TASK ? ~choice.alternative : (choice.task << ALTERNATIVE_BITS) | choice.alternative;
}

/** Of an edit its number alone: what it changes is in the `EditTable`. */
export function unpackChoice(packed: number): Choice {
  return packed < 0 ? { task: EDIT_TASK, alternative: ~packed } : { task: packed >>> ALTERNATIVE_BITS, alternative: packed & ALTERNATIVE_MASK };
}

/** Everything that can happen next in a state, in program order; empty if no task is enabled. */
export function runnable(program: Program, state: State): Choice[] {
  const choices: Choice[] = [];
  for (const { index: task } of program.tasks) {
    const alternatives = program.enabled(state, task);
    for (let alternative = 0; alternative < alternatives; alternative++) choices.push({ task, alternative });
  }
  return choices;
}
