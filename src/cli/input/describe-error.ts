import { ModelError } from '../../compiler/program';
import { formatDiagnostic } from '../../language/diagnostics';
import { InputError } from './input';

/** The message for the person at the terminal. An error that should not happen is still no reason to show a stack. */
export function describeError(error: unknown): string {
  if (error instanceof InputError) return error.message;
  if (error instanceof ModelError) {
    const { source, span, message } = error;
    return formatDiagnostic({ severity: 'error', source, span, message: `the model fails: ${message}` });
  }
  return `daxscn: error: ${error instanceof Error ? error.message : String(error)}`;
}
