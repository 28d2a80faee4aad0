import type { Span } from './tree';

/** One finding about a source text. `source` is the name under which the text was given. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly source: string;
  readonly span: Span;
  /** Names the thing and the cause and, where there is one, the nearest valid alternative. */
  readonly message: string;
  readonly code?: string;
}

/** The code of an error that is no mistake of the scenario: the model has no room for it. */
export const MODEL_LIMIT = 'model-limit';

/** The code of an error that names a system call which there is not. */
export const UNKNOWN_CALL = 'unknown-call';

export function isModelLimit({ code }: Pick<Diagnostic, 'code'>): boolean {
  return code === MODEL_LIMIT;
}

/** `FILE:LINE:COL: error: …`, one-based, as compilers print it. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { source, span, severity, message } = diagnostic;
  return `${source}:${span[0] + 1}:${span[1] + 1}: ${severity}: ${message}`;
}
