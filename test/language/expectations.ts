import type { Diagnostic } from '../../src/language/diagnostics';

// A case is a file in the language whose expectations are comments under the lines that they are about:
//
//     page.refcout += 1;
//          ^^^^^^^ error "unknown field `refcout` of page; did you mean `refcount`?"
//
// `// <-- error "…"` is about the first three columns, where no caret fits. Set UPDATE=1 to rewrite the
// expectations of every case; the difference is then to be reviewed like any other.

const marker = /^\/\/(?: <-*|\s*\^+) (?:error|warning) ".*"$/;

/** The expectations written in a text, one a line, in a form that can be compared. */
export function expectedIn(text: string): string[] {
  const expected: string[] = [];
  let line = -1;
  text.split('\n').forEach((content, index) => {
    const match = marker.test(content) && /^\/\/(?: <(-*)|(\s*)(\^+)) (.*)$/.exec(content);
    if (!match) {
      line = index;
      return;
    }
    const [, dashes, gap, carets, finding] = match;
    const [start, length] = carets ? [2 + gap!.length, carets.length] : [0, dashes!.length + 1];
    expected.push(`${line + 1}:${start + 1}-${start + length + 1} ${finding}`);
  });
  return expected;
}

/** Findings in the same form. Of a span over several lines only the first counts. */
export function written(diagnostics: readonly Diagnostic[], text: string): string[] {
  const lines = text.split('\n');
  return diagnostics.map((diagnostic) => {
    const [line, start, end] = firstLine(diagnostic, lines);
    return `${line + 1}:${start + 1}-${end + 1} ${diagnostic.severity} "${diagnostic.message}"`;
  });
}

/** The text with its expectations replaced by what was found. */
export function rewritten(diagnostics: readonly Diagnostic[], text: string): string {
  const lines = text.split('\n');
  const markers = new Map<number, string[]>();
  for (const diagnostic of diagnostics) {
    const [line, start, end] = firstLine(diagnostic, lines);
    const marker = start < 2 ? `// <${'-'.repeat(Math.max(0, end - start - 1))}` : `//${' '.repeat(start - 2)}${'^'.repeat(end - start)}`;
    const below = markers.get(line) ?? [];
    below.push(`${marker} ${diagnostic.severity} "${diagnostic.message}"`);
    markers.set(line, below);
  }
  return lines.flatMap((content, line) => (marker.test(content) ? [] : [content, ...(markers.get(line) ?? [])])).join('\n');
}

function firstLine({ span }: Diagnostic, lines: readonly string[]): [line: number, start: number, end: number] {
  const [line, start, endLine, endColumn] = span;
  const length = lines[line]?.length ?? 0;
  return [line, start, Math.max(start + 1, endLine > line ? length : endColumn)];
}
