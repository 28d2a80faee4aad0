/**
 * The Markdown of the documentation comment that ends on the line before an offset, or on its line: a block comment
 * with two stars, or lines with three slashes. A blank line separates the two.
 */
export function docBefore(text: string, offset: number): string | undefined {
  const end = skipBlanks(text, offset);
  if (end === undefined) return undefined;
  if (text.startsWith('*/', end - 2)) return blockEndingAt(text, end);
  const lines: string[] = [];
  for (let lineEnd = end; lineEnd > 0; ) {
    const start = text.lastIndexOf('\n', lineEnd - 1) + 1;
    const match = /^\s*\/\/\/ ?(.*)$/.exec(text.slice(start, lineEnd));
    if (!match) break;
    lines.unshift(match[1]!);
    lineEnd = start - 1;
  }
  return clean(lines);
}

/** Back over white space with at most one line break. */
function skipBlanks(text: string, offset: number): number | undefined {
  let breaks = 0;
  let end = offset;
  for (; end > 0 && /\s/.test(text[end - 1]!); end--) {
    if (text[end - 1] === '\n' && ++breaks > 1) return undefined;
  }
  return end;
}

function blockEndingAt(text: string, end: number): string | undefined {
  const start = text.lastIndexOf('/*', end - 2);
  if (!text.startsWith('/**', start) || end - start < 5) return undefined;
  return clean(text.slice(start + 3, end - 2).split('\n').map((line) => line.replace(/^\s*\* ?/, '')));
}

function clean(lines: string[]): string | undefined {
  return lines.map((line) => line.trimEnd()).join('\n').trim() || undefined;
}
