import { EDIT_TASK, unpackChoice, type Choice } from './choice';
import type { Edit } from './edit';

/** The edits of one execution, all its branches together: by number, so that a recorded choice stays one small integer. */
export class EditTable {
  readonly #choices: Choice[] = [];

  get isEmpty(): boolean {
    return this.#choices.length === 0;
  }

  /** The same choice for the same edit. */
  choiceFor(edit: Edit): Choice {
    const known = this.#choices.find((choice) => choice.edit!.slot === edit.slot && choice.edit!.text === edit.text);
    if (known) return known;
    const choice = { task: EDIT_TASK, alternative: this.#choices.length, edit };
    this.#choices.push(choice);
    return choice;
  }

  /** The choice as this execution knows it: an edit may come from another one. */
  own(choice: Choice): Choice {
    return choice.edit ? this.choiceFor(choice.edit) : choice;
  }

  unpack(packed: number): Choice {
    return packed < 0 ? this.#choices[~packed]! : unpackChoice(packed);
  }
}
