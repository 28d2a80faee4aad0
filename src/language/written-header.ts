// Where a text names its title and its kernel version, also one that is being written: it is looked for, not parsed. What stands in a comment does not count.

/** A part of a text, by offsets: `text` without what follows it. */
export interface Written {
  readonly start: number;
  readonly text: string;
}

/** `scenario "truncate races a direct read"`, or as much of that as is there. */
export function writtenTitle(text: string): Written | undefined {
  return find(/^([ \t]*)(scenario\b(?:[ \t]*"[^"\r\n]*"?)?)/m, text);
}

/** `v4.17`, behind `kernel`. */
export function writtenKernel(text: string): Written | undefined {
  return find(/^([ \t]*kernel\s+)(v\d+\.\d+)/m, text);
}

function find(pattern: RegExp, text: string): Written | undefined {
  const found = pattern.exec(withoutComments(text));
  return found ? { start: found.index + found[1]!.length, text: found[2]! } : undefined;
}

/** As long as before, so that offsets stay. */
function withoutComments(text: string): string {
  return text.replaceAll(/"(?:[^"\\\r\n]|\\.)*"?|\/\*[^]*?(?:\*\/|$)|\/\/[^\r\n]*/g, (part) => (part.startsWith('"') ? part : part.replaceAll(/[^\r\n]/g, ' ')));
}
