// Asking what would happen in a state that is a mixture of two moments: the model may be unable to be in it.
import { ModelError } from '../../compiler/program';

/** Whether the condition holds; false if the model fails over it. */
export function falseOnModelError(condition: () => boolean): boolean {
  try {
    return condition();
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
