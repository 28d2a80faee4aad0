/**
 * The Markdown of the documentation comment that ends right before an offset: `/** … *\/`, or a block of `///` lines.
 * A blank line between comment and declaration separates them.
 */
export function docBefore(text: string, offset: number): string | undefined {
  const before = text.slice(0, offset).replace(/[ \t]+$/, '').replace(/\r?\n[ \t]*$/, '').trimEnd();
  const gap = text.slice(before.length, offset);
  if ((gap.match(/\n/g)?.length ?? 0) > 1) return undefined;
  if (before.endsWith('*/')) {
    const start = before.lastIndexOf('/*');
    if (!before.startsWith('/**', start) || before.length - start < 5) return undefined;
    return clean(before.slice(start + 3, -2).split('\n').map((line) => line.replace(/^\s*\* ?/, '')));
  }
  const lines: string[] = [];
  for (const line of before.split('\n').reverse()) {
    const match = /^\s*\/\/\/ ?(.*)$/.exec(line);
    if (!match) break;
    lines.unshift(match[1]!);
  }
  return lines.length ? clean(lines) : undefined;
}

function clean(lines: string[]): string | undefined {
  return lines.map((line) => line.trimEnd()).join('\n').trim() || undefined;
}
