import type { Span } from '../language/tree';

/** Something only compilation for one version can find: a missing function, too many objects. */
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
