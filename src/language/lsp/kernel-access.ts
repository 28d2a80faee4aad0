import type { SourceText } from '../source-file';
import type { KernelTree } from '../tree';

/** The model kernel that the server works with. Nothing here reads files. */
export interface KernelAccess {
  /** The checked tree, against which scenarios are checked. */
  tree(): KernelTree;
  /** The sources, asked for once, when somebody looks into one of them. */
  sources(): readonly SourceText[];
  /** The address of `fs/dax.daxk` for the editor. */
  uri(source: string): string;
  /** The text of an overlay that no document has; undefined if there is none. Absent: only documents are known. */
  readFile?(uri: string): string | undefined;
  /** What is in a folder, by name; folders end with a slash. Absent: paths are not completed. */
  readFolder?(uri: string): readonly string[];
  /** The address of docs/system-calls.md, if there is one. */
  readonly reference?: string;
}
