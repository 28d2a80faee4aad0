// Rule 6: stepping into somebody is choosing who runs next.
import type { Span } from '../language/tree';
import type { Choice } from '../machine/choice';
import type { Execution } from '../machine/execution';

export interface StepInTarget {
  readonly choice: Choice;
  readonly label: string;
  /** What would be executed. */
  readonly span: Span;
}

export function listStepInTargets(execution: Execution): readonly StepInTarget[] {
  const { program, state } = execution;
  return execution.runnable().map((choice) => {
    const { task, alternative } = choice;
    const alternatives = program.enabled(state, task);
    const which = alternatives > 1 ? ` (alternative ${alternative + 1} of ${alternatives})` : '';
    return {
      choice,
      label: `${program.tasks[task]!.name}: ${program.describe(state, task)}${which}`,
      span: program.location(state, task).frames[0]!.span,
    };
  });
}
