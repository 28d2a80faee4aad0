// What the debugger needs of the program that it runs in. The extension and the command line each have their own.
import type { Program } from '../../compiler/program';
import type { KernelTree } from '../../language/tree';
import type { PassingSearch } from './passing-search';

/** Gives the debugger its files. */
export interface DebugHost {
  /** The text of a file that a launch configuration names. Rejects with a message in words. */
  readFile(path: string): string | Promise<string>;
  /** The absolute form of a path that may be relative to where the debugger runs. Absent: paths stay as they are. Never throws. */
  absolutePath?(path: string): string;
  /** An absolute path without symbolic links, in the case in which the file system has it. Absent: it has none. Never throws: a file that is not there keeps its path. */
  realPath?(path: string): string;
  /** The packaged model kernel, parsed and checked. */
  kernelTree(): KernelTree | Promise<KernelTree>;
  /** The explorer, for one program: whether what can still follow goes right. */
  passingSearch(program: Program): PassingSearch;
  /** Where the client can open a source of the model kernel, for example `fs/dax.daxk`: an absolute path or a URI; undefined if it cannot. */
  kernelSourcePath(source: string): string | undefined;
  /** The text of a source of the model kernel, for clients that cannot open it by a path; undefined if there is no such source. */
  kernelSourceText?(source: string): string | undefined;
}
