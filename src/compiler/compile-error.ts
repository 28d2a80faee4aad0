import { MODEL_LIMIT } from '../language/diagnostics';
import type { Span } from '../language/tree';
import type { VersionSet } from './version-set';

/** A file and a range in it. */
export type Place = readonly [source: string, span: Span];

/** What only compilation for one version can find: a function that it lacks, too many objects. Part of `CompileResult.errors`. */
export class CompileError extends Error {
  /** Those for which the code was being lowered. */
  versions: VersionSet | undefined;

  constructor(
    message: string,
    readonly source: string,
    readonly span: Span = [0, 0, 0, 0],
    readonly code?: string,
  ) {
    super(message);
    this.name = 'CompileError';
  }

  /** The model has no room for what stands there. */
  static limit(message: string, [source, span]: Place): CompileError {
    return new CompileError(message, source, span, MODEL_LIMIT);
  }
}
