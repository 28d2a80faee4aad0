// Rule 6: the step-in targets are the enabled threads; choosing one chooses which thread runs next.
import type { Program, State } from '../../compiler/program';
import type { Span } from '../../language/tree';
import type { Choice } from '../../machine/execution/choice';
import { editText } from '../../machine/execution/event';
import type { Execution } from '../../machine/execution/execution';
import { editTask } from '../../machine/execution/edit-task';
import type { LastChance } from '../passing/last-chance';

/** One alternative of one enabled task. */
export interface StepInTarget {
  readonly choice: Choice;
  readonly label: string;
  /** The statement that would be executed; lines and columns count from 0. */
  readonly span: Span;
}

/** Everything that can happen next, and after which of it nothing goes right any more. Answers `stepInTargets`. */
export function listStepInTargets({ program, state, position }: Execution, lastChance: LastChance): readonly StepInTarget[] {
  const moves = lastChance.moves(position);
  const isOpen = moves.some(({ avoidable }) => avoidable === 'yes');
  return moves.map(({ choice, avoidable }) => ({
    choice, span: program.location(state, choice.task).frames[0]!.span,
    label: `${choiceLabel(program, state, choice)}${isOpen && avoidable === 'no' ? ' (point of no return)' : ''}`,
  }));
}

/** A choice in words: the task, and what it would do in the state. */
export function choiceLabel(program: Program, state: State, { task, alternative, edit }: Choice): string {
  if (edit) return `${editTask.name}: ${editText(program, state, edit)}`;
  const alternatives = program.enabled(state, task);
  const which = alternatives > 1 ? ` (alternative ${alternative + 1} of ${alternatives})` : '';
  return `${program.tasks[task]!.name}: ${program.describe(state, task)}${which}`;
}
