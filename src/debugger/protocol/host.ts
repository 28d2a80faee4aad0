// What the debugger needs from the world it runs in. The extension and the command line each bring their own.
import type { KernelTree } from '../../language/tree';

export interface DebugHost {
  /** The text of a scenario. Rejects with a reason in words. */
  readFile(path: string): string | Promise<string>;
  /** The packaged model kernel, parsed and checked. */
  kernelTree(): KernelTree | Promise<KernelTree>;
  /** Where `fs/dax.daxk` can be opened: an absolute path or a URI that the client understands. */
  kernelSourcePath(source: string): string | undefined;
  /** The text of `fs/dax.daxk`, for clients that cannot open it by its path. */
  kernelSourceText?(source: string): string | undefined;
}
