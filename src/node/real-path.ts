// A path of this machine, for the debugger's hosts.
import { realpathSync } from 'node:fs';

/** An absolute path without symbolic links, in the case in which the file system has it. A file that is not there keeps its path. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
