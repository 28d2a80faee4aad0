import type { SourceText } from '../../../src/language/check';
import type { KernelTree } from '../../../src/language/tree';

/** What a part is given: plain data, since it comes from outside. */
export interface Input {
  readonly sources: readonly SourceText[];
  readonly kernel: KernelTree;
  readonly version: string;
  readonly path: string;
  readonly text: string;
}
