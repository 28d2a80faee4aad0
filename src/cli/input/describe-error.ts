import { ModelError } from '../../compiler/program';
import type { CheckError } from '../../explorer/check-messages';
import { formatDiagnostic } from '../../language/diagnostics';
import { checkError, InputError } from './input';

/** The message for the person at the terminal. An error that should not happen is still no reason to show a stack. */
export function describeError(error: unknown): string {
  if (error instanceof InputError) return error.message;
  if (error instanceof ModelError) {
    const { source, span, message } = error;
    return formatDiagnostic({ severity: 'error', source, span, message: `the model fails: ${message}` });
  }
  return `daxscn: error: ${error instanceof Error ? error.message : String(error)}`;
}

/** The same for programs. */
export function errorsOf(error: unknown): readonly CheckError[] {
  if (error instanceof InputError) return error.errors;
  if (error instanceof ModelError) return [modelFailure(error)];
  return [{ file: null, line: null, column: null, message: error instanceof Error ? error.message : String(error) }];
}

/** The model itself makes a mistake. */
export function modelFailure({ source, span, message }: Pick<ModelError, 'source' | 'span' | 'message'>): CheckError {
  return checkError({ source, span, message: `the model fails: ${message}` });
}
