// Rule 6: stepping into somebody is choosing who runs next.
import type { Program, State } from '../../compiler/program';
import type { Span } from '../../language/tree';
import type { Choice } from '../../machine/execution/choice';
import { editText } from '../../machine/execution/event';
import type { Execution } from '../../machine/execution/execution';
import { editTask } from '../../machine/execution/edit-task';

export interface StepInTarget {
  readonly choice: Choice;
  readonly label: string;
  /** What would be executed. */
  readonly span: Span;
}

export function listStepInTargets(execution: Execution): readonly StepInTarget[] {
  const { program, state } = execution;
  return execution.runnable().map((choice) => (
    { choice, label: choiceLabel(program, state, choice), span: program.location(state, choice.task).frames[0]!.span }));
}

/** Who would do what: the name of a way to go on. */
export function choiceLabel(program: Program, state: State, { task, alternative, edit }: Choice): string {
  if (edit) return `${editTask.name}: ${editText(program, state, edit)}`;
  const alternatives = program.enabled(state, task);
  const which = alternatives > 1 ? ` (alternative ${alternative + 1} of ${alternatives})` : '';
  return `${program.tasks[task]!.name}: ${program.describe(state, task)}${which}`;
}
