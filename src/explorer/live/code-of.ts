// A text without what no search reads and the eye sees at once: whether an edit was one of a comment can be told without parsing anything.

const PARTS = /"(?:[^"\\\r\n]|\\.)*"?|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|\s+|[^\s"/]+|\//g;

/** `holds NAME` is one thing, and `holds` before a name on another line another. */
const NAME_FOLLOWS = /^[ \t]+[a-zA-Z_]/;

/**
 * Comments and white space are one space, but for doc comments after the first word, since explanations quote those of properties. Two texts with the
 * same code are the same program; the reverse does not hold.
 */
export function codeOf(text: string): string {
  const code: string[] = [];
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    const last = code.at(-1);
    const isDoc = last !== undefined && /^(?:\/\*\*(?!\/)|\/\/\/)/.test(part);
    if (!/^\s|^\/[/*]/.test(part) || isDoc) code.push(part);
    else if (last !== undefined && last !== ' ' && last !== '\n') code.push(last.endsWith('holds') && !NAME_FOLLOWS.test(text.slice(index, index + part.length + 1)) ? '\n' : ' ');
  }
  return code.join('').trim();
}
