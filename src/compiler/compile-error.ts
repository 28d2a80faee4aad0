import type { Span } from '../language/tree';

/** What only compilation for one version can find: a function that it lacks, too many objects. Part of `CompileResult.errors`. */
export class CompileError extends Error {
  constructor(
    message: string,
    readonly source: string,
    readonly span: Span = [0, 0, 0, 0],
  ) {
    super(message);
    this.name = 'CompileError';
  }
}
