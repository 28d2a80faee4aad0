// When two spellings name the same file. Everything that compares a client's path with one of the debugger's asks here.
import type { DebugHost } from '../protocol/host';

/** What the host knows of its file system; without it paths are compared by what is written in them. */
export type PathHost = Pick<DebugHost, 'absolutePath' | 'realPath'>;

/** A path for what may also be a `file:` URI, which some clients send where a path is expected. Other URIs stay as they are. */
export function filePath(path: string): string {
  const [, rest] = /^file:(.*)$/is.exec(path) ?? [];
  if (rest === undefined) return path;
  const decoded = percentDecoded(rest.replace(/^\/\/(localhost)?(?=\/)/i, ''));
  return decoded.replace(/^\/+(?=[A-Za-z]:)/, '');
}

/** As a client can open it: absolute where the host can say so, but by the links by which it was named. */
export function shownPath(path: string, host: PathHost): string {
  const local = filePath(path);
  return isUri(local) ? local : host.absolutePath?.(local) ?? local;
}

/** A string that is the same for every spelling of a file, and only for these. */
export function fileIdentity(path: string, host: PathHost): string {
  const shown = shownPath(path, host);
  return writtenIdentity(isUri(shown) ? percentDecoded(shown) : host.realPath?.(shown) ?? shown);
}

/** The same by the text alone: slashes, `.` and `..`, and the case of a drive's letter. */
export function writtenIdentity(path: string): string {
  const slashes = filePath(path).replaceAll('\\', '/').replace(/^\/?([A-Za-z]):(?=\/)/, (_, drive: string) => `${drive.toLowerCase()}:`);
  const isNetwork = slashes.startsWith('//');
  const parts: string[] = [];
  for (const part of slashes.split('/')) {
    const above = parts.at(-1);
    // Above the root there is nothing.
    if (part === '..' && above === '') continue;
    if (part === '..' && above !== undefined && above !== '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return isNetwork ? `/${parts.join('/')}` : parts.join('/');
}

/** A scheme has at least two letters: `c:` is a drive. */
function isUri(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(path);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
