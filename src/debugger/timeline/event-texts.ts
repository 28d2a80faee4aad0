// The words for the events of an execution: "pin_mapped_page: pin page 0". Of most events they are words that were said before.
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution } from '../../machine/execution/execution';
import { StateMemo } from './state-memo';

export class EventTexts {
  private readonly texts: readonly StateMemo<string>[];

  constructor(private readonly execution: Execution) {
    const { program } = execution;
    this.texts = program.tasks.map(({ index, name, routine }) => new StateMemo((state) => {
      const inner = program.location(state, index).frames[0]!.function;
      const text = program.describe(state, index);
      return inner === name || inner === routine ? text : `${inner}: ${text}`;
    }));
  }

  /** What an event does, with the function that it is in unless that is the body of the thread. */
  of(index: number): string {
    const task = this.execution.choiceAt(index).task;
    return task === EDIT_TASK ? this.execution.eventAt(index).text : this.texts[task]!.at(this.execution.stateAt(index));
  }
}
